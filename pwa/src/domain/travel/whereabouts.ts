/** Where the traveller is: by the legs, or as told for each full travel day. Twin of `whereabouts.py`. */
import type { Rates } from "./rates";
import type { Leg, Trip } from "./types";

export const HOME = "FI";

export function isAbroad(trip: Trip, rates: Rates): boolean {
  return lastAbroad(trip, rates) !== null;
}

/** The last place outside Finland, or null. */
export function lastAbroad(trip: Trip, rates: Rates): string | null {
  const legs = trip.legs.flatMap(({ from, to }) => [from, to]);
  return [...trip.day_ends_in, ...legs].filter((place) => !rates.isHome(place)).at(-1) ?? null;
}

/** The place by the legs at an epoch minute; before the first leg where it departs, without legs Finland. */
export function placeAt(trip: Trip, at: number, rates: Rates): string {
  let place = trip.legs[0]?.from ?? HOME;
  for (const leg of trip.legs) {
    if (leg.depart >= at) break;
    place = leg.arrive <= at ? leg.to : underWay(leg, rates);
  }
  return rates.isHome(place) ? HOME : place;
}

/** On a ship, a plane or the road: the place last left; on leaving Finland the place first reached. */
function underWay(leg: Leg, rates: Rates): string {
  return rates.isHome(leg.from) ? leg.to : leg.from;
}

/** Where full travel day `number` (from 0) ends; null where nobody has told. */
export function dayEnd(trip: Trip, number: number, end: number, rates: Rates): string | null {
  if (!trip.day_ends_in.length) return placeAt(trip, end, rates);
  const place = trip.day_ends_in[number];
  if (place === undefined) return null;
  return rates.isHome(place) ? HOME : place;
}
