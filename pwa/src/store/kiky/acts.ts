/** A year of kiky from what this device knows, and extension days as operations: all of it works offline. */
import type { Terms } from "../../domain/types";
import { localInstant, weekday } from "../../domain/zone";
import type { Facts } from "../facts";
import type { StoreContext } from "../context";
import { keep, ownId } from "../keep";
import type { KikyActs, KikyDay, KikyLine, KikyMonth, KikyYear } from "./types";
import { counts, type Projection, termsOn } from "../project";
import { shiftDate } from "../../device/rows";

const MINUTE = 60_000;
const GIVEN = ["opening", "adjustment", "transfer"];

export function kikyActs(store: StoreContext): KikyActs {
  return {
    kikyYear: async (year) => {
      const first = `${year ?? new Date(store.ports.now()).getUTCFullYear()}-01-01`;
      const { facts, projection } = await known(store, first);
      return yearOf(facts, projection, year ?? Number(projection.today.slice(0, 4)));
    },
    kikyDay: async (date) => {
      const { facts, projection } = await known(store, date);
      return dayOf(facts, projection, date);
    },
    markKiky: (date, start, end, breakMin) => {
      const body = { date, start, end, break_min: breakMin, note: "" };
      const entity = { type: "kiky_mark", id: store.ports.uuid() };
      const journal = { key: "journal.kiky.mark", params: { date } };
      return keep(store, { type: "kiky.mark", subject: ownId(store), entity, body, journal });
    },
    decideMark: (mark, decision, reason) =>
      keep(store, {
        type: "kiky.decide",
        subject: mark.person,
        entity: { type: "kiky_mark", id: mark.id },
        body: { decision, reason, seen_version: mark.version },
        base: { version: mark.version },
        journal: { key: `journal.kiky.${decision}`, params: { name: mark.personName, date: mark.date } },
      }),
    unmarkKiky: async (id) => {
      const mark = store.facts?.marks.find((one) => one.id === id);
      const { version } = (mark ?? {}) as { version?: number };
      const base = version ? { version } : ("on_top" as const);
      const journal = { key: "journal.kiky.unmark", params: { date: mark?.date ?? null } };
      const entity = { type: "kiky_mark", id };
      return keep(store, { type: "kiky.unmark", subject: ownId(store), entity, body: {}, base, journal });
    },
  };
}

async function known(store: StoreContext, from: string): Promise<{ facts: Facts; projection: Projection }> {
  await store.engine();
  await store.readBackTo(from);
  const { facts, projection } = store;
  if (!facts || !projection) throw new Error("nothing to show yet");
  return { facts, projection };
}

export function yearOf(facts: Facts, projection: Projection, year: number): KikyYear {
  const terms = termsOn(facts, projection.today);
  const done = daysOf(facts, projection, year);
  const planned = marksOf(facts, projection, year, new Set(done.map(({ date }) => date)));
  const lines = [...ledgerOf(facts, year), ...done, ...planned].sort(inOrder);
  const months = monthsOf(year, lines);
  const sum = (part: keyof Omit<KikyMonth, "month" | "left">) => months.reduce((all, month) => all + month[part], 0);
  return {
    year,
    today: projection.today,
    accounted: terms?.kiky?.accounted ?? "",
    source: terms?.sources.kiky ?? "",
    opening: sum("given"),
    settled: sum("settled"),
    done: sum("done"),
    lapsed: sum("lapsed"),
    planned: sum("planned"),
    left: months[11]!.left,
    lines,
    months,
    local: projection.local.size > 0 && done.some(({ date }) => projection.local.has(date)),
  };
}

function inOrder(a: KikyLine, b: KikyLine): number {
  if (a.date !== b.date) return a.date < b.date ? -1 : 1;
  return Number(b.kind === "opening") - Number(a.kind === "opening");
}

/** The ledger's lines; an act that was undone is not shown, nor is what undid it. */
function ledgerOf(facts: Facts, year: number): KikyLine[] {
  const lines = facts.postings;
  const undone = new Set(lines.filter(({ kind }) => kind === "undo").map(({ act }) => act));
  return lines
    .filter((one) => one.account === "kiky" && one.year === year && one.amount !== 0)
    .filter(({ act }) => !act || !undone.has(act))
    .map((one) => ({
      date: one.date,
      kind: one.kind,
      minutes: one.amount,
      why: one.why,
      who: one.who_name ?? null,
      accounts: Object.fromEntries(
        lines
          .filter(({ act, account }) => one.act && act === one.act && account !== "kiky")
          .map((p) => [p.account, p.amount]),
      ),
    }));
}

