import { useRef, useState } from "preact/hooks";
import { Button } from "../../ui/Button";
import { t } from "../../ui/words";

interface Props {
  /** The button's words, and what a screen reader hears where they need their row. */
  ask: string;
  label?: string;
  kind?: "plain" | "danger";
  /** What is said before the second press, where more is to be said than the buttons do. */
  warning?: string;
  yes: string;
  onYes: () => unknown;
}

/** A button that asks once more before it does something for good. The focus goes along, to the way back. */
export function Sure({ ask, label, kind = "plain", warning, yes, onYes }: Props) {
  const [asking, setAsking] = useState(false);
  const whole = useRef<HTMLDivElement>(null);
  const turn = (to: boolean): void => {
    setAsking(to);
    setTimeout(() => [...(whole.current?.querySelectorAll("button") ?? [])].at(-1)?.focus());
  };
  const done = async (): Promise<void> => {
    await onYes();
    setAsking(false);
  };
  return (
    <div ref={whole} role={asking ? "group" : undefined} aria-label={asking ? (label ?? ask) : undefined}>
      {asking && warning ? <p>{warning}</p> : null}
      <div class="row-buttons">
        {asking ? (
          <>
            <Button key="yes" kind="danger" onClick={done}>
              {yes}
            </Button>
            <Button key="no" onClick={() => turn(false)}>
              {t("common.cancel")}
            </Button>
          </>
        ) : (
          <Button key="ask" kind={kind} label={label} onClick={() => turn(true)}>
            {ask}
          </Button>
        )}
      </div>
    </div>
  );
}
