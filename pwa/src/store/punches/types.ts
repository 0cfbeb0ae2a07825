/** What is going on now, what it is booked on, and the punches that change it. */
import type { DayPlan, DayResult } from "../../domain/types";
import type { NamedChoice, Saved } from "../types";

export type PunchKind = "in" | "out" | "break_start" | "break_end";

/** What time is booked on. */
export interface BookingChoice {
  workType: string | null;
  costCentre: string | null;
  remote: boolean;
  kiky: boolean;
}

/** The entry that goes on now; `start` in epoch ms. */
export interface RunningWork {
  entry: string;
  start: number;
  booking: BookingChoice;
}

export interface TodayView {
  /** Epoch ms that this view was worked out for. */
  now: number;
  date: string;
  state: "out" | "in" | "break";
  /** Epoch ms since which the state holds, null when out and never in today. */
  since: number | null;
  plan: DayPlan | null;
  result: DayResult | null;
  /** No terms for this date on the device: "lasketaan, kun verkko palaa". */
  noTerms: boolean;
  /** There are none at all: no contract is in force. */
  noContract: boolean;
  workTypes: NamedChoice[];
  costCentres: NamedChoice[];
  /** While in: what the running entry is booked on; while out: what the next one will be. */
  choice: BookingChoice;
  running: RunningWork | null;
  /** On a break: the choice holds from its end. */
  onReturn: boolean;
  /** A kiky scheme with extension days runs today. */
  kikyOffered: boolean;
}

export interface PunchActs {
  punch(kind: PunchKind): Promise<Saved>;
  /** A forgotten clock-out, confirmed by a person. `person` set: a supervisor says it for an employee. */
  confirmOut(openingPunch: string, at: number, person?: string): Promise<Saved>;
  choosePunch(keep: string, insteadOf: string[], person?: string): Promise<Saved>;
  setChoice(choice: Partial<BookingChoice>): Promise<void>;
  /** The ids of the punches or orders that were made last on this page, for taking them back. */
  lastMade(): readonly string[];
  /** While in: other work from this minute on. */
  switchNow(change: Partial<BookingChoice>): Promise<Saved>;
  /** While in: the running entry is booked otherwise from its start. */
  correctRunning(change: Partial<BookingChoice>): Promise<Saved>;
  /** What `correctRunning` set is set back. */
  uncorrect(entry: string, before: Partial<BookingChoice>): Promise<Saved>;
  /** On a break: other work from its end. */
  switchOnReturn(change: Partial<BookingChoice>): Promise<void>;
}
