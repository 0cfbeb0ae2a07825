import { useState } from "preact/hooks";
import { TimeInput } from "../../ui/DateTime";
import { Button } from "../../ui/Button";
import { hm } from "../../ui/formats";
import { t, tn } from "../../ui/words";

export interface Times {
  clocked: boolean;
  start: string;
  end: string;
  pause: number;
}

export const USUAL: Times = { clocked: true, start: "10:00", end: "14:00", pause: 0 };
const DAY = 1440;
/** Minutes. A longer day is asked about: it is more often a slip than a plan. */
const LONG = 600;

/** Minutes from start to end less the break; an end before the start is on the next day. Null until both are there. */
export function lengthOf({ start, end, pause }: Times): number | null {
  const minutes = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3));
  if (!start || !end) return null;
  const whole = (minutes(end) - minutes(start) + DAY) % DAY;
  return whole - pause > 0 ? whole - pause : null;
}

/** Clock times with a break, or the whole contract day; the length is said before anything is saved. */
export function LengthFields({
  times,
  unclocked,
  onChange,
}: {
  times: Times;
  unclocked: number | null;
  onChange: (t: Times) => void;
}) {
  const set = (part: Partial<Times>): void => onChange({ ...times, ...part });
  const length = times.clocked ? lengthOf(times) : unclocked;
  const overnight = times.clocked && times.end <= times.start;
  return (
    <>
      <div class="row-buttons" role="group" aria-label={t("kiky.mark.how")}>
        <button type="button" class="tag kiky" aria-pressed={times.clocked} onClick={() => set({ clocked: true })}>
          {t("kiky.mark.clocked")}
        </button>
        <button type="button" class="tag kiky" aria-pressed={!times.clocked} onClick={() => set({ clocked: false })}>
          {t("kiky.mark.whole")}
        </button>
      </div>
      {times.clocked ? (
        <div class="kiky-times">
          <Clock id="kiky-start" name="start" value={times.start} onInput={(start) => set({ start })} />
          <Clock id="kiky-end" name="end" value={times.end} onInput={(end) => set({ end })} />
          <div class="field">
            <label for="kiky-break">{t("kiky.mark.break")}</label>
            <input
              id="kiky-break"
              class="input"
              type="number"
              inputMode="numeric"
              min={0}
              max={720}
              value={times.pause}
              onInput={(event) => set({ pause: Math.max(0, Math.min(720, Number(event.currentTarget.value) || 0)) })}
            />
          </div>
        </div>
      ) : null}
      <p class="kiky-length" aria-live="polite">
        {length === null
          ? t(times.clocked ? "kiky.mark.length_bad" : "kiky.mark.length_each")
          : t(overnight ? "kiky.mark.length_night" : "kiky.mark.length", { length: hm(length) })}
      </p>
    </>
  );
}

function Clock({
  id,
  name,
  value,
  onInput,
}: {
  id: string;
  name: string;
  value: string;
  onInput: (value: string) => void;
}) {
  return (
    <div class="field">
      <label for={id}>{t(`kiky.mark.${name}`)}</label>
      <TimeInput id={id} value={value} onInput={onInput} />
    </div>
  );
}

interface SaveProps {
  length: number | null;
  /** How many have less kiky left than that. */
  short?: number;
  label: string;
  onSave: () => Promise<void>;
}

/** Saves; asks once about a length that looks like a slip, or that some have less kiky left than. */
export function SaveMark(props: SaveProps) {
  return <Asking key={`${props.length} ${props.short}`} {...props} />;
}

function Asking({ length, short = 0, label, onSave }: SaveProps) {
  const [asked, setAsked] = useState(false);
  const odd = length !== null && (length > LONG || short > 0);
  if (!odd || !asked) {
    return (
      <Button kind="go" onClick={odd ? () => setAsked(true) : onSave}>
        {label}
      </Button>
    );
  }
  const told = { length: hm(length) };
  return (
    <div class="note" role="alert">
      {length > LONG ? <p>{t("kiky.mark.long", told)}</p> : null}
      {short > 0 ? <p>{tn("kiky.mark.short", short, told)}</p> : null}
      <div class="row-buttons">
        <Button kind="warm" onClick={onSave}>
          {t("kiky.mark.sure", told)}
        </Button>
        <Button onClick={() => setAsked(false)}>{t("kiky.mark.mend")}</Button>
      </div>
    </div>
  );
}
