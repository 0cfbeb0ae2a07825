/** What the Hours screen sees and can do; the acts become operations and work without a network. Minutes are epoch minutes. */
import type { DayPlan, DayResult, Overrides, SetBreaks } from "../../domain/types";
import type { NamedChoice, Saved } from "../types";

/** What an entry is booked on. */
export interface Booking {
  workType: string | null;
  costCentre: string | null;
  remote: boolean;
  kiky: boolean;
  note: string;
}

export interface HoursEntry extends Booking {
  id: string;
  start: number;
  /** Null while the work goes on, or when the clock-out was forgotten. */
  end: number | null;
  breaks: [start: number, end: number | null][];
  source: "punch" | "typed";
  /** Its clock-in is the last word there is: work that goes on now. */
  running: boolean;
  /** Its clock-out was confirmed afterwards by a person. */
  estimated: boolean;
  /** What the punches say, where somebody has set it otherwise. */
  punched: Overrides;
  /** Who typed it in (`created`) or set a field, by name, as far as the server has told. */
  changedBy: Readonly<Record<string, string | null>>;
  /** Part of it waits on this device. */
  local: boolean;
}

export interface HoursDay {
  date: string;
  /** Null when this device has no terms for the date. */
  plan: DayPlan | null;
  result: DayResult | null;
  entries: HoursEntry[];
  /** Taken away, and can be brought back. */
  deleted: HoursEntry[];
  /** Kind of a paid or unpaid absence that covers the day, if any. */
  absence: string | null;
  kikyPlanned: boolean;
  /** Own operations on this day that the server has not answered. */
  unsent: number;
  /** The result was worked out on this device. */
  local: boolean;
  /** The hourly wage in cents, where it is known. */
  hourlyCents: number | null;
  /** Its overtime is taken as leave or put in the bank. */
  asTime: boolean;
  /** Before the person's balances began. */
  uncounted: boolean;
}

export interface HoursView {
  from: string;
  until: string;
  today: string;
  now: number;
  zone: string;
  days: HoursDay[];
  workTypes: NamedChoice[];
  costCentres: NamedChoice[];
  /** A flex balance is kept: days have a plus or a minus. */
  flex: boolean;
  /** Everything has been pulled: a date without terms is one without a contract. */
  whole: boolean;
  /** The first date that this device can hold. */
  oldest: string;
}

/** The fields that an edit may set; times in epoch ms. */
export interface EntryFields extends Partial<Booking> {
  start?: number;
  end?: number;
  /** All the breaks that ended before `until`; what is punched after it counts as well. */
  breaks?: SetBreaks;
}

export type Clearable = "start" | "end" | "work_type" | "cost_centre" | "remote" | "kiky" | "breaks";

/** A day that can be copied, as it would stand on the date it is copied to. Times in epoch ms. */
export interface CopyChoice {
  /** The date that it is taken from. */
  from: string;
  /** The most usual of the last weeks. */
  usual: boolean;
  entries: ({ start: number; end: number } & Booking)[];
  minutes: number;
  /** Times that the target date does not have, or that are still to come. */
  skipped: number;
}

export interface HoursActs {
  hours(from: string, until: string): Promise<HoursView>;
  addEntry(entry: { start: number; end: number; breaks?: SetBreaks } & Partial<Booking>): Promise<Saved>;
  editEntry(id: string, set: EntryFields, clear?: Clearable[]): Promise<Saved>;
  deleteEntry(id: string): Promise<Saved>;
  restoreEntry(id: string): Promise<Saved>;
  /** Two entries in place of one; `at` in epoch ms, `pause` minutes between them. Breaks stay breaks. */
  splitEntry(id: string, at: number, pause?: number): Promise<Saved>;
  copyChoices(date: string): Promise<CopyChoice[]>;
  copyDay(choice: CopyChoice): Promise<Saved>;
}
