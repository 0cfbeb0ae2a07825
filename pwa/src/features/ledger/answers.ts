/** What the server answers about accounts of people. */
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
