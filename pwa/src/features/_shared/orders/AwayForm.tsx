import "./orders.css";
import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { HOLIDAYS } from "../../../domain/leave/leave";
import { DateInput } from "../../../ui/DateTime";
import { Button } from "../../../ui/Button";
import { addDays } from "../../../ui/formats";
import { t } from "../../../ui/words";

/** Dates of one absence at the most, as the server has it. */
const LONGEST = 366;

/** What is wrong with the dates, as the key of its words; null when they stand. */
function datesError(from: string, until: string): string | null {
  if (!from) return null;
  if (!until || until < from) return "away.error.dates";
  return until > addDays(from, LONGEST - 1) ? "away.error.long" : null;
}

const NO_ERRORS = { from: null, until: null };

interface Filled {
  kind: string;
  from: string;
  until: string;
  part: boolean;
  hours: string;
  reason: string;
}

/** Time away as it was filled in: whole days, or `minutes` of each. */
export interface FilledAway {
  from: string;
  until: string;
  kind: string;
  minutes: number | null;
  note: string;
  reason: string;
}

interface Props {
  kinds: readonly string[];
  /** What stands in the form at first. */
  first: Partial<FilledAway> & { from: string };
  /** The words of the button that saves. */
  yes: string;
  onSave: (away: FilledAway) => Promise<void>;
  onClose: () => void;
  /** What these dates of this kind do. */
  says: (away: FilledAway) => ComponentChildren;
  /** What else is given with it, under the reason. */
  more?: ComponentChildren;
  /** Another way to choose the dates, under their fields. */
  choose?: (away: FilledAway, onDates: (dates: { from: string; until: string }) => void) => ComponentChildren;
  /** Why these dates cannot be saved, in words; null when they can. */
  refuses?: (away: FilledAway) => string | null;
}

/** The form of time away: why, when, and for how long. */
export function AwayForm({ kinds, first, yes, onSave, onClose, says, choose, refuses, more }: Props) {
  const filled = useSignal<Filled>(begun(kinds, first));
  const tried = useSignal(false);
  const { kind, from, until, part, hours, reason } = filled.value;
  const whole = HOLIDAYS.includes(kind);
  const minutes = part && !whole ? minutesOf(hours) : null;
  const errors = {
    from: from ? null : "away.error.from",
    until: datesError(from, until),
    hours: part && !whole && minutes === null ? "away.error.hours" : null,
  };
  const away = { from, until, kind, minutes, note: "", reason: reason.trim() };
  const write = (change: Partial<Filled>): void => void (filled.value = { ...filled.value, ...change });
  const refused = errors.from || errors.until ? null : (refuses?.(away) ?? null);
  const save = async (): Promise<void> => {
    tried.value = true;
    if (!errors.from && !errors.until && !errors.hours && !refused) await onSave(away);
  };
  return (
    <form class="orders-form" onSubmit={(event) => event.preventDefault()}>
      <Kind kinds={kinds} kind={kind} onKind={(chosen) => write({ kind: chosen })} />
      <Dates from={from} until={until} errors={tried.value ? errors : NO_ERRORS} onDates={write} />
      {choose?.(away, write)}
      {whole ? null : <Part part={part} hours={hours} error={tried.value ? errors.hours : null} onPart={write} />}
      <div class="muted small">{errors.until ? null : says(away)}</div>
      <Reason reason={reason} onReason={(text) => write({ reason: text })} />
      {more}
      {tried.value && refused ? (
        <p class="orders-field-error" role="alert">
          {refused}
        </p>
      ) : null}
      <div class="row-buttons">
        <Button kind="go" onClick={save}>
          {yes}
        </Button>
        <Button onClick={onClose}>{t("common.cancel")}</Button>
      </div>
    </form>
  );
}

