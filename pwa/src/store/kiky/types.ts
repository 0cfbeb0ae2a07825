/** What the screens see of a year of kiky and of extension days. Minutes are whole, instants epoch ms. */
import type { Saved } from "../types";

/** One line: a ledger line's own kind, `day` for kiky done on a day, `planned` for a mark to come. */
export interface KikyLine {
  date: string;
  kind: string;
  minutes: number;
  why: string;
  who: string | null;
  accounts: Readonly<Record<string, number>>;
}

export interface KikyMonth {
  month: string;
  given: number;
  settled: number;
  done: number;
  lapsed: number;
  planned: number;
  left: number;
}

export interface KikyYear {
  year: number;
  today: string;
  accounted: string;
  source: string;
  opening: number;
  settled: number;
  done: number;
  lapsed: number;
  planned: number;
  left: number;
  lines: readonly KikyLine[];
  months: readonly KikyMonth[];
  /** Own unsent work is part of it. */
  local: boolean;
}

/** What a person should see before marking a date. */
export interface KikyDay {
  date: string;
  /** Extension days are among the scheme's methods on this date. */
  offered: boolean;
  /** Minutes that an unclocked mark would take: the contract day less other hours. */
  unclocked: number;
  left: number;
  /** The day is scheduled and nothing has been worked: its target, which flex would lose. */
  missed: number;
  marks: readonly { id: string; start: number | null; end: number | null; breakMin: number }[];
  /** Epoch ms of a local clock time on this date, or null when it does not exist. */
  at: (clock: string, nextDay?: boolean) => number | null;
}

/** A mark that is the person's word alone: no punch stands behind it, and it waits for the supervisor. */
export interface WaitingMark {
  id: string;
  person: string;
  personName: string;
  date: string;
  start: number | null;
  end: number | null;
  breakMin: number;
  note: string;
  version: number;
}

export interface KikyActs {
  kikyYear(year?: number): Promise<KikyYear>;
  kikyDay(date: string): Promise<KikyDay>;
  markKiky(date: string, start: number | null, end: number | null, breakMin: number): Promise<Saved>;
  unmarkKiky(id: string): Promise<Saved>;
  decideMark(mark: WaitingMark, decision: "approve" | "reject", reason: string): Promise<Saved>;
}
