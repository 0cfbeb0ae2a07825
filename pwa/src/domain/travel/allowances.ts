/** Per diems, night allowances and the meal allowance of a trip whose days are known. Twin of `allowances.py`. */
import { localDate, nearInstant, nextDate } from "../zone";
import { type Item, WHOLE } from "./money";
import type { Conditions, Rates } from "./rates";
import type { Refusal, TravelDay, Trip } from "./types";

/** One item for each travel day that earns a per diem, halved by the free meals of that day. */
export function perDiems(trip: Trip, days: readonly TravelDay[], limits: Conditions, rates: Rates): Item[] {
  return days.flatMap((day, number) => {
    if (day.is === "none") return [];
    const meals = trip.free_meals[number] ?? 0;
    const halved = meals >= halving(day, limits);
    const share = day.is === "foreign_half" ? WHOLE / 2 : WHOLE;
    const date = localDate(trip.zone, day.start);
    const item: Item = {
      kind: `per_diem_${day.is}`,
      date,
      key: day.place === null ? `per_diem_${day.is}` : rates.foreignKey(day.place, date),
      thousandths: halved ? share / 2 : share,
      unit: "day",
      income_type: limits.income_per_diem,
      rule: day.rule,
      params: halved ? { ...day.params, meals, halved: 2 } : day.params,
      paid: paidFor(trip, day),
      parts: 1,
    };
    return [item];
  });
}

/** How many free meals halve the per diem of a day. */
function halving(day: TravelDay, limits: Conditions): number {
  if (day.place !== null) return limits.meals_halve_foreign;
  return day.is === "full" ? limits.meals_halve_full : limits.meals_halve_partial;
}

function paidFor({ paid }: Trip, day: TravelDay): number | null {
  if (day.place !== null) return paid.foreign;
  return day.is === "full" ? paid.full : paid.partial;
}

/** A night allowance for each travel day with a per diem of which enough falls into nights without lodging. */
export function nights(trip: Trip, days: readonly TravelDay[], limits: Conditions): Item[] {
  const lodged = new Set(trip.nights.filter(({ lodging }) => lodging !== "none").map(({ date }) => date));
  return days.flatMap((day) => {
    if (day.is === "none") return [];
    const length = nightMinutes(trip.zone, day, lodged, limits);
    if (length < limits.night_least) return [];
    const item: Item = {
      kind: "night_allowance",
      date: localDate(trip.zone, day.start),
      key: "night_allowance",
      thousandths: WHOLE,
      unit: "night",
      income_type: limits.income_night,
      rule: "travel_night",
      params: { length, least: limits.night_least },
      paid: null,
      parts: 1,
    };
    return [item];
  });
}

/** Real minutes of a travel day between the local hours of night, nights with lodging left out. */
function nightMinutes(zone: string, day: TravelDay, lodged: ReadonlySet<string>, limits: Conditions): number {
  const last = localDate(zone, day.end);
  let total = 0;
  for (let date = nextDate(localDate(zone, day.start), -1); date <= last; date = nextDate(date)) {
    if (lodged.has(date)) continue;
    const begins = nearInstant(zone, date, clock(limits.night_from));
    const ends = nearInstant(zone, nextDate(date), clock(limits.night_until));
    total += Math.max(0, Math.min(day.end, ends) - Math.max(day.start, begins));
  }
  return total;
}

function clock(minutes: number): string {
  const two = (number: number) => String(number).padStart(2, "0");
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

/** The meal allowance that is asked for: for a trip without a per diem, out of reach of the usual eating place. */
export function meal(trip: Trip, days: readonly TravelDay[], limits: Conditions): Item | Refusal | null {
  if (!trip.meals || !days.length) return null;
  const line = "meal_allowance";
  if (days.some((day) => day.is !== "none")) {
    return { line, rule: "travel_meal_with_per_diem", params: {}, value: "meals" };
  }
  if (trip.usual_eating_place) {
    return { line, rule: "travel_meal_at_usual_place", params: {}, value: "usual_eating_place" };
  }
  return {
    kind: line,
    date: localDate(trip.zone, days[0]!.start),
    key: `meal_allowance_${trip.meals}`,
    thousandths: trip.meals * WHOLE,
    unit: "meal",
    income_type: limits.income_meal,
    rule: "travel_meal",
    params: { meals: trip.meals },
    paid: null,
    parts: trip.meals,
  };
}
