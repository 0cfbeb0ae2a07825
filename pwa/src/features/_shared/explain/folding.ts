import type { ExplainRow } from "../../../store/appState";

export interface Folded {
  from: string;
  until: string;
  amount: number;
  days: ExplainRow[];
}

/** So many of the newest rows stand open; older days of one month are folded together. */
const OPEN_ROWS = 7;
const LEAST_FOLD = 3;

/** The rows in their order, with runs of older, settled days of one month as one part. The amounts add up as before. */
export function folded(rows: readonly ExplainRow[]): ({ row: ExplainRow } | Folded)[] {
  const parts: ({ row: ExplainRow } | Folded)[] = rows.slice(0, OPEN_ROWS).map((row) => ({ row }));
  let run: ExplainRow[] = [];
  const close = (): void => {
    if (run.length >= LEAST_FOLD) parts.push(fold(run));
    else parts.push(...run.map((row) => ({ row })));
    run = [];
  };
  for (const row of rows.slice(OPEN_ROWS)) {
    const foldable = row.kind === "day" && row.status !== "pending";
    if (!foldable || row.from.slice(0, 7) !== run[0]?.from.slice(0, 7)) close();
    if (foldable) run.push(row);
    else parts.push({ row });
  }
  close();
  return parts;
}

function fold(days: ExplainRow[]): Folded {
  const dates = days.map(({ from }) => from).sort();
  return {
    from: dates[0]!,
    until: dates[dates.length - 1]!,
    amount: days.reduce((sum, { amount }) => sum + amount, 0),
    days,
  };
}
