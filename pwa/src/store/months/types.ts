/** Months and requests as the screens see them. Instants in epoch ms, durations in minutes. */
import type { Wire } from "../../api/replies";
import type { Unfinished } from "../../domain/month";
import type { Saved } from "../types";

export type MonthStatus = "open" | "sent" | "returned" | "approved" | "closed";

export type MonthSummary = Wire["MonthSummary"];

/** What a month was closed at. Minutes. */
export type FrozenTotals = Wire["MonthTotals"];

export type MonthRow = Wire["MonthData"];

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

export type ChangeRow = Wire["ChangeRequestData"];

export type Waiting = Wire["WaitingMonths"];

export interface MonthActs {
  ownMonth(month: string): Promise<OwnMonth>;
  sendMonth(month: string): Promise<Saved>;
  recallMonth(month: string): Promise<Saved>;
  approveMonth(row: MonthRow): Promise<Saved>;
  returnMonth(row: MonthRow, reason: string): Promise<Saved>;
  decideChange(row: ChangeRow, decision: "approve" | "reject", reason: string): Promise<Saved>;
  /** Other people's months and late changes that wait for a word, as the server last told them; null where it never did. */
  monthsWaiting(): Promise<Pick<Waiting, "months" | "changes"> | null>;
  /** Ids of months and requests that this device has decided on, though the server may not know it yet. */
  decidedHere(): Promise<string[]>;
}
