/** How numbers become shapes: pure, in a picture of WIDTH x HEIGHT. */
export const WIDTH = 320;
export const HEIGHT = 90;
const EDGE = 4;

const round = (value: number): number => Math.round(value * 10) / 10;

/** The line through minutes, zero always in the picture. */
export function lineOf(points: readonly number[]): { path: string; zero: number; area: string } {
  const top = Math.max(0, ...points);
  const bottom = Math.min(0, ...points);
  const span = top - bottom || 1;
  const y = (value: number): number => round(EDGE + ((top - value) / span) * (HEIGHT - 2 * EDGE));
  const x = (at: number): number => round((at / Math.max(1, points.length - 1)) * WIDTH);
  const path = points.map((value, at) => `${at ? "L" : "M"}${x(at)} ${y(value)}`).join(" ");
  const zero = y(0);
  return { path, zero, area: points.length ? `${path} L${WIDTH} ${zero} L0 ${zero} Z` : "" };
}

export interface Bar {
  x: number;
  width: number;
  height: number;
  kind: "worked" | "target";
}

/** Two bars a week side by side; `top` is the tallest one's minutes. */
export function barsOf(weeks: readonly { worked: number; target: number }[]): { bars: Bar[]; top: number } {
  const top = Math.max(1, ...weeks.flatMap(({ worked, target }) => [worked, target]));
  const room = WIDTH / Math.max(1, weeks.length);
  const width = round(Math.min(28, room * 0.36));
  const bars = weeks.flatMap(({ worked, target }, at) =>
    (
      [
        ["worked", worked],
        ["target", target],
      ] as const
    ).map(([kind, minutes], n) => ({
      kind,
      width,
      height: round((minutes / top) * (HEIGHT - EDGE)),
      x: round(at * room + (room - 2 * width) / 2 + n * width),
    })),
  );
  return { bars, top };
}
