/** A month out of its days: its sums, and what it still lacks. Minutes. Twin of `rules/month.py`. */
import type { DayPlan, DayResult, Status } from "./types";

export interface MonthDay {
  date: string;
  status: Status;
  target: number;
  presence: number;
  worked: number;
  kiky: number;
  flex: number;
  unapproved: number;
  additional: number;
  overtime50: number;
  overtime100: number;
  /** Somebody is clocked in now. */
  open: boolean;
  /** Minutes that nobody has decided on. */
  undecided: number;
}

/** What is known of a date: `plan` is null without terms, `result` while nothing has been worked out. */
export interface KnownDay {
  date: string;
  plan: DayPlan | null;
  result: DayResult | null;
  uncounted: boolean;
}

export interface MonthSums {
  worked: number;
  /** The whole month's. */
  target: number;
  flex: number;
  kiky: number;
  unapproved: number;
  additional: number;
  overtime50: number;
  overtime100: number;
}

export interface Unfinished {
  /** Past dates on which work was expected and nothing was said. */
  missing: readonly string[];
  /** Dates from today on with work expected and none done. */
  to_come: number;
  still_in: boolean;
  undecided: number;
  /** Requests that nobody has decided. */
  waiting: number;
}

/** A date as it is added up; one of before the person's balances begin expects nothing and makes no flex. */
export function monthDay({ date, plan, result, uncounted }: KnownDay, undecided = 0): MonthDay {
  return {
    date,
    status: result?.status ?? "none",
    target: uncounted ? 0 : (plan?.target ?? result?.target ?? 0),
    presence: result?.presence ?? 0,
    worked: result?.worked ?? 0,
    kiky: result?.kiky ?? 0,
    flex: uncounted ? 0 : (result?.flex ?? 0),
    unapproved: result?.unapproved ?? 0,
    additional: result?.additional ?? 0,
    overtime50: result?.overtime50 ?? 0,
    overtime100: result?.overtime100 ?? 0,
    open: result?.spans.some(({ open }) => open) ?? false,
    undecided: uncounted ? 0 : undecided,
  };
}

/** The days added up; a day that waits for a word makes nothing yet. */
export function monthSums(days: readonly MonthDay[]): MonthSums {
  const counted = days.filter(({ status }) => status === "done" || status === "open");
  const sum = (name: keyof MonthSums, of = counted): number => of.reduce((minutes, one) => minutes + one[name], 0);
  return {
    worked: sum("worked"),
    target: sum("target", [...days]),
    flex: sum("flex"),
    kiky: sum("kiky"),
    unapproved: sum("unapproved"),
    additional: sum("additional"),
    overtime50: sum("overtime50"),
    overtime100: sum("overtime100"),
  };
}

export function unfinished(days: readonly MonthDay[], today: string, waiting: number): Unfinished {
  const idle = days.filter((one) => one.target > 0 && !one.presence && !one.worked && !one.kiky);
  return {
    missing: idle.filter(({ date, status }) => date < today && status !== "pending").map(({ date }) => date),
    to_come: idle.filter(({ date }) => date >= today).length,
    still_in: days.some(({ date, open }) => date === today && open),
    undecided: days.reduce((minutes, one) => minutes + one.undecided, 0),
    waiting,
  };
}

/** Whether a month lacks anything. */
export function isUnfinished({ missing, to_come, still_in, undecided, waiting }: Unfinished): boolean {
  return missing.length > 0 || to_come > 0 || still_in || undecided > 0 || waiting > 0;
}
