import type { Clearable, HoursEntry } from "../../store/appState";
import { Button } from "../../ui/Button";
import { t } from "../../ui/words";
import { useApp } from "../_shared/useApp";
import { announce, announceOn } from "../_shared/reply/announce";

/** Dividing an entry, handing it back to its punches, taking it away. Each can be taken back. */
export function MoreActs({ entry, onSplit, onDone }: { entry: HoursEntry; onSplit: () => void; onDone: () => void }) {
  const { acts } = useApp();
  const changed = Object.keys(entry.punched) as Clearable[];
  const dates = [entry.start, entry.end];
  const giveBack = async (): Promise<void> => {
    await announceOn(acts, dates, await acts.editEntry(entry.id, {}, changed), t("hours.given_back"));
    onDone();
  };
  const remove = async (): Promise<void> => {
    const saved = await acts.deleteEntry(entry.id);
    const restore = async (): Promise<void> => announce(await acts.restoreEntry(entry.id), t("hours.restored"));
    await announceOn(acts, dates, saved, t("hours.deleted"), restore);
    onDone();
  };
  if (entry.running) return null;
  return (
    <div class="row-buttons hours-more">
      {entry.end === null ? null : <Button onClick={onSplit}>{t("hours.split")}</Button>}
      {changed.length ? <Button onClick={giveBack}>{t("hours.give_back")}</Button> : null}
      <Button kind="danger" onClick={remove}>
        {t("hours.delete")}
      </Button>
    </div>
  );
}
