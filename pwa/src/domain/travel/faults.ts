/** What cannot be as it is told: checks of a trip, each of which names the field. Twin of `rules/travel/faults.py`. */
import { localDate, nextDate } from "../zone";
import type { Rates } from "./rates";
import { type Fault, INCREMENTS, LODGINGS, MEANS, type Params, type Trip, VEHICLES } from "./types";

const DAY = 1440;
const MOST_DAYS = 366;
const MOST_MEALS = 4;
const MOST_PASSENGERS = 60;
const MOST_METRES = 10_000_000;
/** Hundredths of a cent: 20 euros a kilometre, 1000 euros a day. More is a slip of the unit. */
const MOST_PAID_KM = 200_000;
const MOST_PAID_DAY = 10_000_000;

type Check = (trip: Trip, rates: Rates) => Fault[];

const fault = (place: string, code: string, params: Params = {}): Fault => ({ place, code, params });

/** The end is after the start, the trip is not endless, and its first day has rules. */
const times: Check = ({ start, end, zone }, rates) => {
  const found: Fault[] = [];
  if (start !== null && !rates.conditions(localDate(zone, start))) {
    found.push(fault("start", "trip_too_early", { value: localDate(zone, start) }));
  }
  if (start === null || end === null) return found;
  if (end <= start) found.push(fault("end", "trip_end"));
  else if (end - start > MOST_DAYS * DAY) {
    found.push(fault("end", "trip_too_long", { days: Math.ceil((end - start) / DAY), most: MOST_DAYS }));
  }
  return found;
};

/** Numbers that are no distance, no count of meals, or no pay. */
const told: Check = (trip) => [
  ...within("km_from_workplace", trip.metres_from_workplace ?? 0, 2 * MOST_METRES, 1000),
  ...within("km_from_home", trip.metres_from_home ?? 0, 2 * MOST_METRES, 1000),
  ...within("meals", trip.meals, 2),
  ...within("paid_per_km", trip.paid.per_km ?? 0, MOST_PAID_KM, 10_000),
  ...[trip.paid.full, trip.paid.partial, trip.paid.foreign].flatMap((part) =>
    within("paid_per_diem", part ?? 0, MOST_PAID_DAY, 10_000),
  ),
];

/** No meals on a travel day that there is not, and not more of them than anybody eats. */
const freeMeals: Check = (trip) => {
  const days = trip.start === null || trip.end === null ? null : Math.ceil((trip.end - trip.start) / DAY);
  return trip.free_meals.flatMap((meals, number) => {
    const place = `free_meals[${number}]`;
    const beyond = days !== null && number >= days && meals;
    return [...within(place, meals, MOST_MEALS), ...(beyond ? [fault(place, "trip_beyond_days", { most: days })] : [])];
  });
};

/** Each night begins on an evening of the trip, or on the one before it, and is told once. */
const nights: Check = (trip) =>
  trip.nights.flatMap(({ date, lodging }, number) => {
    const place = `nights[${number}]`;
    const before = trip.nights.slice(0, number).some((one) => one.date === date);
    return [
      ...oneOf(`${place}.lodging`, lodging, LODGINGS),
      ...dated(trip, `${place}.date`, date, 1),
      ...(before ? [fault(`${place}.date`, "date_twice", { value: date })] : []),
    ];
  });

/** Each leg runs forward, inside the trip, between places that are known. */
const legs: Check = (trip, rates) =>
  trip.legs.flatMap((leg, number) => {
    const place = `legs[${number}]`;
    const early = trip.start !== null && leg.depart < trip.start;
    const late = trip.end !== null && leg.arrive > trip.end;
    return [
      ...oneOf(`${place}.by`, leg.by, MEANS),
      ...known(`${place}.from`, leg.from, rates),
      ...known(`${place}.to`, leg.to, rates),
      ...(leg.arrive <= leg.depart ? [fault(`${place}.arrive`, "trip_leg_end")] : []),
      ...(early ? [fault(`${place}.depart`, "trip_leg_outside")] : []),
      ...(late ? [fault(`${place}.arrive`, "trip_leg_outside")] : []),
    ];
  });

