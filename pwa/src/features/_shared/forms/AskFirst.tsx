import { useState } from "preact/hooks";
import { Button } from "../../../ui/Button";
import { t } from "../../../ui/words";

interface Props {
  /** The words of the first button. */
  act: string;
  /** Its accessible name, where the words alone do not say of whom or of what. */
  label?: string;
  /** The words of the yes. */
  yes: string;
  onYes: () => unknown;
}

/** An act that cannot be taken back: the first tap asks, the second does it. */
export function AskFirst({ act, label, yes, onYes }: Props) {
  const [asking, setAsking] = useState(false);
  const run = async (): Promise<void> => {
    await onYes();
    setAsking(false);
  };
  if (!asking)
    return (
      <Button label={label} onClick={() => setAsking(true)}>
        {act}
      </Button>
    );
  return (
    <span class="row-buttons">
      <Button kind="danger" onClick={run}>
        {yes}
      </Button>
      <Button onClick={() => setAsking(false)}>{t("common.cancel")}</Button>
    </span>
  );
}
