/** Moving in a grid of people and days by keyboard. */

export type Place = readonly [row: number, column: number];

const STEPS: Readonly<Record<string, Place>> = {
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
};

/** The place that a key leads to: over places that are not there, and nowhere past the edge (null). */
export function led(key: string, [row, column]: Place, rows: readonly (readonly boolean[])[]): Place | null {
  const there = rows[row] ?? [];
  if (key === "Home") return found(row, there.indexOf(true));
  if (key === "End") return found(row, there.lastIndexOf(true));
  const step = STEPS[key];
  if (!step) return null;
  for (let at: Place = [row + step[0], column + step[1]]; ; at = [at[0] + step[0], at[1] + step[1]]) {
    const cell = rows[at[0]]?.[at[1]];
    if (cell === undefined) return null;
    if (cell) return at;
  }
}

const found = (row: number, column: number): Place | null => (column < 0 ? null : [row, column]);
