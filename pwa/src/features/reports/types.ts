export interface Column {
  key: string;
  kind: "date" | "clock" | "min" | "signed" | "balance" | "days" | "count" | "text";
  title: string;
  adds_up: boolean;
}

export type Cells = Readonly<Record<string, string | number>>;
export type Sums = Readonly<Record<string, number>>;

export interface Account {
  account: string;
  year: number | null;
  unit: "min" | "day";
  opening: number;
  closing: number;
  changes: Sums;
}

export interface KikyYear {
  year: number;
  opening: number;
  settled: number;
  by_kind: Sums;
  planned: number;
  left: number;
}

/** Time away; the kind is `away` for those who may not know it, and then there is no `pay`. */
export interface Absence {
  from: string;
  until: string;
  kind: string;
  pay: "paid" | "unpaid" | "balance" | null;
  /** Whole days that had work scheduled. */
  days: number;
  minutes: number;
  reason: string;
}

export interface PersonPart {
  person: { id: string; name: string };
  rows: Cells[];
  weeks: { from: string; until: string; sums: Sums }[];
  sums: Sums;
  summary: {
    accounts: Account[];
    kiky: KikyYear[];
    absences: Absence[];
    pending_days: number;
    months: { month: string; status: string }[];
  };
  charts: {
    flex: { date: string; amount: number }[];
    weeks: { from: string; worked: number; target: number }[];
    kiky: { year: number; kind: string; minutes: number }[];
  };
}

export interface WorkingTime {
  from: string;
  to: string;
  until: string;
  columns: Column[];
  people: PersonPart[];
}

export interface BalancePage {
  from: string;
  to: string;
  until: string;
  columns: Column[];
  rows: Cells[];
  sums: Sums;
  next: string | null;
}

export interface Listed {
  id: string;
  name: string;
  teams: { id: string; name: string; role: string }[];
}
