/** What is asked of contracts: the form's fields as the server takes them. */
import type { Wire } from "../../store/appState";
import { sumsOf } from "../_shared/forms/travelTerms";
import { periodOf, periodsOf, wageOf, wagesOf } from "../_shared/forms/employment";

export const KINDS = [
  "longer_day",
  "longer_week",
  "agreement",
  "form",
  "period",
  "hours",
  "share",
  "pay",
  "wage",
  "travel",
  "travel_pay",
  "travel_prices",
  "kiky_opt_out",
] as const;
/** A change of contracts, or a contract that begins. */
export type Kind = (typeof KINDS)[number] | "begin";

export interface Asked {
  kind: Kind;
  /** Minutes to add, a day or a week. */
  more: string;
  agreement: string;
  form: string;
  pay: string;
  /** Who is paid for travel how: an employee, or a contractor who invoices. */
  payee: string;
  /** `special` where daily trips have rules of their own, as in construction. */
  sector: string;
  /** Euros by what they are for, of `travel_pay` or `travel_prices`. */
  sums: Readonly<Record<string, string>>;
  /** A day's and a week's length, `7:30`. */
  day: string;
  week: string;
  /** Period work: a period's length in weeks, and the first day of any one. */
  weeks: string;
  start: string;
  /** Per cent of full time. */
  share: string;
  /** Euros an hour. */
  wage: string;
  reason: string;
  from: string;
  until: string;
  hourlyToo: boolean;
}

export const EMPTY: Asked = {
  kind: "longer_day",
  more: "6",
  agreement: "",
  form: "flexitime",
  pay: "monthly",
  payee: "employee",
  sector: "usual",
  sums: {},
  day: "",
  week: "",
  weeks: "",
  start: "",
  wage: "",
  share: "",
  reason: "",
  from: "",
  until: "",
  hourlyToo: false,
};

/** A contract for somebody who has none. */
export const BEGIN: Asked = { ...EMPTY, kind: "begin" };

type Change = Wire["Change"];
type Minutes = (text: string) => number | undefined;

/** The change that the fields say, or the name of the field that is missing or cannot be read. */
export function changeOf(asked: Asked, minutesOf: Minutes): Change | { wrong: string } {
  switch (asked.kind) {
    case "longer_day":
    case "longer_week":
      return added(asked);
    case "agreement":
      return asked.agreement ? { agreement: asked.agreement } : { wrong: "agreement" };
    case "form":
      return formed(asked);
    case "period":
      return periodOf(asked);
    case "pay":
      return paid(asked);
    case "wage":
      return wageOf(asked.wage);
    case "travel":
      return { payee: asked.payee as NonNullable<Change["payee"]>, special_sector: asked.sector === "special" };
    case "travel_pay":
    case "travel_prices":
      return summed(asked.kind, asked.sums);
    case "hours":
      return hours(minutesOf(asked.day), minutesOf(asked.week));
    case "share":
      return share(per(asked.share));
    case "begin":
      return begun(asked, minutesOf);
    case "kiky_opt_out":
      return asked.reason.trim() ? { kiky_opt_out: asked.reason.trim() } : { wrong: "reason" };
  }
}

/** All sums of one part: what is not written is the usual again. */
function summed(part: "travel_pay" | "travel_prices", typed: Asked["sums"]): Change | { wrong: string } {
  const sums = sumsOf(part, typed);
  return typeof sums === "string" ? { wrong: "travel_sum" } : { [part]: sums };
}

function added(asked: Asked): Change | { wrong: string } {
  const more = Number(asked.more.replace("−", "-"));
  if (!Number.isInteger(more) || more === 0 || asked.more.trim() === "") return { wrong: "more" };
  return asked.kind === "longer_day" ? { day_minutes_add: more } : { week_minutes_add: more };
}

/** Agreement, form and pay; a share and own hours only where they are written. */
function begun(asked: Asked, minutesOf: Minutes): Change | { wrong: string } {
  const { agreement, form, pay, day, week } = asked;
  if (!agreement) return { wrong: "agreement" };
  const part = asked.share.trim() ? share(per(asked.share)) : {};
  if ("wrong" in part) return part;
  const own = day.trim() || week.trim() ? hours(minutesOf(day), week.trim() ? minutesOf(week) : undefined) : {};
  if ("wrong" in own) return own;
  if (week.trim() && minutesOf(week) === undefined) return { wrong: "week" };
  const told = periodsOf(asked);
  if ("wrong" in told) return told;
  const wage = wagesOf(asked);
  const payee = asked.payee === "contractor" ? { payee: asked.payee } : {};
  return "wrong" in wage ? wage : ({ agreement, form, pay, ...part, ...own, ...told, ...wage, ...payee } as Change);
}

/** The way of pay, and with an hourly one the wage where it is written. */
function paid(asked: Asked): Change | { wrong: string } {
  const wage = wagesOf(asked);
  return "wrong" in wage ? wage : { pay: asked.pay as NonNullable<Change["pay"]>, ...wage };
}

function formed(asked: Asked): Change | { wrong: string } {
  const told = periodsOf(asked);
  return "wrong" in told ? told : { form: asked.form as NonNullable<Change["form"]>, ...told };
}

function per(typed: string): number {
  return Number(typed.replace(",", ".").replace("%", ""));
}

function hours(day: number | undefined, week: number | undefined): Change | { wrong: string } {
  if (day === undefined) return { wrong: "day" };
  return week === undefined ? { day_minutes: day } : { day_minutes: day, week_minutes: week };
}

function share(percent: number): Change | { wrong: string } {
  return percent > 0 && percent <= 100 ? { share: percent / 100 } : { wrong: "share" };
}

type Person = Wire["PersonContracts"];

/** The people whose name or team fits what was typed, in the chosen team. */
export function fitting(people: readonly Person[], typed: string, team: string): Person[] {
  const wanted = typed.trim().toLocaleLowerCase();
  return people.filter(
    ({ name, teams }) => (!team || teams.includes(team)) && (!wanted || name.toLocaleLowerCase().includes(wanted)),
  );
}

/** The selection with all of these in it, or without them when they all were. */
export function toggled(chosen: ReadonlySet<string>, people: readonly string[]): Set<string> {
  const every = people.length > 0 && people.every((person) => chosen.has(person));
  const next = new Set(chosen);
  for (const person of people)
    if (every) next.delete(person);
    else next.add(person);
  return next;
}
