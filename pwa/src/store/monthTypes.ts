/** Months, requests and notices as the screens see them. Instants in epoch ms, durations in minutes. */
import type { Unfinished } from "../domain/month";
import type { Saved } from "./live";

export type MonthStatus = "open" | "sent" | "returned" | "approved" | "closed";

export interface MonthSummary {
  worked: number;
  target: number;
  flex: number;
  kiky: number;
  unapproved: number;
  findings: { kind: string; count: number; dates: readonly string[] }[];
  pending: string[];
  unfinished: Unfinished;
  /** Worked minutes that correct closed months and count in this one, beside the sums. */
  corrected: number;
}

/** What a month was closed at. Minutes. */
export interface FrozenTotals {
  worked: number;
  target: number;
  flex: number;
  classes: Record<string, number>;
}

export interface MonthRow {
  id: string;
  person: string;
  person_name: string;
  /** YYYY-MM. */
  month: string;
  status: MonthStatus;
  sent_at: number | null;
  decided_at: number | null;
  decided_by_name: string | null;
  closed_at: number | null;
  closed_by_name: string | null;
  reason: string;
  version: number;
  /** It was approved, and a day changed since. */
  changed: boolean;
  summary: MonthSummary | null;
  totals: FrozenTotals | null;
}

/** One's own month on this device. */
export interface OwnMonth {
  month: string;
  status: MonthStatus;
  reason: string;
  /** Who closed it, or decided on it before that. */
  byName: string | null;
  at: number | null;
  /** What it was closed at; null while it can still move. */
  frozen: FrozenTotals | null;
  /** What was done here and has not reached the server. */
  local: boolean;
  /** The dates of own requests of this month that wait for a word. */
  asked: readonly string[];
  /** Days before today that wait for a word: they go first. */
  pending: number;
  /** Own work in this month that is unsent or needs a look: it goes first. */
  unsent: number;
  /** It was approved, and a day changed since. */
  changed: boolean;
  /** What it lacks, as far as this device knows: asked about before it is sent. */
  unfinished: Unfinished;
}

export interface ChangeRow {
  id: string;
  person: string;
  person_name: string;
  date: string;
  kind: string;
  /** The operation that waits, such as `entry.create`. */
  what: string;
  old: Record<string, unknown> | null;
  new: Record<string, unknown>;
  at: number;
  status: "waiting" | "approved" | "rejected";
  reason: string;
  asked_by_name: string | null;
  version: number;
}

export interface Waiting {
  months: MonthRow[];
  changes: ChangeRow[];
}

export interface NoticeRow {
  id: string;
  at: number;
  kind: string;
  params: Record<string, unknown>;
  read: boolean;
}

/** What waits beside one's own days, as this device knows it. */
export interface Waits {
  /** Notices that nobody has read. */
  notices: number;
  /** Months and late changes of one's people that wait for a word. */
  decisions: number;
}

export interface MonthActs {
  ownMonth(month: string): Promise<OwnMonth>;
  sendMonth(month: string): Promise<Saved>;
  recallMonth(month: string): Promise<Saved>;
  approveMonth(row: MonthRow): Promise<Saved>;
  returnMonth(row: MonthRow, reason: string): Promise<Saved>;
  decideChange(row: ChangeRow, decision: "approve" | "reject", reason: string): Promise<Saved>;
  /** Ids of months and requests that this device has decided on, though the server may not know it yet. */
  decidedHere(): Promise<string[]>;
  /** Own notices, newest first. */
  notices(): Promise<NoticeRow[]>;
  readNotice(id: string): Promise<Saved>;
}
