/** Rules of leave as terms bring them, read strictly: what cannot be read names its place, and nothing is guessed. */
import type { LeaveTerms } from "./asked";
import type { LeaveRules } from "./types";

/** A row that is not as it should be: the path of the field. */
export class Unreadable extends Error {
  constructor(readonly place: string) {
    super(place);
  }
}

type Read<T> = (value: unknown, place: string) => T;
type Fields = Record<string, unknown>;

const DATE = /^\d{4}-\d\d-\d\d$/;
const MONTH_DAY = /^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;

function isDate(text: string): boolean {
  const at = DATE.test(text) ? Date.parse(text) : NaN;
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
}

function must<T>(is: boolean, value: unknown, place: string): T {
  if (!is) throw new Unreadable(place);
  return value as T;
}

const text: Read<string> = (value, place) => must(typeof value === "string" && value !== "", value, place);
const date: Read<string> = (value, place) => must(typeof value === "string" && isDate(value), value, place);
const monthDay: Read<string> = (value, place) => must(typeof value === "string" && MONTH_DAY.test(value), value, place);
const amount: Read<number> = (value, place) =>
  must(typeof value === "number" && Number.isFinite(value) && value >= 0, value, place);
const whole: Read<number> = (value, place) => must(Number.isSafeInteger(value) && Number(value) >= 0, value, place);
const weekdayNumber: Read<number> = (value, place) => must(whole(value, place) <= 6, value, place);
const truth: Read<boolean> = (value, place) => must(typeof value === "boolean", value, place);
const minutes: Read<number> = (value, place) => must(whole(value, place) <= 1_440, value, place);

function object(value: unknown, place: string): Fields {
  return must(typeof value === "object" && value !== null && !Array.isArray(value), value, place);
}

function maybe<T>(read: Read<T>): Read<T | null> {
  return (value, place) => (value === null ? null : read(value, place));
}

function list<T>(read: Read<T>): Read<readonly T[]> {
  return (value, place) =>
    must<unknown[]>(Array.isArray(value), value, place).map((one, at) => read(one, `${place}[${at}]`));
}

function named<T>(read: Read<T>): Read<Readonly<Record<string, T>>> {
  return (value, place) =>
    Object.fromEntries(Object.entries(object(value, place)).map(([key, one]) => [key, read(one, `${place}.${key}`)]));
}

const season: Read<readonly string[]> = (value, place) => {
  const ends = list(monthDay)(value, place);
  return must(ends.length === 0 || ends.length === 2, ends, place);
};
const countedOn: Read<readonly number[]> = (value, place) => {
  const found = list(weekdayNumber)(value, place);
  return must(found.length > 0, found, place);
};

/** How each field is read, and what it is where nothing is said; weekdays are always said. */
const FIELDS: { [K in keyof LeaveRules]: [Read<LeaveRules[K]>, LeaveRules[K]?] } = {
  from: [date],
  until: [maybe(date), null],
  first_year: [maybe(amount), null],
  later: [maybe(amount), null],
  month_days: [whole, 0],
  month_minutes: [whole, 0],
  as_work: [named(maybe(whole)), {}],
  fill_up: [whole, 0],
  summer: [season, []],
  summer_days: [whole, 0],
  notice_months: [whole, 0],
  notice_days: [whole, 0],
  waiting_days: [whole, 0],
  waiting_least: [whole, 0],
  weekdays: [countedOn],
  saturday_every: [whole, 0],
  half_days: [list(text), []],
  half_dates: [list(date), []],
  free_days: [list(text), []],
  free_dates: [list(date), []],
  carry_until: [maybe(monthDay), null],
  carry_years: [whole, 0],
  lapses: [truth, false],
  save_agreed_over: [maybe(whole), null],
  save_own_over: [maybe(whole), null],
  bonus_percent: [maybe(amount), null],
  sources: [named(text), {}],
};

/** One row of rules. Throws Unreadable for a field that is missing, unknown or not what it should be. */
export function rulesOf(value: unknown, place: string): LeaveRules {
  const row = object(value, place);
  const strange = Object.keys(row).find((key) => !Object.hasOwn(FIELDS, key));
  if (strange) throw new Unreadable(`${place}.${strange}`);
  const read = Object.entries(FIELDS).map(([key, [reads, silent]]) => {
    const at = `${place}.${key}`;
    if (row[key] === undefined && silent !== undefined) return [key, silent];
    return [key, (reads as Read<unknown>)(row[key], at)];
  });
  return Object.fromEntries(read) as LeaveRules;
}

/** What leave needs of each terms, in order of date; terms without a word on leave have no rules. Throws Unreadable. */
export function leaveTermsOf(terms: readonly unknown[]): LeaveTerms[] {
  const found = terms.map((one, number): LeaveTerms => {
    const place = `terms[${number}]`;
    const row = object(one, place);
    const weekdays = list(minutes)(row.weekdays, `${place}.weekdays`);
    return {
      from: date(row.from, `${place}.from`),
      until: maybe(date)(row.until ?? null, `${place}.until`),
      weekdays: must(weekdays.length === 7, weekdays, `${place}.weekdays`),
      leave: list(rulesOf)(row.leave ?? [], `${place}.leave`),
    };
  });
  return found.sort((a, b) => (a.from < b.from ? -1 : 1));
}
