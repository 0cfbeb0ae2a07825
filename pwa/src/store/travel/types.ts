/** Travel claims as the screens see them. Money in cents, distances in kilometres, times as they are written on the wire. */
import type { Refusal, TravelDay, TravelLine, Worked } from "../../domain/travel/types";
import type { Saved } from "../types";

export type { Refusal, TravelDay, TravelLine, Worked };

export type ClaimStatus = "draft" | "submitted" | "returned" | "approved" | "rejected" | "paid";

export interface TripLeg {
  from: string;
  to: string;
  depart: string;
  arrive: string;
  by: string;
}

export interface TripDrive {
  date: string;
  vehicle: string;
  km: number;
  passengers: number;
  with: string[];
  forest_km: number;
}

/** A trip as it is told, whole: the body of `trip.save`. Without an end it is under way. */
export interface TripBody {
  claim: string;
  purpose: string;
  destination: string;
  start: string | null;
  end: string | null;
  zone: string;
  from: "workplace" | "home";
  start_place: string;
  stops: string[];
  km_from_workplace: number | null;
  km_from_home: number | null;
  free_meals: number[];
  nights: { date: string; lodging: string }[];
  meals: number;
  usual_eating_place: boolean | null;
  legs: TripLeg[];
  day_ends_in: string[];
  kilometres: TripDrive[];
  cost_centre: string | null;
  note: string;
  travel_minutes: number | null;
}

/** The contract's word on travel; what is null follows the tax-free maximum. */
export interface TravelTerms {
  payee: "employee" | "contractor";
  special_sector: boolean;
  travel_pay: Record<"per_km_cents" | "full_cents" | "partial_cents" | "foreign_cents", number | null> | null;
  travel_prices: Record<"per_km_cents" | "per_day_cents" | "per_hour_cents", number | null> | null;
}

export interface TripFact {
  id: string;
  version: number;
  /** This device knows more of it than the server has told. */
  local: boolean;
  body: TripBody;
  terms: TravelTerms;
  /** As the server has it, or worked out here from what it has not heard of. */
  worked: Worked;
}

export interface ReceiptFact {
  id: string;
  claim: string;
  trip: string | null;
  version: number;
  local: boolean;
  date: string | null;
  supplier: string;
  category: string;
  gross_cents: number;
  currency: string;
  paid_by: "self" | "employer";
  /** The SHA-256 of each file as it was sent. */
  files: string[];
  /** In euro cents; null while its currency has no rate. */
  eur_cents: number | null;
  /** The whole body, and what the server adds to it. */
  data: Readonly<Record<string, unknown>>;
}

/** The head of a claim: the body of `claim.save`. */
export interface ClaimHead {
  title: string;
  cost_centre: string | null;
  advance_cents: number;
  note: string;
}

export interface ClaimSums {
  due: number;
  taxFree: number;
  taxable: number;
  /** Receipts that the person has paid. */
  expenses: number;
  total: number;
  /** Less the advance. */
  toPay: number;
}

export interface ClaimFact {
  id: string;
  person: string;
  personName: string;
  status: ClaimStatus;
  head: ClaimHead;
  version: number;
  /** Something of it has not reached the server. */
  local: boolean;
  reason: string;
  decidedBy: string;
  paidOn: string | null;
  payee: "employee" | "contractor";
  from: string | null;
  until: string | null;
  sums: ClaimSums;
  trips: TripFact[];
  receipts: ReceiptFact[];
}

/** A place of the rate table, by its code. */
export interface Place {
  code: string;
  fi: string;
  en: string;
}

/** What the preview needs, whether there is a network or not. */
export interface TravelPreview {
  work(body: TripBody): { worked: Worked; terms: TravelTerms };
  places: readonly Place[];
}

export interface TripSave {
  id: string;
  body: TripBody;
}

/** What is on a page that is being filled and has not been kept as operations: any JSON of the screen's own. */
export type ClaimDraft = Readonly<Record<string, unknown>>;

/** What payroll has to know of a claim to mark it as paid; `name` is what it is called. */
export type PayableClaim = Pick<ClaimFact, "id" | "person" | "personName" | "version"> & { name: string };

export interface TravelActs {
  /** Own claims, newest first. */
  claims(): Promise<ClaimFact[]>;
  /** A claim on this device, one's own or of one's people; null where there is none. */
  claim(id: string): Promise<ClaimFact | null>;
  /** A trip as it was told in an operation that the server refused; null once that is dealt with. */
  refusedTrip(opId: string): Promise<TripSave | null>;
  /** Own claims with a trip that the local date is part of; one without an end lasts until it is told. */
  claimsOn(date: string): Promise<ClaimFact[]>;
  /** The claims of one's people that wait for a word. */
  claimsWaiting(): Promise<ClaimFact[]>;
  travelPreview(): Promise<TravelPreview>;
  /** Keeps a claim's head and trips, each that differs from what stands as one operation. */
  saveClaim(id: string, head: ClaimHead, trips: readonly TripSave[]): Promise<Saved>;
  /** A trip begins now; it ends with `endTrip`. */
  startTrip(from?: Partial<TripBody>): Promise<Saved>;
  endTrip(trip: TripFact, at?: number): Promise<Saved>;
  removeTrip(id: string): Promise<Saved>;
  removeClaim(claim: ClaimFact): Promise<Saved>;
  submitClaim(claim: ClaimFact): Promise<Saved>;
  withdrawClaim(claim: ClaimFact): Promise<Saved>;
  decideClaim(claim: ClaimFact, decision: "approve" | "return" | "reject", reason: string): Promise<Saved>;
  payClaim(claim: PayableClaim, paidOn: string): Promise<Saved>;
  /** What has been typed on a claim's page, kept on this device alone until it is saved. */
  claimDraft(id: string): Promise<ClaimDraft | null>;
  keepClaimDraft(id: string, draft: ClaimDraft | null): Promise<void>;
}
