/** Balances and why they are what they are, as the screens see them. */

export interface AccountView {
  account: "flex" | "kiky" | "annual_holiday" | string;
  year: number | null;
  unit: "min" | "day" | "cent";
  amount: number;
  settled: number;
  today: number;
  owed: boolean;
  opening?: number;
  done?: number;
  planned?: number;
}

export interface BalancesView {
  /** True when own unsent or unconfirmed work is part of the numbers. */
  projected: boolean;
  accounts: AccountView[];
  pendingDays: number;
  /** The flex balance at the end of each of the last 30 days, for the line. */
  flexHistory: { date: string; amount: number }[];
  nextHoliday: string | null;
  /** "Kiky sisältyy työehtosopimukseen" when the running scheme keeps no account. */
  kikyInAgreement: boolean;
  /** Without a flex account: minutes worked this week and this month; null where flex says it, or not all is read yet. */
  earned: { week: number; month: number } | null;
}

export interface ExplainLine {
  rule: string;
  minutes: number;
  params: Record<string, unknown>;
  source: string | null;
  total: boolean;
}

export interface ExplainRow {
  date: string | null;
  from: string;
  until: string;
  kind: "day" | "opening" | "month" | string;
  amount: number;
  status: string;
  /** Own unsent work makes this row: it is worked out on this device. */
  local: boolean;
  params: Record<string, unknown>;
  lines: readonly ExplainLine[];
}

export interface Explanation {
  account: string;
  year: number | null;
  unit: "min" | "day" | "cent";
  asOf: number;
  total: number;
  rows: ExplainRow[];
}

export interface BalanceActs {
  explain(account: string, from?: string): Promise<Explanation>;
}
