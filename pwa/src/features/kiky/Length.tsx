import { hm } from "../../ui/formats";
import { t } from "../../ui/words";

export interface Times {
  clocked: boolean;
  start: string;
  end: string;
  pause: number;
}

export const USUAL: Times = { clocked: true, start: "10:00", end: "14:00", pause: 0 };
const DAY = 1440;

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
      <input id={id} class="input" type="time" value={value} onInput={(event) => onInput(event.currentTarget.value)} />
    </div>
  );
}
