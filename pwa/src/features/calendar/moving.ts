/** Moving in the grid by keyboard: one cell is in the order of Tab, and the arrows make another one it. */

const STEPS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  Home: [0, -Infinity],
  End: [0, Infinity],
};

/** Makes a cell the one that Tab reaches, and the others not. */
export function reach(grid: HTMLElement, cell: HTMLElement): void {
  for (const one of grid.querySelectorAll<HTMLElement>('[role="gridcell"][tabindex="0"]')) one.tabIndex = -1;
  cell.tabIndex = 0;
}

/** The cell that a key leads to from another one; null for other keys. Ctrl with Home and End goes to the corners. */
export function ledTo(grid: HTMLElement, cell: HTMLElement, { key, ctrlKey }: KeyboardEvent): HTMLElement | null {
  const step = STEPS[key];
  if (!step) return null;
  const rows = cellRows(grid);
  const row = rows.findIndex((cells) => cells.includes(cell));
  const corner = ctrlKey && (key === "Home" || key === "End");
  const wanted = corner ? rows.at(key === "Home" ? 0 : -1)! : rows[clamp(row + step[0], rows.length)]!;
  return wanted[clamp(rows[row]!.indexOf(cell) + step[1], wanted.length)] ?? null;
}

/** The cell of a row and a date, as near as there is one. */
export function cellAt(grid: HTMLElement, row: number, date: string): HTMLElement | null {
  const rows = cellRows(grid);
  const cells = rows[clamp(row, rows.length)] ?? [];
  return cells.find((cell) => cell.dataset.date === date) ?? cells[0] ?? null;
}

export function rowOf(grid: HTMLElement, cell: HTMLElement): number {
  return cellRows(grid).findIndex((cells) => cells.includes(cell));
}

function cellRows(grid: HTMLElement): HTMLElement[][] {
  return [...grid.querySelectorAll<HTMLElement>(".calendar-lane")].map((row) => [
    ...row.querySelectorAll<HTMLElement>('[role="gridcell"]'),
  ]);
}

function clamp(at: number, length: number): number {
  return Math.max(0, Math.min(length - 1, at));
}
