import type { OrderSpan } from "../../../store/appState";
import { TimeInput } from "../../../ui/DateTime";
import { addDays, instantsAt } from "../../../ui/formats";
import { siteZone, t } from "../../../ui/words";

/** How the length is said: the day's last minutes, or clock times. */
export interface SpanTyped {
  how: "last" | "clock";
  hours: string;
  start: string;
  end: string;
}

/** The span that was meant, or what is wrong with it. An end before the start is on the next day. */
export function spanOf(typed: SpanTyped, date: string): { span: OrderSpan | null; error: string | null } {
  if (typed.how === "last") {
    const found = /^(\d{1,2})[:.,](\d{2})$|^(\d{1,2})$/.exec(typed.hours.trim());
    const minutes = found ? Number(found[1] ?? found[3]) * 60 + Number(found[2] ?? 0) : 0;
    const good = minutes >= 1 && minutes <= 1440 && Number(found?.[2] ?? 0) < 60;
    return good ? { span: { minutes }, error: null } : { span: null, error: "orders.error.length" };
  }
  const zone = siteZone();
  const start = instantsAt(date, typed.start || "x", zone)[0];
  const sameDay = instantsAt(date, typed.end || "x", zone)[0];
  const next = typed.end <= typed.start ? instantsAt(addDays(date, 1), typed.end || "x", zone)[0] : sameDay;
  if (start === undefined || next === undefined) return { span: null, error: "orders.error.times" };
  return { span: { start, end: next }, error: null };
}

interface Props {
  typed: SpanTyped;
  error: string | null;
  onType: (change: Partial<SpanTyped>) => void;
}

/** How long, and where in the day. */
export function SpanFields({ typed, error, onType }: Props) {
  return (
    <>
      <How how={typed.how} onType={onType} />
      {typed.how === "last" ? (
        <Hours typed={typed} error={error} onType={onType} />
      ) : (
        <div class="orders-pair">
          <Time name="start" typed={typed} error={error} onType={onType} />
          <Time name="end" typed={typed} error={error} onType={onType} />
        </div>
      )}
      {error ? (
        <p id="order-error" class="orders-field-error" role="alert">
          {t(error)}
        </p>
      ) : null}
    </>
  );
}

function How({ how: chosen, onType }: { how: SpanTyped["how"]; onType: Props["onType"] }) {
  return (
    <fieldset class="orders-pick">
      <legend class="label">{t("orders.how")}</legend>
      {(["last", "clock"] as const).map((how) => (
        <label key={how} class="orders-pick-one">
          <input type="radio" name="order-how" checked={chosen === how} onChange={() => onType({ how })} />
          <span>{t(`orders.how.${how}`)}</span>
        </label>
      ))}
    </fieldset>
  );
}

/** An input that points at the error when there is one. */
function told(error: string | null) {
  return {
    "aria-invalid": error ? ("true" as const) : undefined,
    "aria-describedby": error ? "order-error" : undefined,
  };
}

function Hours({ typed, error, onType }: Props) {
  return (
    <div class="field">
      <label for="order-hours">{t("orders.field.hours")}</label>
      <input
        {...told(error)}
        id="order-hours"
        class="input"
        inputMode="numeric"
        value={typed.hours}
        onInput={(event) => onType({ hours: event.currentTarget.value })}
      />
    </div>
  );
}

function Time({ name, typed, error, onType }: Props & { name: "start" | "end" }) {
  return (
    <div class="field">
      <label for={`order-${name}`}>{t(`orders.field.${name}`)}</label>
      <TimeInput
        {...told(error)}
        id={`order-${name}`}
        value={typed[name]}
        onInput={(value) => onType({ [name]: value })}
      />
    </div>
  );
}
