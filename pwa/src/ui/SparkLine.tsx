interface Props {
  /** Minutes at the end of each day, oldest first. */
  points: readonly number[];
  /** The same picture in words. */
  twin: string;
}

const WIDTH = 100;
const HEIGHT = 34;
const EDGE = 3;

/** The path through the points and the height of zero, scaled so that zero is always in the picture. */
export function sparkPath(points: readonly number[]): { path: string; zero: number; area: string } {
  const top = Math.max(0, ...points);
  const bottom = Math.min(0, ...points);
  const span = top - bottom || 1;
  const y = (v: number): number => Math.round((EDGE + ((top - v) / span) * (HEIGHT - 2 * EDGE)) * 10) / 10;
  const x = (i: number): number => Math.round((i / Math.max(1, points.length - 1)) * WIDTH * 10) / 10;
  const path = points.map((v, i) => `${i ? "L" : "M"}${x(i)} ${y(v)}`).join(" ");
  const zero = y(0);
  return { path, zero, area: points.length ? `${path} L${x(points.length - 1)} ${zero} L0 ${zero} Z` : "" };
}

export function SparkLine({ points, twin }: Props) {
  const { path, zero, area } = sparkPath(points);
  return (
    <>
      <svg class="spark" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
        <path d={area} class="spark-area" />
        <line x1="0" y1={zero} x2={WIDTH} y2={zero} class="spark-zero" />
        <path d={path} class="spark-path" />
      </svg>
      <span class="vh">{twin}</span>
    </>
  );
}
