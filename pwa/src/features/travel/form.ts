/** A claim's page while it is being filled: what is typed, and the trip that it makes. */
import { typedMoment } from "../../domain/travel/moments";
import type { ClaimFact, ClaimHead, TripBody, TripFact, TripLeg, TripSave, Worked } from "../../store/appState";
import { addDays } from "../../ui/formats";

export interface LegForm {
  from: string;
  to: string;
  departDate: string;
  departTime: string;
  arriveDate: string;
  arriveTime: string;
  by: string;
}

/** A trip as it is typed: dates and clock times apart, what is not whole yet beside what is. */
export interface TripForm {
  id: string;
  body: TripBody;
  startDate: string;
  startTime: string;
  endDate: string;
  endTime: string;
  stops: string;
  legs: LegForm[];
  /** The nights about whose lodging something has been said. */
  told: string[];
}

export interface ClaimForm {
  id: string;
  head: ClaimHead;
  trips: TripForm[];
}

export const NO_HEAD: ClaimHead = { title: "", cost_centre: null, advance_cents: 0, note: "" };

/** What is missing: the trip it belongs to, and the field as the server names it. */
export interface Missing {
  trip: string;
  field: string;
}

export function newTrip(id: string, claim: string, zone: string, date: string): TripForm {
  const body: TripBody = {
    claim,
    purpose: "",
    destination: "",
    start: null,
    end: null,
    zone,
    from: "workplace",
    start_place: "",
    stops: [],
    km_from_workplace: null,
    km_from_home: null,
    free_meals: [],
    nights: [],
    meals: 0,
    usual_eating_place: null,
    legs: [],
    day_ends_in: [],
    kilometres: [{ date, vehicle: "car", km: 0, passengers: 0, with: [], forest_km: 0 }],
    cost_centre: null,
    note: "",
    travel_minutes: null,
  };
  return { id, body, startDate: date, startTime: "", endDate: date, endTime: "", stops: "", legs: [], told: [] };
}

/** `2026-03-02T08:00 first` as a date and a clock time. */
function typedOf(moment: string | null): [string, string] {
  const [, date = "", time = ""] = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)/.exec(moment ?? "") ?? [];
  return [date, time];
}

export function tripForm({ id, body }: Pick<TripFact, "id" | "body">): TripForm {
  const [startDate, startTime] = typedOf(body.start);
  const [endDate, endTime] = typedOf(body.end);
  const car = { date: startDate, vehicle: "car", km: 0, passengers: 0, with: [], forest_km: 0 };
  return {
    id,
    body: { ...body, kilometres: body.kilometres.length ? body.kilometres : [car] },
    startDate,
    startTime,
    endDate: endDate || startDate,
    endTime,
    stops: body.stops.join(", "),
    legs: body.legs.map(legForm),
    told: body.nights.map(({ date }) => date),
  };
}

function legForm({ from, to, by, depart, arrive }: TripLeg): LegForm {
  const [departDate, departTime] = typedOf(depart);
  const [arriveDate, arriveTime] = typedOf(arrive);
  return { from, to, by, departDate, departTime, arriveDate, arriveTime };
}

export function claimForm({ id, head, trips }: ClaimFact): ClaimForm {
  return { id, head, trips: trips.map(tripForm) };
}

/** The page of a claim with a trip that was refused, as it was told; the claim may not have reached the server either. */
export function mendingForm(trip: TripSave, claim: ClaimFact | null): ClaimForm {
  const form = tripForm(trip);
  if (!claim) return { id: trip.body.claim, head: NO_HEAD, trips: [form] };
  const others = claimForm(claim).trips.filter(({ id }) => id !== trip.id);
  return { id: claim.id, head: claim.head, trips: [...others, form] };
}

/** What was typed and not kept, with what has been said since: a trip that has ended or come meanwhile is not typed away. */
export function restored(kept: ClaimForm, { trips }: Pick<ClaimFact, "trips">): ClaimForm {
  const ended = (form: TripForm): TripForm => {
    const told = trips.find(({ id }) => id === form.id);
    if (!told?.body.end || form.endTime) return form;
    const { endDate, endTime } = tripForm(told);
    return { ...form, endDate, endTime, body: { ...form.body, end: told.body.end } };
  };
  const come = trips.filter(({ id }) => !kept.trips.some((form) => form.id === id));
  return { ...kept, trips: [...kept.trips.map(ended), ...come.map(tripForm)] };
}

