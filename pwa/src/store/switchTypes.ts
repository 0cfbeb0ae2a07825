/** Other work while clocked in, and taking back what was done. */
import type { Saved } from "./live";

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

/** A decision that its maker takes back; `version` is the one that was decided on. */
export interface Decided {
  kind: "month" | "change" | "order" | "correction";
  id: string;
  person: string;
  name: string;
  version: number;
}

export interface SwitchActs {
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

export interface UndoActs {
  /** Takes these own punches back, the newest first. */
  undoPunches(ids: readonly string[], person?: string): Promise<Saved>;
  /** Takes an own decision back; `version` is the one that was decided on. */
  undoDecision(decided: Decided): Promise<Saved>;
}
