/** The columns that a working-time report may show, in order; the server keeps the same list. */
export const COLUMNS = [
  "first_in",
  "last_out",
  "breaks",
  "worked",
  "target",
  "flex_change",
  "flex_balance",
  "kiky",
  "bank_change",
  "bank_balance",
  "overtime_leave_change",
  "overtime_leave_balance",
  "additional",
  "overtime50",
  "overtime100",
  "weekly_overtime",
  "period_overtime",
  "unapproved",
  "supplements",
  "midweek_pay",
  "absences",
  "remote",
  "work_types",
  "cost_centres",
  "notes",
  "findings",
  "status",
] as const;

const USUAL = [
  ...["first_in", "last_out", "breaks", "worked", "target", "flex_change", "flex_balance", "kiky"],
  ...["overtime50", "overtime100", "midweek_pay", "absences", "findings", "status"],
];

/** The manual's choice: flex and the bank, change and balance, day by day. */
export const BALANCE_COLUMNS = ["flex_change", "flex_balance", "bank_change", "bank_balance"];

/** The columns kept from the last visit; the usual ones when nothing sensible was kept. */
export function columnsFrom(kept: string | null): string[] {
  const known = (kept ?? "").split(",").filter((name) => (COLUMNS as readonly string[]).includes(name));
  return known.length > 0 ? known : USUAL;
}

/** The choice with some columns put in or taken out, in the list's order. */
export function toggled(chosen: readonly string[], names: readonly string[], on: boolean): string[] {
  return COLUMNS.filter((name) => (names.includes(name) ? on : chosen.includes(name)));
}
