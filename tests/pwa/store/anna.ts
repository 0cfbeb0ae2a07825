/** Anna, whose phone the tests of the store hold: monthly paid, flexitime of 7:30 a day. */
import type { Terms } from "../../../pwa/src/domain/types";
import type { ServerRow } from "../../../pwa/src/device/db";
import type { Draft, OutboxRow } from "../../../pwa/src/device/operations";
import { seal } from "../../../pwa/src/device/seal";
import type { Facts } from "../../../pwa/src/store/facts";
import { factsOf } from "../../../pwa/src/store/factsOf";
import { Chance } from "../sync/world/chance";

export const ZONE = "Europe/Helsinki";
export const TODAY = "2026-11-20";
/** A Friday, 12.00 in Helsinki. */
export const NOON = Date.parse(`${TODAY}T10:00:00Z`);

/** Epoch ms of a clock time in Helsinki's winter. */
export const at = (clock: string, date = TODAY): number => Date.parse(`${date}T${clock}:00+02:00`);

export const TERMS: Terms = {
  id: "t",
  person: "anna",
  from: "2026-01-01",
  until: null,
  zone: ZONE,
  agreement: "a",
  form: "flexitime",
  pay: "monthly",
  weekdays: [450, 450, 450, 450, 450, 0, 0],
  contract_day: 450,
  week_minutes: 2250,
  daily_limit: 480,
  share: 1,
  boundary: "calendar",
  rounding: { mode: "none", minutes: 0 },
  auto_break: null,
  break_rule: null,
  flex: { daily_limit: 240, core: null, band: null, max: 3600, min: -1200 },
  kiky: null,
  holiday: null,
  sources: {},
};

/** The same with daily overtime. */
export const WITH_OVERTIME = { ...TERMS, overtime: { from: 480, first: 120 } } as unknown as Terms;

export function row(type: string, id: string, data: object, more: Partial<ServerRow> = {}): ServerRow {
  return { type, id, date: "", version: 1, deleted: false, by: null, op_id: null, gen: 1, data: { ...data }, ...more };
}

export function flexAccount(settled: number) {
  return { account: "flex", year: null, unit: "min", amount: settled, settled, today: 0, owed: false };
}

/** What the server last said of her balances; `today` is its date. */
export function balances(accounts: readonly object[], today = TODAY) {
  return { as_of: `${TODAY}T10:00:00Z`, person: "anna", today_date: today, seq: 1, accounts, pending_days: 0 };
}

interface Known {
  terms?: Terms;
  accounts?: readonly object[];
  /** The server's date in the balances. */
  today?: string;
}

/** What Anna's phone knows of these rows and of operations that nobody has answered. */
export function factsWith(
  pending: OutboxRow[],
  rows: ServerRow[],
  { terms = TERMS, accounts = [], today = TODAY }: Known = {},
): Facts {
  const all = new Map<string, ServerRow[]>([["terms", [row("terms", "t", terms)]]]);
  for (const one of rows) all.set(one.type, [...(all.get(one.type) ?? []), one]);
  const meta = new Map([["balances", balances(accounts, today)]]);
  return factsOf({ rows: all, outbox: pending, meta }, "anna", ZONE);
}

/** A phone's own chance, and the numbers of what it makes: tests of a file do not meddle with each other's. */
export class Sealer {
  private made = 0;
  private readonly chance: Chance;

  constructor(seed: number) {
    this.chance = new Chance(seed);
  }

  uuid(): string {
    return this.chance.uuid();
  }

  /** The number of the next operation. */
  next(): number {
    return (this.made += 1);
  }

  sealed(draft: Omit<Draft, "subject" | "journal">): OutboxRow {
    const world = {
      now: () => NOON,
      mono: () => ({ boot: "b", ms: 0 }),
      zone: () => ({ tz: ZONE, offset_min: 120 }),
      uuid: () => this.uuid(),
    };
    const whole: Draft = { ...draft, subject: "anna", journal: { key: "k", params: {} } };
    return seal(whole, "anna", this.next(), null, undefined, world as never);
  }
}