function begun(kinds: readonly string[], first: Props["first"]): Filled {
  const minutes = first.minutes ?? null;
  return {
    kind: first.kind ?? kinds[0]!,
    from: first.from,
    until: first.until ?? first.from,
    part: minutes !== null,
    hours: minutes === null ? "2:00" : `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, "0")}`,
    reason: first.reason ?? "",
  };
}

function minutesOf(text: string): number | null {
  const found = /^(\d{1,2})[:.,]([0-5]\d)$|^(\d{1,2})$/.exec(text.trim());
  const minutes = found ? Number(found[1] ?? found[3]) * 60 + Number(found[2] ?? 0) : 0;
  return minutes >= 1 && minutes <= 1440 ? minutes : null;
}

function Kind({ kinds, kind, onKind }: { kinds: readonly string[]; kind: string; onKind: (kind: string) => void }) {
  return (
    <div class="field">
      <label for="away-kind">{t("away.field.kind")}</label>
      <select id="away-kind" class="input" value={kind} onChange={(event) => onKind(event.currentTarget.value)}>
        {kinds.map((one) => (
          <option key={one} value={one}>
            {t(`absence.${one}`)}
          </option>
        ))}
      </select>
    </div>
  );
}

interface DatesProps {
  from: string;
  until: string;
  errors: { from: string | null; until: string | null };
  onDates: (change: Partial<Filled>) => void;
}

/** The first and the last day: the last follows when the first passes it. */
function Dates({ from, until, errors, onDates }: DatesProps) {
  return (
    <div class="orders-pair">
      <DateField
        name="from"
        value={from}
        error={errors.from}
        onDate={(date) => onDates({ from: date, until: until < date ? date : until })}
      />
      <DateField name="until" value={until} error={errors.until} onDate={(date) => onDates({ until: date })} />
    </div>
  );
}

function Reason({ reason, onReason }: { reason: string; onReason: (reason: string) => void }) {
  return (
    <div class="field">
      <label for="away-reason">{t("away.field.reason")}</label>
      <input
        id="away-reason"
        class="input"
        maxLength={500}
        value={reason}
        aria-describedby="away-reason-told"
        onInput={(event) => onReason(event.currentTarget.value)}
      />
      <small id="away-reason-told">{t("away.reason_seen")}</small>
    </div>
  );
}

interface DateProps {
  name: "from" | "until";
  value: string;
  error?: string | null;
  onDate: (date: string) => void;
}

function DateField({ name, value, error, onDate }: DateProps) {
  return (
    <div class="field">
      <label for={`away-${name}`}>{t(`away.field.${name}`)}</label>
      <DateInput
        id={`away-${name}`}
        required
        value={value}
        aria-invalid={error ? "true" : undefined}
        aria-describedby={error ? `away-${name}-error` : undefined}
        onInput={onDate}
      />
      {error ? (
        <p id={`away-${name}-error`} class="orders-field-error" role="alert">
          {t(error)}
        </p>
      ) : null}
    </div>
  );
}

interface PartProps {
  part: boolean;
  hours: string;
  error: string | null;
  onPart: (change: Partial<Filled>) => void;
}

/** A whole day, or some hours of each. */
function Part({ part, hours, error, onPart }: PartProps) {
  return (
    <>
      <label class="orders-pick-one">
        <input type="checkbox" checked={part} onChange={(event) => onPart({ part: event.currentTarget.checked })} />
        <span>{t("away.part")}</span>
      </label>
      {part ? (
        <div class="field">
          <label for="away-hours">{t("away.field.hours")}</label>
          <input
            id="away-hours"
            class="input"
            inputMode="numeric"
            value={hours}
            aria-invalid={error ? "true" : undefined}
            aria-describedby={error ? "away-hours-error" : undefined}
            onInput={(event) => onPart({ hours: event.currentTarget.value })}
          />
          {error ? (
            <p id="away-hours-error" class="orders-field-error" role="alert">
              {t(error)}
            </p>
          ) : null}
        </div>
      ) : null}
    </>
  );
}
