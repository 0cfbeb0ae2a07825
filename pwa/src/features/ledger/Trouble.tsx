import { Button } from "../../ui/Button";
import { t } from "../../ui/words";

/** What went wrong, what is safe, and the way to try again. */
export function Trouble({ said, retry }: { said: string; retry: () => Promise<unknown> }) {
  return (
    <div class="note" role="alert">
      <p>{said}</p>
      <Button onClick={retry}>{t("common.try_again")}</Button>
    </div>
  );
}
