/** Requests for leave as the screens see them. */
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
  /** It meets other time away. */
  overlaps: boolean;
  version: number;
  /** What this device has said of it is not answered yet. */
  local: boolean;
}

export interface LeaveActs {
  /** Own requests, the newest first. */
  leaveRequests(): Promise<LeaveRequest[]>;
  /** Other people's that wait for a word. */
  leaveWaiting(): Promise<LeaveRequest[]>;
  askLeave(wish: LeaveWish): Promise<Saved>;
  changeLeave(asked: LeaveRequest, wish: LeaveWish): Promise<Saved>;
  withdrawLeave(asked: LeaveRequest): Promise<Saved>;
  /** Asks that granted leave be cancelled. */
  cancelLeave(asked: LeaveRequest): Promise<Saved>;
  /** Takes that wish back. */
  keepLeave(asked: LeaveRequest): Promise<Saved>;
  decideLeave(asked: LeaveRequest, decision: "approve" | "reject", reason: string): Promise<Saved>;
}
