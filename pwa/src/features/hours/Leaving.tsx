import { Button } from "../../ui/Button";
import { t } from "../../ui/words";
import { useApp } from "../_shared/useApp";
import { announce } from "../_shared/reply/announce";

/** Work that goes on has no end to write yet: it is ended by clocking out. */
export function Leaving({ onDone }: { onDone: () => void }) {
  const { acts } = useApp();
  const leave = async (): Promise<void> => {
    announce(await acts.punch("out"), t("today.did.out", { at: Date.now() }));
    onDone();
  };
  return (
    <div class="note calm">
      <p>{t("hours.running")}</p>
      <Button onClick={leave}>{t("today.clock_out")}</Button>
    </div>
  );
}
