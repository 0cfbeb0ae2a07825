/** What the server answers about accounts of people. */
import type { ExplainLine, Explanation } from "../../store/live";
import type { Unit } from "./typed";

export interface Account {
  account: string;
  year: number | null;
  unit: Unit;
  amount: number;
  owed: boolean;
}

export interface Finding {
  kind: string;
  params: Record<string, number | string>;
}

export interface PersonRow {
  person: string;
  name: string;
  team: string | null;
  active: boolean;
  accounts: Account[];
  findings: Finding[];
}

export interface Table {
  on: string;
  people: PersonRow[];
  teams: { id: string; name: string }[];
}

export interface Line {
  id: string;
  date: string;
  account: string;
  year: number | null;
  unit: Unit;
  kind: string;
  amount: number;
  pays: boolean;
  why: string;
  who_name: string | null;
  act: string | null;
  undone: boolean;
  may_undo: boolean;
}

export interface Done {
  id: string;
  moved: { account: string; year: number | null; unit: Unit; before: number; amount: number; after: number }[];
  findings: Finding[];
}

export interface StatementLine extends Account {
  proposal: "pay" | "deduct" | "lapse" | "return" | "nothing";
  decided: { act: string; decision: string; reason: string; who_name: string | null; amount: number } | null;
}

export interface Statement {
  name: string;
  on: string;
  open: number;
  may_decide: boolean;
  lines: StatementLine[];
}

export interface ExplainAnswer {
  account: string;
  year: number | null;
  unit: "min" | "day";
  as_of: string;
  total: number;
  rows: {
    date: string | null;
    from: string;
    until: string;
    kind: string;
    amount: number;
    status: string;
    params: Record<string, unknown>;
    lines: ExplainLine[];
  }[];
}

const SAME_KIND: Record<string, string> = { carried: "opening", pending: "day" };

/** The server's explanation of somebody's account as the rows that everybody reads of their own. */
export function explained(answer: ExplainAnswer): Explanation {
  const { account, year, unit, total } = answer;
  const rows = answer.rows.map((row) => ({ ...row, kind: SAME_KIND[row.kind] ?? row.kind, local: false }));
  return { account, year, unit, total, asOf: Date.parse(answer.as_of), rows };
}
