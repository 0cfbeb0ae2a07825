import type { TodayView } from "../../store/appState";

type Span = NonNullable<TodayView["result"]>["spans"][number];

const MINUTE = 60_000;

/** The instant now, in whole epoch minutes. */
export function nowMinute(today: TodayView): number {
  return Math.floor(today.now / MINUTE);
}

/**
 * Epoch minute at which the day's target is full if work simply goes on; null when nobody works, there is no target
 * or it is full already. An automatic break that is still to come (agreement's row, none clocked) moves it.
 */
export function fillsAt(today: TodayView): number | null {
  const { result, plan, state } = today;
  if (!result || !plan || state !== "in" || result.target <= 0) return null;
  const left = result.target - result.worked;
  if (left <= 0) return null;
  const rule = plan.auto_break;
  const breakToCome = rule && result.breaks === 0 && result.presence + left > rule.over ? rule.minutes : 0;
  return nowMinute(today) + left + breakToCome;
}

export interface DrawnSpan {
  start: number;
  end: number;
  kind: Span["kind"];
}

/** The day's spans with an end each: an open one reaches to now. */
export function drawnSpans(today: TodayView): DrawnSpan[] {
  const now = nowMinute(today);
  const spans = today.result?.spans ?? [];
  return spans.map(({ start, end, kind }) => ({ start, end: Math.max(start, end ?? now), kind }));
}