function daysOf(facts: Facts, projection: Projection, year: number): KikyLine[] {
  const dates = new Set([...facts.days.keys(), ...projection.local.keys()]);
  return [...dates]
    .filter((date) => date.startsWith(`${year}-`) && date <= projection.today && counts(facts, date))
    .flatMap((date) => {
      const here = projection.local.get(date)?.result;
      const result = here ?? (date < projection.base ? facts.days.get(date)?.result : undefined);
      return result?.kiky ? [{ ...EMPTY, date, kind: "day", minutes: -result.kiky }] : [];
    });
}

const EMPTY: KikyLine = { date: "", kind: "", minutes: 0, why: "", who: null, accounts: {} };

function marksOf(facts: Facts, projection: Projection, year: number, done: ReadonlySet<string>): KikyLine[] {
  return facts.marks
    .filter(({ date, status }) => status === "planned" && date.startsWith(`${year}-`) && date >= projection.today)
    .filter(({ date }) => !done.has(date))
    .map((mark) => {
      const terms = termsOn(facts, mark.date);
      const length =
        mark.start !== null && mark.end !== null ? mark.end - mark.start - mark.break_min : (terms?.contract_day ?? 0);
      return { ...EMPTY, date: mark.date, kind: "planned", minutes: -length };
    });
}

function monthsOf(year: number, lines: readonly KikyLine[]): KikyMonth[] {
  let left = 0;
  return Array.from({ length: 12 }, (_, n) => {
    const month = `${year}-${String(n + 1).padStart(2, "0")}`;
    const mine = lines.filter(({ date }) => date.startsWith(month) || (n === 11 && date > `${year}-12-31`));
    const sum = (...kinds: string[]): number =>
      mine.filter(({ kind }) => kinds.includes(kind)).reduce((all, { minutes }) => all + minutes, 0);
    const given = sum(...GIVEN);
    const [settled, done] = [-sum("settlement", "kiky_leaver"), -sum("day")];
    const [lapsed, planned] = [-sum("lapse"), -sum("planned")];
    left += given - settled - done - lapsed;
    return { month, given, settled, done, lapsed, planned, left };
  });
}

export function dayOf(facts: Facts, projection: Projection, date: string): KikyDay {
  const terms = termsOn(facts, date);
  const result = projection.local.get(date)?.result ?? facts.days.get(date)?.result;
  const worked = result?.worked ?? 0;
  const account = projection.accounts.find((one) => one.account === "kiky");
  const whole = terms?.contract_day ?? 0;
  const credit = result?.lines.find(({ rule }) => rule === "absence")?.minutes ?? 0;
  return {
    date,
    offered: offers(terms, date),
    unclocked: Math.max(0, whole - worked - credit),
    left: account?.amount ?? 0,
    missed: worked || credit || !terms ? 0 : (result?.target ?? terms.weekdays[weekday(date)] ?? 0),
    marks: facts.marks
      .filter((mark) => mark.date === date && mark.status === "planned")
      .map(({ id, start, end, break_min }) => ({ id, start: ms(start), end: ms(end), breakMin: break_min })),
    at: (clock, nextDay) => instant(terms?.zone ?? facts.zone, nextDay ? shiftDate(date, 1) : date, clock),
  };
}

function offers(terms: Terms | null, date: string): boolean {
  const scheme = terms?.kiky;
  if (!scheme || scheme.accounted !== "obligation" || date < scheme.from) return false;
  return (scheme.until === null || date <= scheme.until) && scheme.methods.includes("extension_day");
}

const ms = (minute: number | null): number | null => (minute === null ? null : minute * MINUTE);

function instant(zone: string, date: string, clock: string): number | null {
  if (!/^\d{2}:\d{2}$/.test(clock)) return null;
  try {
    return localInstant(zone, date, clock) * MINUTE;
  } catch {
    return null;
  }
}
