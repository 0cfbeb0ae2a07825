import { Button } from "../../ui/Button";
import { t } from "../../ui/words";
import { useLive } from "../live";
import { tell } from "../saving";

/** Work that goes on has no end to write yet: it is ended by clocking out. */
export function Leaving({ onDone }: { onDone: () => void }) {
  const { acts } = useLive();
  const leave = async (): Promise<void> => {
    tell(await acts.punch("out"), t("today.did.out", { at: Date.now() }));
    onDone();
  };
  return (
    <div class="note calm">
      <p>{t("hours.running")}</p>
      <Button onClick={leave}>{t("today.clock_out")}</Button>
    </div>
  );
}
