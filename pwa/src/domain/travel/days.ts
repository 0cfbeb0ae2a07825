/** Travel days: 24 hours each from the departure, and what each of them earns. Twin of `rules/travel/days.py`. */
import type { Conditions, Rates } from "./rates";
import type { DayKind, Params, TravelDay, Trip } from "./types";
import { dayEnd, HOME, isAbroad, lastAbroad, placeAt } from "./whereabouts";

/** What a day earns, by which rule, and the rule's parameters. */
interface Earned {
  is: DayKind;
  rule: string;
  params: Params;
}

/** The travel days of a trip in order; the last one may be short of 24 hours. */
export function travelDays(trip: Trip, start: number, end: number, limits: Conditions, rates: Rates): TravelDay[] {
  const whole = limits.travel_day;
  const full = Math.floor((end - start) / whole);
  if (full === 0) return [only(trip, start, end, limits, rates)];
  const near = isAbroad(trip, rates) ? null : tooNear(trip, limits);
  const days = Array.from({ length: full }, (_, number) => {
    const first = start + number * whole;
    return wholeDay(trip, number, first, first + whole, near, rates);
  });
  const rest = (end - start) % whole;
  return rest ? [...days, excess(trip, days.at(-1)!, end, near, limits, rates)] : days;
}

/** The condition of distance that a domestic trip fails, or null; a distance that nobody has told fails none. */
function tooNear(trip: Trip, limits: Conditions): Earned | null {
  const begun = trip.from === "home" ? trip.metres_from_home : trip.metres_from_workplace;
  const start = limits.metres_from_start_over;
  if (begun !== null && begun <= start) {
    return { is: "none", rule: "travel_near_start", params: { km: begun / 1000, over: start / 1000 } };
  }
  const both = limits.metres_from_both_over;
  for (const metres of [trip.metres_from_workplace, trip.metres_from_home]) {
    if (metres !== null && metres <= both) {
      return { is: "none", rule: "travel_near_other", params: { km: metres / 1000, over: both / 1000 } };
    }
  }
  return null;
}

/** The one day of a trip under 24 hours. Abroad from ten hours on it has the per diem of the country visited last. */
function only(trip: Trip, start: number, end: number, limits: Conditions, rates: Rates): TravelDay {
  const place = lastAbroad(trip, rates);
  const length = end - start;
  const ends_in = dayEnd(trip, 0, end, rates);
  if (place !== null && length >= limits.foreign_least) {
    const params = { length, least: limits.foreign_least, place };
    return { start, end, ends_in, is: "foreign", rule: "travel_foreign_short", params, place };
  }
  const near = place === null ? tooNear(trip, limits) : null;
  return { start, end, ends_in, ...domestic(length, limits, near), place: null };
}

/** A domestic day under 24 hours. */
function domestic(length: number, limits: Conditions, near: Earned | null): Earned {
  const { partial_over, full_over } = limits;
  if (length <= partial_over) return { is: "none", rule: "travel_short", params: { length, over: partial_over } };
  if (near) return near;
  return length > full_over
    ? { is: "full", rule: "travel_full", params: { length, over: full_over } }
    : { is: "partial", rule: "travel_partial", params: { length, over: partial_over } };
}

/** A full travel day: the per diem of the place where it ends. */
function wholeDay(
  trip: Trip,
  number: number,
  start: number,
  end: number,
  near: Earned | null,
  rates: Rates,
): TravelDay {
  const place = dayEnd(trip, number, end, rates);
  if (place === null) {
    return { start, end, ends_in: null, is: "none", rule: "travel_place_unknown", params: {}, place: null };
  }
  if (place !== HOME) {
    return { start, end, ends_in: place, is: "foreign", rule: "travel_foreign", params: { place }, place };
  }
  const earned = near ?? { is: "full", rule: "travel_day", params: {} };
  return { start, end, ends_in: HOME, ...earned, place: null };
}

/** What goes beyond the last full day: by the domestic rules where that day ended in Finland, else on the way home. */
function excess(
  trip: Trip,
  last: TravelDay,
  end: number,
  near: Earned | null,
  limits: Conditions,
  rates: Rates,
): TravelDay {
  const start = last.end;
  const length = end - start;
  const ends_in = trip.day_ends_in.length ? HOME : placeAt(trip, end, rates);
  if (last.ends_in === null) {
    return { start, end, ends_in, is: "none", rule: "travel_place_unknown", params: {}, place: null };
  }
  if (last.ends_in === HOME) {
    return { start, end, ends_in, ...domesticExcess(length, limits, near), place: null };
  }
  const earned = wayHome(length, limits, last.ends_in);
  return { start, end, ends_in, ...earned, place: earned.is === "none" ? null : last.ends_in };
}

function domesticExcess(length: number, limits: Conditions, near: Earned | null): Earned {
  const { excess_partial_least: least, excess_full_over: over } = limits;
  if (length < least) return { is: "none", rule: "travel_excess_short", params: { length, least } };
  if (near) return near;
  return length > over
    ? { is: "full", rule: "travel_excess_full", params: { length, over } }
    : { is: "partial", rule: "travel_excess_partial", params: { length, least } };
}

function wayHome(length: number, limits: Conditions, place: string): Earned {
  const { home_half_over, home_full_over } = limits;
  if (length > home_full_over) {
    return { is: "foreign", rule: "travel_home_full", params: { length, place, over: home_full_over } };
  }
  const params = { length, place, over: home_half_over };
  return length > home_half_over
    ? { is: "foreign_half", rule: "travel_home_half", params }
    : { is: "none", rule: "travel_home_short", params };
}
