/** What worked time makes at an hourly wage: the base and each raise in cents. Twin of `rules/pay/wage.py`. */
import type { DayPlan, DayResult, Terms } from "./types";

/** The raise of each class in per cent; of those the device knows a day's own, the tests of weeks are the server's. */
const RAISES: Readonly<Record<string, number>> = { additional: 0, overtime50: 50, overtime100: 100 };
const UNPAID: ReadonlySet<string> = new Set(["kiky", "unapproved", "flex"]);

export type Classes = Readonly<Record<string, number>>;

/** Minutes that are paid at `percent` of an hourly wage in cents. */
export interface Part {
  part: string;
  minutes: number;
  percent: number;
  hourly: number;
}

export interface MoneyRow {
  part: string;
  percent: number;
  minutes: number;
  cents: number;
}

export interface Money {
  rows: MoneyRow[];
  cents: number;
}

/** A day's minutes by class, as far as the day alone tells them; nothing while it waits for a word. */
export function classesOf(plan: DayPlan | null, result: DayResult | null): Classes {
  if (!result || (result.status !== "done" && result.status !== "open")) return {};
  const { unapproved, additional, overtime50, overtime100 } = result;
  const flex = plan?.flex ? Math.max(0, result.flex) : 0;
  const regular = result.worked - unapproved - additional - overtime50 - overtime100 - flex;
  return { regular, flex, unapproved, additional, overtime50, overtime100 };
}

/** The base and the raises of one day; `asTime`: its additional work and overtime become leave or go to the bank. */
export function partsOf(classes: Classes, hourly: number | null, asTime = false): Part[] {
  if (hourly === null) return [];
  const paid = Object.entries(classes).filter(
    ([kind, minutes]) => minutes && !UNPAID.has(kind) && !(asTime && kind in RAISES),
  );
  const base = paid.reduce((sum, [, minutes]) => sum + minutes, 0);
  const raised = paid.filter(([kind]) => RAISES[kind]);
  return [
    ...(paid.length ? [{ part: "base", minutes: base, percent: 100, hourly }] : []),
    ...raised.map(([part, minutes]) => ({ part, minutes, percent: RAISES[part]!, hourly })),
  ];
}

/** Parts added up, the base first. Each part of each wage is rounded half up once. */
export function moneyOf(parts: readonly Part[]): Money {
  const sums = new Map<string, Part>();
  for (const one of parts) {
    const key = `${one.part} ${one.percent} ${one.hourly}`;
    sums.set(key, { ...one, minutes: (sums.get(key)?.minutes ?? 0) + one.minutes });
  }
  const rows = new Map<string, MoneyRow>();
  for (const { part, percent, minutes, hourly } of sums.values()) {
    const row = rows.get(`${part} ${percent}`) ?? { part, percent, minutes: 0, cents: 0 };
    const cents = Math.floor((minutes * percent * hourly + 3000) / 6000);
    rows.set(`${part} ${percent}`, { ...row, minutes: row.minutes + minutes, cents: row.cents + cents });
  }
  const ordered = [...rows.values()].sort(
    (a, b) => Number(a.part !== "base") - Number(b.part !== "base") || (a.part < b.part ? -1 : 1),
  );
  return { rows: ordered, cents: ordered.reduce((sum, { cents }) => sum + cents, 0) };
}

/** The hourly wage of a date in cents; null where nobody has told it. */
export function wageOn(terms: Terms | null, date: string): number | null {
  return terms?.wages?.filter(({ from }) => from <= date).at(-1)?.hourly_cents ?? null;
}
