/** A trip worked out: its travel days, its lines, what is refused, what nobody has told. Twin of `rules/travel/trip.py`. */
import { localDate } from "../zone";
import { meal, nights, perDiems } from "./allowances";
import { travelDays } from "./days";
import { faultsOf } from "./faults";
import { kilometres } from "./kilometres";
import { type Item, lineOf } from "./money";
import type { Conditions, Rates } from "./rates";
import type { Refusal, TravelDay, TravelLine, Trip, Worked } from "./types";
import { isAbroad } from "./whereabouts";

const NOTHING: Worked = {
  lines: [],
  days: [],
  due_cents: 0,
  tax_free_cents: 0,
  taxable_cents: 0,
  refused: [],
  missing: [],
  faults: [],
};

interface Told {
  days: TravelDay[];
  items: (Item | Refusal)[];
  missing: string[];
}

/** Lines, days and sums of a trip in whole cents; what cannot be as told comes back as faults and nothing else. */
export function workOut(trip: Trip, rates: Rates): Worked {
  const faults = faultsOf(trip, rates);
  if (faults.length) return { ...NOTHING, faults };
  const { days, items, missing } = toldBy(trip, rates);
  const found = items.map((item) => ("line" in item ? item : lineOf(item, rates)));
  const barred = barredBy(trip);
  if (barred) {
    const kinds = [...new Set(found.map(subject))];
    const refused = (kinds.length ? kinds : ["per_diem"]).map((line) => ({ line, ...barred }));
    const earning: TravelDay[] = days.map((day) => ({
      ...day,
      is: "none",
      rule: barred.rule,
      params: {},
      place: null,
    }));
    return { ...NOTHING, days: earning, refused };
  }
  const lines = found.filter((one): one is TravelLine => !("line" in one));
  const sum = (field: "due_cents" | "tax_free_cents" | "taxable_cents") =>
    lines.reduce((cents, one) => cents + one[field], 0);
  return {
    lines,
    days,
    due_cents: sum("due_cents"),
    tax_free_cents: sum("tax_free_cents"),
    taxable_cents: sum("taxable_cents"),
    refused: found.filter((one): one is Refusal => "line" in one),
    missing,
    faults: [],
  };
}

/** The days, what they and the drives earn, and the fields that nobody has told. */
function toldBy(trip: Trip, rates: Rates): Told {
  const { start, end } = trip;
  const driven = kilometres(trip, rates);
  const limits = start === null ? null : rates.conditions(localDate(trip.zone, start));
  if (start === null || end === null || limits === null) {
    return { days: [], items: driven, missing: (["start", "end"] as const).filter((name) => trip[name] === null) };
  }
  const days = travelDays(trip, start, end, limits, rates);
  const eaten = meal(trip, days, limits);
  const items = [...perDiems(trip, days, limits, rates), ...nights(trip, days, limits), ...(eaten ? [eaten] : [])];
  return { days, items: [...items, ...driven], missing: missingOf(trip, days, limits, rates) };
}

/** Fields that would have mattered: places of travel days, distances of a domestic per diem, the eating place. */
function missingOf(trip: Trip, days: readonly TravelDay[], limits: Conditions, rates: Rates): string[] {
  const full = Math.floor((days.at(-1)!.end - days[0]!.start) / limits.travel_day);
  const missing = days.slice(0, full).flatMap((day, n) => (day.ends_in === null ? [`day_ends_in[${n}]`] : []));
  const earns = days.some((day) => day.is !== "none");
  if (!isAbroad(trip, rates) && earns) {
    if (trip.metres_from_workplace === null) missing.push("km_from_workplace");
    if (trip.metres_from_home === null) missing.push("km_from_home");
  }
  if (trip.meals && trip.usual_eating_place === null && !earns) missing.push("usual_eating_place");
  return missing;
}

/** Why a trip earns nothing at all: whom these rules are not for. */
function barredBy(trip: Trip): Omit<Refusal, "line"> | null {
  if (trip.payee === "contractor") return { rule: "travel_contractor", params: {}, value: "payee" };
  return trip.special_sector ? { rule: "travel_special_sector", params: {}, value: "special_sector" } : null;
}

/** The kind of a line without what makes it full, partial or foreign. */
function subject(one: TravelLine | Refusal): string {
  const kind = "line" in one ? one.line : one.kind;
  return kind.startsWith("per_diem") ? "per_diem" : kind;
}
