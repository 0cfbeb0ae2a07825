/** How much of a day goes to travel. */

interface Span {
  /** Epoch minutes. */
  start: number;
  end: number;
}

/** Minutes of the spans that lie within the day and have passed; none is counted twice. */
export function minutesOn(spans: readonly Span[], day: Span, now: number): number {
  let [minutes, counted] = [0, day.start];
  for (const { start, end } of [...spans].sort((a, b) => a.start - b.start)) {
    const from = Math.max(start, counted);
    const until = Math.min(end, day.end, now);
    if (until > from) minutes += until - from;
    counted = Math.max(counted, until);
  }
  return minutes;
}
