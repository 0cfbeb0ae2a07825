/** Planning rounds for leave as the screens see them. */
import type { Saved } from "../types";

/** Dates, both included. */
export interface DateSpan {
  from: string;
  until: string;
}

export type WishStatus = "wished" | "withdrawn" | "granted" | "rejected" | "asked" | "lapsed";

/** What is filled in: the first choice, perhaps a second one, and a note to those who plan. */
export interface FilledWish {
  first: DateSpan;
  second: DateSpan | null;
  note: string;
}

export interface OwnWish extends FilledWish {
  id: string;
  round: string;
  status: WishStatus;
  granted: DateSpan | null;
  answer: string;
  /** What this device has said of it is not answered yet. */
  local: boolean;
}

export interface PlanningRound extends DateSpan {
  id: string;
  title: string;
  /** The last date on which wishes are taken. */
  wishBy: string;
  status: "open" | "settled" | "cancelled";
  /** Own wishes in it, by their dates. */
  wishes: OwnWish[];
}

export interface OpenedRound extends DateSpan {
  team: string;
  title: string;
  wishBy: string;
  /** How many are to be at work on every working day. */
  least: number;
}

/** A word on a wish as it was seen; `dates` of what is granted. */
export interface WordOnWish {
  wish: string;
  seenVersion: number;
  decision: "grant" | "reject";
  dates: DateSpan | null;
  reason: string;
}

export interface RoundActs {
  /** The rounds of one's own team, those that end last first. */
  rounds(): Promise<PlanningRound[]>;
  /** Makes a wish, or with an id changes it. */
  wishLeave(round: string, wish: FilledWish, id?: string): Promise<Saved>;
  withdrawWish(wish: OwnWish): Promise<Saved>;
  openRound(round: OpenedRound): Promise<Saved>;
  cancelRound(id: string, title: string, seenVersion: number): Promise<Saved>;
  settleRound(id: string, title: string, seenVersion: number, words: readonly WordOnWish[]): Promise<Saved>;
}
