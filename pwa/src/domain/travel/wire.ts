/** A trip as it is written on the wire, read strictly into the rules' shape. Twin of `rules/situation/trip.py`. */
import { AmbiguousLocalTime, localInstant, NonexistentLocalTime } from "../zone";
import type { Rates } from "./rates";
import { As, Refused } from "./reading";
import { workOut } from "./trip";
import {
  type Drive,
  type Leg,
  LODGINGS,
  MEANS,
  type Night,
  type Paid,
  type TravelDay,
  type Trip,
  type Worked,
} from "./types";

const FIELDS = [
  ...["start", "end", "zone", "from", "km_from_workplace", "km_from_home", "payee", "special_sector", "free_meals"],
  ...["nights", "meals", "usual_eating_place", "legs", "day_ends_in", "kilometres", "paid_per_km", "paid_per_diem"],
];
const MOMENT = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)(?::00(?:\.0+)?)?(?: ?(Z|[+-]\d\d:?\d\d)| (first|second))?$/;
/** Minutes that any clock is ahead of, or behind, UTC. */
const FARTHEST = 14 * 60;

/** A trip worked out as the server tells it: travel days by instants in UTC, without what only the rules need. */
export type Answer = Omit<Worked, "faults" | "days"> & {
  days: (Omit<TravelDay, "start" | "end" | "place"> & { start: string; end: string })[];
};

/** The answer to a described trip. Throws Refused, naming the field, for what cannot be as it is told. */
export function answerTo(asked: unknown, rates: Rates): Answer {
  const { faults, days, ...told } = workOut(tripOf(asked), rates);
  for (const { place, code, params } of faults) throw new Refused(place, code, params);
  return {
    ...told,
    days: days.map(({ place: _, start, end, ...day }) => ({ ...day, start: isoOf(start), end: isoOf(end) })),
  };
}

/** The same for a screen: what cannot be as it is told is a fault that names its field. */
export function workOutAsked(asked: unknown, rates: Rates): Worked {
  try {
    return workOut(tripOf(asked), rates);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    const { place, code, params } = error;
    const sums = { due_cents: 0, tax_free_cents: 0, taxable_cents: 0 };
    return { lines: [], days: [], refused: [], missing: [], ...sums, faults: [{ place, code, params }] };
  }
}

/** An epoch minute as an instant in UTC. */
export function isoOf(minute: number): string {
  return new Date(minute * 60_000).toISOString().replace(".000", "");
}

/** The trip that a question describes. */
export function tripOf(asked: unknown): Trip {
  const one = new As(asked, "", FIELDS);
  const zone = zoneOf(one);
  const from = one.choice("from", ["workplace", "home"] as const, "workplace");
  const payee = one.choice("payee", ["employee", "contractor"] as const, "employee");
  return {
    start: one.has("start") ? momentOf(one.value.start, zone, one.at("start")) : null,
    end: one.has("end") ? momentOf(one.value.end, zone, one.at("end")) : null,
    zone,
    from,
    metres_from_workplace: one.scaled("km_from_workplace", 3),
    metres_from_home: one.scaled("km_from_home", 3),
    payee,
    special_sector: one.truth("special_sector"),
    free_meals: one.parts("free_meals").map(([part, place]) => wholeOf(part, place)),
    nights: one.parts("nights").map(nightOf),
    meals: one.whole("meals", 0),
    usual_eating_place: one.has("usual_eating_place") ? one.truth("usual_eating_place") : null,
    legs: one.parts("legs").map(([part, place]) => legOf(part, place, zone)),
    day_ends_in: one.parts("day_ends_in").map(([part, place]) => textOf(part, place)),
    kilometres: one.parts("kilometres").map(driveOf),
    paid: paidOf(one),
  };
}

function zoneOf(one: As): string {
  const zone = one.text("zone", "Europe/Helsinki");
  try {
    if (!/^[A-Z]/.test(zone)) throw new RangeError(zone);
    new Intl.DateTimeFormat("en-US", { timeZone: zone });
  } catch {
    throw new Refused(one.at("zone"), "bad_zone", { value: zone.slice(0, 40) });
  }
  return zone;
}