/** The trip as it can be kept: what is half told stays on the page. */
export function bodyOf(form: TripForm): TripBody {
  const { body, startDate, startTime, endDate, endTime, stops } = form;
  const kilometres = body.kilometres
    .filter(({ km }) => km > 0)
    .map((drive) => ({ ...drive, date: drive.date || startDate }));
  const nights = nightsOf(form);
  return {
    ...body,
    start: momentOf(body.start, body.zone, startDate, startTime),
    end: momentOf(body.end, body.zone, endDate, endTime),
    stops: stops
      .split(/[,;]/)
      .map((one) => one.trim())
      .filter(Boolean),
    kilometres,
    nights: body.nights.filter(({ date }) => nights.includes(date)),
    free_meals: body.free_meals.slice(0, daysOf(form)),
    legs: form.legs.flatMap((leg) => legOf(leg, body.zone)),
  };
}

/** A moment that nobody touched stays as it was told, with the word on which of two equal times it is. */
function momentOf(before: string | null, zone: string, date: string, time: string): string | null {
  const [day, clock] = typedOf(before);
  return day === date && clock === time && before ? before : typedMoment(zone, date, time);
}

function legOf(leg: LegForm, zone: string): TripLeg[] {
  const depart = typedMoment(zone, leg.departDate, leg.departTime);
  const arrive = typedMoment(zone, leg.arriveDate, leg.arriveTime);
  return depart && arrive && leg.from && leg.to ? [{ from: leg.from, to: leg.to, by: leg.by, depart, arrive }] : [];
}

const MOST_DAYS = 366;

/** How many travel days of 24 hours a trip has begun; 0 until it has both ends. */
export function daysOf({ startDate, startTime, endDate, endTime }: TripForm): number {
  const at = (date: string, time: string) => Date.parse(`${date}T${time}:00Z`);
  const days = Math.ceil((at(endDate, endTime) - at(startDate, startTime)) / 86_400_000);
  return days > 0 && days <= MOST_DAYS ? days : 0;
}

/** The evenings of a trip from which a night is slept away. */
export function nightsOf({ startDate, endDate }: TripForm): string[] {
  const found: string[] = [];
  if (!startDate || !endDate) return found;
  for (let date = startDate; date < endDate && found.length < MOST_DAYS; date = addDays(date, 1)) found.push(date);
  return found;
}

export function savesOf(form: ClaimForm): TripSave[] {
  return form.trips.map((trip) => ({ id: trip.id, body: bodyOf(trip) }));
}

/** What a trip lacks before it can be sent, in the order of the page; nights are asked about, never guessed. */
export function missingOf(form: TripForm, worked: Worked): Missing[] {
  const body = bodyOf(form);
  const texts = (["destination", "purpose", "start", "end", "start_place"] as const).filter((name) => !body[name]);
  const nights = nightsOf(form).filter((date) => !form.told.includes(date));
  const abroad = form.legs.flatMap((leg, number) => (legOf(leg, body.zone).length ? [] : [`legs[${number}]`]));
  const rest = worked.missing.filter((name) => !(texts as string[]).includes(name));
  return [...texts, ...nights.map((date) => `nights.${date}`), ...abroad, ...rest].map((field) => ({
    trip: form.id,
    field,
  }));
}

/** The whole claim again, begun on another date: the same hours, distances and drives, with ids of its own. */
export function again(claim: ClaimFact, today: string, newId: () => string): ClaimForm {
  const id = newId();
  const first = claim.from ?? today;
  const days = Math.round((Date.parse(today) - Date.parse(first)) / 86_400_000);
  const moved = (date: string) => (date ? addDays(date, days) : "");
  const trips = claim.trips.map(({ body }): TripForm => {
    const form = tripForm({ id: "", body });
    const legs = form.legs.map((leg) => ({
      ...leg,
      departDate: moved(leg.departDate),
      arriveDate: moved(leg.arriveDate),
    }));
    const kilometres = body.kilometres.map((drive) => ({ ...drive, date: moved(drive.date) }));
    const nights = body.nights.map((night) => ({ ...night, date: moved(night.date) }));
    return {
      ...form,
      id: newId(),
      body: { ...form.body, claim: id, start: null, end: null, kilometres, nights },
      startDate: moved(form.startDate),
      endDate: moved(form.endDate),
      legs,
      told: form.told.map(moved),
    };
  });
  return { id, head: { ...claim.head, advance_cents: 0 }, trips };
}
