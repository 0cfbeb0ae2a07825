/** Kilometre allowances: the vehicle, and each increment, once a date. Twin of `rules/travel/kilometres.py`. */
import type { Item } from "./money";
import type { Rates } from "./rates";
import type { Drive, Trip } from "./types";

const BASE = "kilometre";
const INCREMENT = "kilometre_increment";

interface Part {
  date: string;
  kind: string;
  name: string;
  metres: number;
}

/** One item a date for each vehicle and each increment, in order of date and then as they are told. */
export function kilometres(trip: Trip, rates: Rates): Item[] {
  const parts = new Map<string, Part>();
  for (const part of trip.kilometres.flatMap(partsOf)) {
    const key = `${part.date} ${part.kind} ${part.name}`;
    parts.set(key, { ...part, metres: part.metres + (parts.get(key)?.metres ?? 0) });
  }
  const ordered = [...parts.values()].sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
  return ordered.filter(({ metres }) => metres).map((part) => itemOf(part, trip, rates));
}

function itemOf({ date, kind, name, metres }: Part, trip: Trip, rates: Rates): Item {
  return {
    kind,
    date,
    key: name,
    thousandths: metres,
    unit: name === "extra_passenger" ? "passenger_km" : "km",
    income_type: rates.conditions(date)?.income_kilometre ?? null,
    rule: kind === BASE ? "travel_kilometre" : "travel_increment",
    params: { what: name, km: metres / 1000 },
    paid: kind === BASE ? trip.paid.per_km : null,
    parts: 1,
  };
}

/** The rates that a drive earns, each with its metres; a passenger counts every metre. */
function partsOf({ date, vehicle, metres, passengers, with: carried, forest_metres }: Drive): Part[] {
  return [
    { date, kind: BASE, name: vehicle, metres },
    ...carried.map((name) => ({ date, kind: INCREMENT, name, metres })),
    { date, kind: INCREMENT, name: "forest_road", metres: forest_metres },
    { date, kind: INCREMENT, name: "extra_passenger", metres: metres * passengers },
  ];
}
