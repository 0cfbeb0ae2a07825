import { useEffect, useRef, useState } from "preact/hooks";
import { t } from "../../ui/words";

interface Props {
  value: number;
  least: number;
  most: number;
  onInput: (value: number) => void;
}

/** A whole number within bounds; what is typed amiss stays, says what to write, and is kept by nobody. */
export function WholeNumber({ value, least, most, onInput }: Props) {
  const [typed, setTyped] = useState<string | null>(null);
  const input = useRef<HTMLInputElement>(null);
  const found = typed === null ? value : /^\d{1,3}$/.test(typed.trim()) ? Number(typed) : NaN;
  const amiss = !(found >= least && found <= most);
  const sentence = t("error.reminder_number", { least, most });
  useEffect(() => input.current?.setCustomValidity(amiss ? sentence : ""), [amiss, sentence]);
  const leave = (): void => {
    if (amiss) return;
    setTyped(null);
    if (found !== value) onInput(found);
  };
  return (
    <>
      <input
        ref={input}
        class="input"
        type="text"
        inputMode="numeric"
        autocomplete="off"
        value={typed ?? String(value)}
        aria-invalid={amiss || undefined}
        onInput={(event) => setTyped(event.currentTarget.value)}
        onBlur={leave}
      />
      {amiss ? (
        <small class="warm-text" role="alert">
          {sentence}
        </small>
      ) : null}
    </>
  );
}
