import { localTime } from "./formats";

export interface LineSpan {
  start: number;
  end: number;
  kind: string;
}

export interface LineDrawing {
  bars: { from: number; width: number; kind: string }[];
  ahead: { from: number; width: number } | null;
  now: number | null;
  hours: { at: number; label: string; anchor: "start" | "middle" | "end" }[];
}

interface Day {
  spans: readonly LineSpan[];
  /** Epoch minutes; null when the day is not running. */
  now: number | null;
  /** When the target fills, if it is known. */
  fillsAt: number | null;
  /** The day's local midnight, epoch minutes. */
  dayStart: number;
  zone: string;
}

const HOUR = 60;
const USUAL_START = 6 * HOUR;
const USUAL_END = 18 * HOUR;

/** Places the day's spans on a bar from 0 to 1: usually 6 to 18 o'clock, wider when the day is. Instants are epoch minutes. */
export function drawLine({ spans, now, fillsAt, dayStart, zone }: Day): LineDrawing {
  const instants = [...spans.flatMap((s) => [s.start, s.end]), now, fillsAt].filter((at): at is number => at !== null);
  const first = Math.floor((Math.min(dayStart + USUAL_START, ...instants) - dayStart) / HOUR) * HOUR + dayStart;
  const last = Math.ceil((Math.max(dayStart + USUAL_END, ...instants) - dayStart) / HOUR) * HOUR + dayStart;
  const share = (at: number): number => (at - first) / (last - first);
  const wide = (from: number, to: number): number => Math.max(0.006, share(to) - share(from));
  return {
    bars: spans.map((s) => ({ from: share(s.start), width: wide(s.start, s.end), kind: s.kind })),
    ahead: now !== null && fillsAt !== null && fillsAt > now ? { from: share(now), width: wide(now, fillsAt) } : null,
    now: now === null ? null : share(now),
    hours: hourMarks(first, last, zone).map(({ at, label }) => ({ at: share(at), label, anchor: anchor(share(at)) })),
  };
}

function anchor(share: number): "start" | "middle" | "end" {
  if (share < 0.02) return "start";
  return share > 0.98 ? "end" : "middle";
}

/** Every second hour on the wall clock, every third on a long day; a clock-change night shows the hours as they were. */
function hourMarks(first: number, last: number, zone: string): { at: number; label: string }[] {
  const step = last - first > 14 * HOUR ? 3 : 2;
  const marks: { at: number; label: string }[] = [];
  for (let at = first; at <= last; at += HOUR) {
    const { hour } = localTime(at, zone);
    if (hour % step === 0) marks.push({ at, label: String(hour) });
  }
  return marks;
}
