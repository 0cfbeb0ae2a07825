import { TimeInput } from "../../ui/DateTime";
import { t } from "../../ui/words";
import type { TimeError } from "./entryTimes";

interface Props {
  name: string;
  label: string;
  value: string;
  error?: TimeError;
  /** The clock shows this time twice on that night. */
  twice?: boolean;
  second?: boolean;
  focus?: boolean;
  onTime: (time: string) => void;
  onSecond?: (second: boolean) => void;
}

/** The device's own time field, with its error under it, and the question that the autumn night asks. */
export function TimeField({ name, label, value, error, twice, second, focus, onTime, onSecond }: Props) {
  const id = `time-${name}`;
  return (
    <div class={twice ? "field hours-whole-line" : "field"}>
      <label for={id}>{label}</label>
      <TimeInput
        focus={focus}
        id={id}
        name={name}
        value={value}
        aria-invalid={error ? "true" : undefined}
        aria-describedby={error ? `${id}-error` : undefined}
        onInput={onTime}
      />
      {error ? (
        <p id={`${id}-error`} class="hours-field-error" role="alert">
          {t(`hours.error.${error}`, { field: label })}
        </p>
      ) : null}
      {twice && onSecond ? (
        <select
          class="input"
          aria-label={t("hours.twice", { field: label })}
          value={second ? "second" : "first"}
          onChange={(event) => onSecond(event.currentTarget.value === "second")}
        >
          <option value="first">{t("hours.twice.first")}</option>
          <option value="second">{t("hours.twice.second")}</option>
        </select>
      ) : null}
    </div>
  );
}
