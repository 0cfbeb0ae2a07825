import "../_shared/orders/orders.css";
import { DateInput } from "../../ui/DateTime";
import { t } from "../../ui/words";
import type { DateSpan } from "../../store/appState";

interface Props {
  id: string;
  /** The words above the two dates. */
  legend: string;
  span: DateSpan;
  error: string | null;
  onSpan: (span: DateSpan) => void;
}

/** The first and the last date: the last follows when the first passes it. */
export function SpanFields({ id, legend, span, error, onSpan }: Props) {
  const { from, until } = span;
  const told = {
    "aria-invalid": error ? ("true" as const) : undefined,
    "aria-describedby": error ? `${id}-wrong` : "",
  };
  return (
    <fieldset class="orders-pick">
      <legend class="label">{legend}</legend>
      <div class="orders-pair">
        <div class="field">
          <label for={`${id}-from`}>{t("rounds.field.from")}</label>
          <DateInput
            {...told}
            id={`${id}-from`}
            value={from}
            onInput={(date) => onSpan({ from: date, until: until < date ? date : until })}
          />
        </div>
        <div class="field">
          <label for={`${id}-until`}>{t("rounds.field.until")}</label>
          <DateInput {...told} id={`${id}-until`} value={until} onInput={(date) => onSpan({ from, until: date })} />
        </div>
      </div>
      {error ? (
        <p id={`${id}-wrong`} class="orders-field-error" role="alert">
          {error}
        </p>
      ) : null}
    </fieldset>
  );
}

/** What is wrong with dates within a stretch; null when they stand. */
export function spanError({ from, until }: DateSpan, within: DateSpan): string | null {
  if (!from || !until || until < from) return t("error.bad_leave_span");
  const inside = from >= within.from && until <= within.until;
  return inside ? null : t("error.outside_round", { first: within.from, last: within.until });
}