/**
 * The epoch minute of `2026-03-02T08:00`, local to the zone, or with an offset or Z. Throws Refused: 24:00 and times that
 * the clock jumps over are no times, one that occurs twice must say which.
 */
export function momentOf(value: unknown, zone: string, place: string): number {
  const [, day, clock, offset, which] = (typeof value === "string" && MOMENT.exec(value)) || [];
  const bad = new Refused(place, "bad_moment", { value: String(value).slice(0, 40) });
  if (!day || !clock || clock > "23:59") throw bad;
  const date = dateOf(day, place);
  if (!offset) return instantOf(zone, date, clock, which as "first" | "second" | undefined, place);
  const ahead =
    offset === "Z" ? 0 : (offset[0] === "-" ? -1 : 1) * (Number(offset.slice(1, 3)) * 60 + Number(offset.slice(-2)));
  if (Math.abs(ahead) > FARTHEST) throw bad;
  return instantOf("UTC", date, clock, undefined, place) - ahead;
}

function instantOf(zone: string, date: string, clock: string, which: "first" | "second" | undefined, place: string) {
  if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(clock)) throw new Refused(place, "bad_clock", { value: `${date}T${clock}` });
  try {
    return localInstant(zone, date, clock, which);
  } catch (error) {
    if (error instanceof NonexistentLocalTime) throw new Refused(place, "no_such_time", { value: clock, date });
    if (error instanceof AmbiguousLocalTime) throw new Refused(place, "time_twice", { value: clock, date });
    throw error;
  }
}

function dateOf(value: string, place: string): string {
  return new As({ date: value }, "", ["date"]).date("date", place);
}

function wholeOf(part: unknown, place: string): number {
  if (typeof part !== "number" || !Number.isInteger(part)) throw new Refused(place, "not_a_number");
  return part;
}

function textOf(part: unknown, place: string): string {
  if (typeof part !== "string") throw new Refused(place, "not_text");
  return part;
}

function nightOf([part, place]: [unknown, string]): Night {
  const night = new As(part, place, ["date", "lodging"]);
  return { date: night.date("date"), lodging: night.choice("lodging", LODGINGS, "none") };
}

function legOf(part: unknown, place: string, zone: string): Leg {
  const leg = new As(part, place, ["from", "to", "depart", "arrive", "by"]);
  const depart = momentOf(leg.text("depart"), zone, leg.at("depart"));
  const arrive = momentOf(leg.text("arrive"), zone, leg.at("arrive"));
  return { from: leg.text("from"), to: leg.text("to"), depart, arrive, by: leg.choice("by", MEANS, "land") };
}

function driveOf([part, place]: [unknown, string]): Drive {
  const drive = new As(part, place, ["date", "vehicle", "km", "passengers", "with", "forest_km"]);
  drive.number("km");
  return {
    date: drive.date("date"),
    vehicle: drive.text("vehicle"),
    metres: drive.scaled("km", 3) ?? 0,
    passengers: drive.whole("passengers", 0),
    with: drive.parts("with").map(([name, at]) => textOf(name, at)),
    forest_metres: drive.scaled("forest_km", 3) ?? 0,
  };
}

/** What the employer pays, in euros: a number for every per diem, or `{full, partial, foreign}` for some. */
function paidOf(one: As): Paid {
  const per_km = one.scaled("paid_per_km", 4);
  const diem = one.value.paid_per_diem;
  if (typeof diem !== "object" || diem === null || Array.isArray(diem)) {
    const every = one.scaled("paid_per_diem", 4);
    return { per_km, full: every, partial: every, foreign: every };
  }
  const kinds = new As(diem, one.at("paid_per_diem"), ["full", "partial", "foreign"]);
  return {
    per_km,
    full: kinds.scaled("full", 4),
    partial: kinds.scaled("partial", 4),
    foreign: kinds.scaled("foreign", 4),
  };
}
