import type { HeldBack as Held } from "../../store/appState";
import { Button } from "../../ui/Button";
import { t } from "../../ui/words";
import { useApp } from "../_shared/useApp";

/** What was not approved, by name: it changed and is shown anew, or somebody else was first. */
export function HeldBack({ held, onSeen }: { held: readonly Held[]; onSeen: () => unknown }) {
  const { acts } = useApp();
  if (held.length === 0) return null;
  const seen = async (): Promise<void> => {
    await acts.letGo(held.map(({ opId }) => opId));
    onSeen();
  };
  return (
    <div class="note" role="alert">
      <ul class="team-held">
        {held.map((one) => (
          <li key={one.opId}>
            <b>{one.name}</b> {one.title}: {one.changed ? t("decide.changed") : t(one.reasonKey, one.params)}
          </li>
        ))}
      </ul>
      <Button onClick={seen}>{t("decide.seen")}</Button>
    </div>
  );
}
