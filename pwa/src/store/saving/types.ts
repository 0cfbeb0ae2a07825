/** Leave saved over years as the screens see it. */
import type { Savable } from "../../domain/leave/saving";
import type { LeaveRules } from "../../domain/leave/types";
import type { Saved } from "../types";

/** Whole days of an earning year, which is named by the year it ends in. */
export interface SavingWish {
  year: number;
  days: number;
  note: string;
}

export interface Saving extends SavingWish {
  id: string;
  person: string;
  personName: string;
  status: "requested" | "approved" | "rejected" | "withdrawn";
  decidedBy: string;
  answer: string;
  version: number;
  /** What this device has said of it is not answered yet. */
  local: boolean;
}

/** What a wish is judged by on this device: the earning years that are held, and the rules in force today. */
export interface SavingBasis {
  date: string;
  dated: readonly LeaveRules[];
  years: readonly Savable[];
}

export interface SavingActs {
  /** Own wishes, the newest year first. */
  savings(): Promise<Saving[]>;
  /** Other people's that wait for a word. */
  savingsWaiting(): Promise<Saving[]>;
  savingBasis(): Promise<SavingBasis>;
  saveLeave(wish: SavingWish): Promise<Saved>;
  withdrawSaving(asked: Saving): Promise<Saved>;
  decideSaving(asked: Saving, decision: "approve" | "reject", reason: string): Promise<Saved>;
}
