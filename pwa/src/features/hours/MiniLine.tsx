import type { HoursDay, HoursView } from "../../store/appState";

const HOUR = 60;
const USUAL = { from: 6 * HOUR, until: 18 * HOUR };

/** Minutes from midnight that every picture of the view spans: usually 6 to 18 o'clock, wider when one of its days is. */
export function reachOf(days: readonly HoursDay[]): { from: number; until: number } {
  const minutes = days.flatMap(({ plan, result }) =>
    plan && result ? result.spans.flatMap(({ start, end }) => [start - plan.start, end - plan.start]) : [],
  );
  const from = Math.floor(Math.min(USUAL.from, ...minutes) / HOUR) * HOUR;
  const until = Math.ceil(Math.max(USUAL.until, ...minutes) / HOUR) * HOUR;
  return { from, until };
}

/** A day's shape at a glance, on one scale with the other days. The row says the same in words. */
export function MiniLine({ day: { result, plan }, view }: { day: HoursDay; view: HoursView }) {
  const spans = result?.spans ?? [];
  const { from, until } = reachOf(view.days);
  const midnight = plan?.start ?? Math.floor((spans[0]?.start ?? 0) / (24 * HOUR)) * 24 * HOUR;
  const percent = (minutes: number): string => `${Math.round((minutes / (until - from)) * 1000) / 10}%`;
  const minute = Math.floor(view.now / 60_000);
  const inside = plan !== null && minute >= midnight + from && minute <= midnight + until && minute < plan.end;
  const at = (instant: number): string => percent(instant - midnight - from);
  return (
    <svg class="hours-mini" aria-hidden="true" focusable="false">
      <rect width="100%" height="100%" rx="5" class="line-track" />
      {spans.map(({ start, end, kind }) => (
        <rect
          key={start}
          x={at(start)}
          width={percent(Math.max(6, end - start))}
          height="100%"
          rx="3"
          class={`line-${kind}`}
        />
      ))}
      {inside ? <line x1={at(minute)} x2={at(minute)} y1="-2" y2="12" class="line-now" /> : null}
    </svg>
  );
}
