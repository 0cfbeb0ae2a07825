/** Requests for leave as the screens see them. */
import type { Ground, LeaveTerms } from "../../domain/leave/asked";
import type { CalendarDay } from "../../domain/types";
import type { Page } from "../travel/receipts/types";
import type { Saved } from "../types";

export type LeaveStatus = "requested" | "approved" | "rejected" | "withdrawn" | "cancelling" | "cancelled";

/** What is asked for: whole days from one date to another, both included, or `minutes` of each. */
export interface LeaveWish {
  from: string;
  until: string;
  kind: string;
  minutes: number | null;
  note: string;
  reason: string;
}

export interface LeaveRequest extends LeaveWish {
  id: string;
  person: string;
  personName: string;
  status: LeaveStatus;
  /** Of what was decided: who did, and what they wrote. */
  decidedBy: string;
  answer: string;
  /** What was decided, which waits again once that is taken back; null where nothing can be. */
  decidedWas: LeaveStatus | null;
  /** Hundredths of days that it uses; null where the agreement does not say how they are counted. */
  days: number | null;
  /** Hundredths that no earning year can give. */
  short: number;
  /** What to look at, as `away.flag` names it; `overlaps`: it meets other time away. */
  flags: readonly string[];
  /** Pages of the certificate that was given with it, as the server has it. */
  certificate: number;
  version: number;
  /** What this device has said of it is not answered yet. */
  local: boolean;
}

/** What leave is counted by on this device; null terms: what the server sent of them cannot be read. */
export interface LeaveBasis {
  terms: readonly LeaveTerms[] | null;
  calendar: readonly CalendarDay[];
  ground: Ground;
  /** The same for saved leave, which has days of its own. */
  saved: Ground;
}

/** An earning year in hundredths of days: `amount` is on the ledger, of which some is granted ahead and some waits. */
export interface LeaveYear {
  year: number;
  amount: number;
  granted: number;
  waiting: number;
}

export interface LeaveActs {
  /** What a wish is counted by, but for the request that it changes. */
  leaveBasis(but?: string): Promise<LeaveBasis>;
  /** What is left by earning year, with what is granted and asked for apart. */
  leaveYears(): Promise<LeaveYear[]>;
  /** Own requests, the newest first. */
  leaveRequests(): Promise<LeaveRequest[]>;
  /** Other people's that wait for a word. */
  leaveWaiting(): Promise<LeaveRequest[]>;
  /** With the pages of a certificate, where there are some. */
  askLeave(wish: LeaveWish, pages?: readonly Page[]): Promise<Saved>;
  changeLeave(asked: LeaveRequest, wish: LeaveWish): Promise<Saved>;
  withdrawLeave(asked: LeaveRequest): Promise<Saved>;
  /** Asks that granted leave be cancelled. */
  cancelLeave(asked: LeaveRequest): Promise<Saved>;
  /** Takes that wish back. */
  keepLeave(asked: LeaveRequest): Promise<Saved>;
  decideLeave(asked: LeaveRequest, decision: "approve" | "reject", reason: string): Promise<Saved>;
}
