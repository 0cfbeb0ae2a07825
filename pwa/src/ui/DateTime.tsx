/** Fields for dates and clock times in the app's language: a browser writes its own in the language of its menus. */
import { useEffect, useRef, useState } from "preact/hooks";
import type { Language } from "./formats";
import { Icon } from "./Icon";
import { dateText, readDate, readTime, timeText } from "./typedDates";
import { language, t } from "./words";

interface Props {
  id?: string;
  name?: string;
  required?: boolean;
  "aria-label"?: string;
  "aria-invalid"?: "true" | undefined;
  "aria-describedby"?: string;
  /** ISO, `2026-11-21` or `08:00`; empty while there is none. */
  value: string;
  onInput: (value: string) => void;
  /** Takes the focus when it is first shown. */
  focus?: boolean;
}

interface Kind {
  read: (text: string) => string | null;
  write: (value: string, language: Language) => string;
  wrong: string;
}

/** What is typed stays as it is typed until the field is left; outside it is a whole value or none. */
function Typed({ value, onInput, focus, read, write, wrong, ...rest }: Props & Kind) {
  const [typed, setTyped] = useState<string | null>(null);
  const input = useRef<HTMLInputElement>(null);
  const amiss = typed !== null && typed.trim() !== "" && read(typed) === null;
  useEffect(() => {
    if (focus) input.current?.focus();
  }, []);
  useEffect(() => input.current?.setCustomValidity(amiss ? t(wrong) : ""), [amiss]);
  const take = (text: string): void => {
    const found = read(text) ?? "";
    setTyped(found === text ? null : text);
    if (found !== value) onInput(found);
  };
  return (
    <input
      {...rest}
      aria-invalid={amiss ? "true" : rest["aria-invalid"]}
      ref={input}
      class="input"
      type="text"
      inputMode="numeric"
      autocomplete="off"
      value={typed ?? write(value, language())}
      onInput={(event) => take(event.currentTarget.value)}
      onBlur={() => !amiss && setTyped(null)}
    />
  );
}

export function TimeInput(props: Props) {
  return <Typed {...props} read={readTime} write={timeText} wrong="typed.time" />;
}

/** The date in words of the app, and the device's own calendar beside it. */
export function DateInput(props: Props) {
  const native = useRef<HTMLInputElement>(null);
  return (
    <span class="dated">
      <Typed {...props} read={readDate} write={dateText} wrong="typed.date" />
      <button
        type="button"
        class="icon-button"
        aria-label={t("typed.calendar")}
        onClick={() => native.current?.showPicker()}
      >
        <Icon name="leave" />
      </button>
      <input
        ref={native}
        class="vh"
        type="date"
        tabIndex={-1}
        aria-hidden="true"
        value={props.value}
        onChange={(event) => props.onInput(event.currentTarget.value)}
      />
    </span>
  );
}
