/** Days from before what this device holds: they come from the server, to be looked at. */
import type { Reply } from "../../api/replies";
import type { DayPlan, DayResult } from "../../domain/types";
import { nearInstant, nextDate } from "../../domain/zone";
import type { StoreContext } from "../context";
import { KEPT_DAYS } from "./view";
import type { HoursDay, HoursView } from "./types";
import { shiftDate } from "../../device/rows";

/** Whether a date lies before what a device is given. */
export function isOlder(date: string, today: string): boolean {
  return date < shiftDate(today, -KEPT_DAYS);
}

/** The stored days from `from` to `until`, both included. Null without the network. */
export async function olderView(store: StoreContext, from: string, until: string): Promise<HoursView | null> {
  const { session } = await store.engine();
  const { facts, projection } = store;
  if (!facts || !projection) throw new Error("nothing to show yet");
  const reply = await session.call({ method: "GET", path: `/api/v1/days?from=${from}&to=${until}` }).catch(() => null);
  if (reply?.status !== 200) return null;
  const { days } = reply.json as Reply<"get", "/api/v1/days">;
  const stored = new Map(days.map(({ date, result }) => [date, result]));
  const { zone, workTypes, costCentres, person } = facts;
  const dates: string[] = [];
  for (let date = from; date <= until; date = nextDate(date)) dates.push(date);
  return {
    from,
    until,
    today: projection.today,
    now: store.ports.now(),
    zone,
    workTypes,
    costCentres,
    days: dates.map((date) => dayOf(date, stored.get(date) ?? null, person, zone)),
    flex: projection.accounts.some(({ account }) => account === "flex"),
    whole: true,
    oldest: shiftDate(projection.today, -KEPT_DAYS),
  };
}

function dayOf(date: string, result: DayResult | null, person: string, zone: string): HoursDay {
  return {
    date,
    plan: planOf(date, result?.target ?? 0, person, zone),
    result,
    entries: [],
    deleted: [],
    absence: null,
    kikyPlanned: false,
    unsent: 0,
    local: false,
    uncounted: result === null,
    hourlyCents: null,
    asTime: false,
  };
}

/** As much of a plan as a picture needs: the stored result has the rest. */
function planOf(date: string, target: number, person: string, zone: string): DayPlan {
  return {
    date,
    person,
    zone,
    start: nearInstant(zone, date),
    end: nearInstant(zone, nextDate(date)),
    target,
    scheduled: target,
    contract_day: target,
    holiday: null,
    holiday_cut: 0,
    credit: 0,
    pay: "monthly",
    form: "",
    boundary: "calendar",
    rounding: { mode: "none", minutes: 0 },
    auto_break: null,
    break_rule: null,
    flex: null,
    daily_limit: 0,
    own_limit: null,
    kiky: null,
    sources: {},
    lines: [],
  };
}
