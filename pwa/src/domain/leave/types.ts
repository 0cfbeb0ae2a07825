/** Shapes of leave: dates, and hundredths of days. Twins of the shapes in `rules/leave/`, where each is told. */
import type { Finding, Params } from "../types";

export interface LeaveRules {
  from: string;
  until: string | null;
  first_year: number | null;
  later: number | null;
  month_days: number;
  month_minutes: number;
  as_work: Readonly<Record<string, number | null>>;
  fill_up: number;
  summer: readonly string[];
  summer_days: number;
  notice_months: number;
  notice_days: number;
  waiting_days: number;
  waiting_least: number;
  weekdays: readonly number[];
  saturday_every: number;
  half_days: readonly string[];
  half_dates: readonly string[];
  free_days: readonly string[];
  free_dates: readonly string[];
  carry_until: string | null;
  carry_years: number;
  lapses: boolean;
  save_agreed_over: number | null;
  save_own_over: number | null;
  bonus_percent: number | null;
  sources: Readonly<Record<string, string>>;
}

/** Rules in order of date, each up to where the next begins. */
export type Dated = readonly LeaveRules[];

/** One date: `uses` hundredths of a day, by which rule; `why` names what makes it free (null: it uses). */
export interface LeaveDay {
  date: string;
  uses: number;
  rule: string;
  why: string | null;
  params: Params;
  source: string | null;
}

/** Hundredths of days held of an earning year; saved days do not lapse. */
export interface Holding {
  earning_year: number;
  days: number;
  saved: boolean;
}

export interface Move {
  date: string;
  earning_year: number;
  days: number;
  is: "used" | "lapsed";
  saved: boolean;
}

/** Days of illness, both ends included; `part` hundredths of each day. */
export interface Sick {
  first: string;
  last: string;
  part: number;
}

export interface Away {
  first: string;
  last: string;
}

/** A leave as it is asked for. */
export interface Leave {
  first: string;
  last: string;
  kind: string;
  holdings: readonly Holding[];
  held_known: boolean;
  part: number;
  workdays: readonly number[];
  sick: readonly Sick[];
  others: readonly Away[];
  before: readonly Away[];
  loose_before: number;
  earned: number | null;
  told_on: string | null;
  on: string | null;
}

/** A leave worked out; `days` lists every date of it in order. */
export interface Worked {
  used: number;
  days: LeaveDay[];
  /** What the leave itself takes of each year; moves and what is left are as of the date that is asked about. */
  by_year: Holding[];
  moves: Move[];
  left: Holding[];
  short: number;
  waiting_days: number;
  moved: number;
  summer: number;
  winter: number;
  notice: string | null;
  notice_at_least: string | null;
  findings: Finding[];
}

/** Employed from a date until another (null: on); minutes of work from Monday to Sunday. */
export interface Employment {
  from: string;
  until: string | null;
  weekdays: readonly number[];
}

/** What was done in a month (YYYY-MM). */
export interface Done {
  month: string;
  days: number;
  minutes: number;
  absences: Readonly<Record<string, number>>;
  absence_minutes: Readonly<Record<string, number>>;
}

export interface Month {
  month: string;
  earns: boolean;
  days: number;
  days_at_work: number;
  minutes: number;
  why: string;
  params: Params;
  source: string | null;
  counted_as_work: number;
}

export type By = "days" | "hours";

export interface Earned {
  full_months: number;
  rate: number;
  days: number;
  extra: number;
  by_month: Month[];
  by: By;
  rounded: number;
  summer: number;
  winter: number;
}
