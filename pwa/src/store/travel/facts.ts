/** Claims, trips and receipts, from the server's rows and from own operations. */
import type { ServerRow } from "../../device/db";
import { paidInEuros } from "../../domain/travel/receipt";
import { type Body, textIn } from "../bodies";
import type { ClaimHead, ClaimStatus, ReceiptFact, TravelTerms, TripBody, Worked } from "./types";

/** A claim without what is in it. */
export interface HeadFact {
  id: string;
  person: string;
  personName: string;
  status: ClaimStatus;
  head: ClaimHead;
  version: number;
  local: boolean;
  reason: string;
  decidedBy: string;
  paidOn: string | null;
  payee: "employee" | "contractor";
  /** What the server made of it; null before it has heard of it. */
  told: Readonly<Record<string, number>> | null;
}

/** A trip as it was told; `worked` is the server's, null where this device knows better. */
export interface ToldTrip {
  id: string;
  version: number;
  local: boolean;
  body: TripBody;
  terms: TravelTerms | null;
  worked: Worked | null;
}

export interface TravelFacts {
  claims: Map<string, HeadFact>;
  trips: Map<string, ToldTrip>;
  receipts: Map<string, ReceiptFact>;
}

export const EMPTY_HEAD: ClaimHead = { title: "", cost_centre: null, advance_cents: 0, note: "" };

export const USUAL: TravelTerms = { payee: "employee", special_sector: false, travel_pay: null, travel_prices: null };

export function emptyTrip(claim: string, zone: string): TripBody {
  return {
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
    kilometres: [],
    cost_centre: null,
    note: "",
    travel_minutes: null,
  };
}

export function newHead(id: string, person: string): HeadFact {
  return {
    id,
    person,
    personName: "",
    status: "draft",
    head: EMPTY_HEAD,
    version: 0,
    local: true,
    reason: "",
    decidedBy: "",
    paidOn: null,
    payee: "employee",
    told: null,
  };
}

export function claimOf({ id, version, data }: ServerRow): HeadFact {
  return {
    ...newHead(id, textIn(data.person)),
    personName: textIn(data.person_name),
    status: data.status as ClaimStatus,
    head: headFrom(data),
    version,
    local: false,
    reason: textIn(data.reason),
    decidedBy: textIn(data.decided_by),
    paidOn: textIn(data.paid_on) || null,
    payee: data.payee === "contractor" ? "contractor" : "employee",
    told: data as Record<string, number>,
  };
}

export function headFrom(data: Body): ClaimHead {
  return {
    title: textIn(data.title),
    cost_centre: textIn(data.cost_centre) || null,
    advance_cents: Number(data.advance_cents ?? 0),
    note: textIn(data.note),
  };
}

export function tripOf({ id, version, data }: ServerRow): ToldTrip {
  const terms = (data.terms ?? null) as TravelTerms | null;
  return { id, version, local: false, body: bodyFrom(data), terms, worked: data.worked as Worked };
}

/** The fields of `trip.save` among all that a row or an operation says. */
export function bodyFrom(data: Body): TripBody {
  const empty = emptyTrip(textIn(data.claim), "Europe/Helsinki");
  const told = Object.keys(empty).flatMap((key) => (data[key] === undefined ? [] : [[key, data[key]] as const]));
  return { ...empty, ...(Object.fromEntries(told) as Partial<TripBody>) };
}

export function receiptOf({ id, version, data }: ServerRow): ReceiptFact {
  const worked = data.worked as { gross_eur_cents?: number } | undefined;
  return { ...receiptFrom(id, data), version, local: false, eur_cents: worked?.gross_eur_cents ?? null };
}

export function receiptFrom(id: string, data: Body): ReceiptFact {
  const gross = Number(data.gross_cents ?? 0);
  const lines = (data.lines ?? []) as { gross_cents: number }[];
  return {
    id,
    claim: textIn(data.claim),
    trip: textIn(data.trip) || null,
    version: 0,
    local: true,
    date: textIn(data.date) || null,
    supplier: textIn(data.supplier),
    category: textIn(data.category),
    gross_cents: gross,
    currency: textIn(data.currency),
    paid_by: data.paid_by === "employer" ? "employer" : "self",
    files: (data.files as string[] | undefined) ?? [],
    eur_cents: paidInEuros(gross, lines, textIn(data.currency), textIn(data.rate_to_eur) || null),
    data,
  };
}
