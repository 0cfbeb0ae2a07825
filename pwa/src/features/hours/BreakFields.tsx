import { Button } from "../../ui/Button";
import { t } from "../../ui/words";
import type { TypedBreak } from "./breakTimes";
import { TimeField } from "./TimeField";

interface Props {
  breaks: readonly TypedBreak[];
  wrong: boolean;
  /** The form was opened to add a break: its first field is the one to fill. */
  adding?: boolean;
  onChange: (breaks: TypedBreak[]) => void;
}

/** The breaks of an entry, punched or not: each can be changed or taken away, and one more added. */
export function BreakFields({ breaks, wrong, adding, onChange }: Props) {
  const write = (n: number, change: Partial<TypedBreak>): void =>
    onChange(breaks.map((one, at) => (at === n ? { ...one, ...change } : one)));
  return (
    <fieldset class="hours-break-fields" aria-describedby={wrong ? "breaks-wrong" : undefined}>
      <legend>{t("hours.breaks")}</legend>
      {breaks.map((one, n) => (
        <div key={n} class="hours-break-row">
          <TimeField
            name={`break-start-${n}`}
            label={t("hours.field.break_start", { n: n + 1 })}
            value={one.start}
            focus={adding && n === breaks.length - 1}
            onTime={(start) => write(n, { start })}
          />
          <TimeField
            name={`break-end-${n}`}
            label={t("hours.field.break_end", { n: n + 1 })}
            value={one.end}
            onTime={(end) => write(n, { end })}
          />
          <Button
            label={t("hours.remove_break_n", { n: n + 1 })}
            onClick={() => onChange(breaks.filter((_, at) => at !== n))}
          >
            {t("hours.remove_break")}
          </Button>
        </div>
      ))}
      {wrong ? (
        <p id="breaks-wrong" class="hours-field-error" role="alert">
          {t("error.break_outside")}
        </p>
      ) : null}
      <Button onClick={() => onChange([...breaks, { start: "", end: "" }])}>{t("hours.add_break")}</Button>
    </fieldset>
  );
}