/** A leg departs after the one before has arrived, and from the country that it has arrived in. */
const route: Check = (trip, rates) =>
  trip.legs.slice(1).flatMap((leg, index) => {
    const before = trip.legs[index]!;
    const place = `legs[${index + 1}]`;
    const apart = country(leg.from, rates) !== country(before.to, rates);
    return [
      ...(leg.depart < before.arrive ? [fault(`${place}.depart`, "trip_legs_overlap")] : []),
      ...(apart ? [fault(`${place}.from`, "trip_legs_apart", { value: leg.from, other: before.to })] : []),
    ];
  });

/** Places of full travel days: known, not more than there are days, and not beside legs. */
const places: Check = ({ start, end, legs, day_ends_in }, rates) => {
  const most = start === null || end === null ? null : Math.max(1, Math.floor((end - start) / DAY));
  const beyond = most !== null && day_ends_in.length > most;
  return [
    ...(day_ends_in.length && legs.length ? [fault("day_ends_in", "trip_places_twice")] : []),
    ...day_ends_in.flatMap((place, number) => known(`day_ends_in[${number}]`, place, rates)),
    ...(beyond ? [fault(`day_ends_in[${most}]`, "trip_beyond_days", { most })] : []),
  ];
};

/** Drives: a date of the trip, a vehicle and increments that are known, forest road within the drive. */
const kilometres: Check = (trip) =>
  trip.kilometres.flatMap((drive, number) => {
    const place = `kilometres[${number}]`;
    const forest = drive.metres >= 0 && drive.metres < drive.forest_metres;
    return [
      ...dated(trip, `${place}.date`, drive.date, 0),
      ...oneOf(`${place}.vehicle`, drive.vehicle, VEHICLES),
      ...within(`${place}.km`, drive.metres, MOST_METRES, 1000),
      ...within(`${place}.passengers`, drive.passengers, MOST_PASSENGERS),
      ...within(`${place}.forest_km`, drive.forest_metres, MOST_METRES, 1000),
      ...(forest ? [fault(`${place}.forest_km`, "trip_forest", { most: drive.metres / 1000 })] : []),
      ...drive.with.flatMap((name, at) => carried(`${place}.with[${at}]`, name, drive.with.slice(0, at))),
    ];
  });

const CHECKS: readonly Check[] = [times, told, freeMeals, nights, legs, route, places, kilometres];

/** Every fault of a trip in the order of its fields; none for a trip that can be worked out. */
export function faultsOf(trip: Trip, rates: Rates): Fault[] {
  return CHECKS.flatMap((check) => check(trip, rates));
}

function carried(place: string, name: string, before: readonly string[]): Fault[] {
  return [
    ...oneOf(place, name, INCREMENTS),
    ...(before.includes(name) ? [fault(place, "trip_twice", { value: name })] : []),
  ];
}

function within(place: string, value: number, most: number, parts = 1): Fault[] {
  if (value < 0) return [fault(place, "trip_negative")];
  return value > most ? [fault(place, "trip_too_much", { most: most / parts })] : [];
}

function oneOf(place: string, value: string, allowed: readonly string[]): Fault[] {
  return allowed.includes(value) ? [] : [fault(place, "not_one_of", { value, allowed: allowed.join(", ") })];
}

function known(place: string, value: string, rates: Rates): Fault[] {
  return rates.knows(value) ? [] : [fault(place, "trip_unknown_place", { value })];
}

/** A date between the trip's first and last, or up to `before` days earlier. */
function dated({ start, end, zone }: Trip, place: string, date: string, before: number): Fault[] {
  if (!isDate(date)) return [fault(place, "bad_date", { value: date })];
  if (start === null || end === null) return [];
  const [first, last] = [localDate(zone, start), localDate(zone, end)];
  const inside = nextDate(first, -before) <= date && date <= last;
  return inside ? [] : [fault(place, "trip_date_outside", { value: date, start: first, end: last })];
}

export function isDate(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text) || text < "1950-01-01" || text > "2200-12-31") return false;
  const at = Date.parse(text);
  return !Number.isNaN(at) && new Date(at).toISOString().slice(0, 10) === text;
}

function country(place: string, rates: Rates): string {
  return rates.isHome(place) ? "" : place.split(":")[0]!;
}
