/** Works a trip out by the contract and the rates that this device knows. */
import type { Rates } from "../../domain/travel/rates";
import { workOutAsked } from "../../domain/travel/wire";
import type { Terms } from "../../domain/types";
import type { Facts } from "../facts";
import { type HeadFact, type TravelFacts, USUAL } from "./facts";
import type { ClaimFact, ClaimSums, TravelTerms, TripBody, TripFact, Worked } from "./types";

/** Terms with the contract's word on travel, in order of date. */
type WithTravel = Terms & { travel?: readonly ({ from: string } & TravelTerms)[] };

/** What only the claim says of a trip, and no rule reads. */
const TOLD = ["claim", "purpose", "destination", "start_place", "stops", "cost_centre", "note", "travel_minutes"];

/** The contract's word on travel on a date. */
export function termsFor(facts: Pick<Facts, "terms"> | null, date: string): TravelTerms {
  const found = facts?.terms.find((one) => one.from <= date && (one.until === null || date <= one.until));
  const told = ((found as WithTravel | undefined)?.travel ?? []).filter(({ from }) => from <= date).at(-1);
  return told ?? USUAL;
}

export function workTrip(body: TripBody, terms: TravelTerms, rates: Rates): Worked {
  const told = Object.entries(body).filter(([key, value]) => value !== null && !TOLD.includes(key));
  const pay = terms.travel_pay;
  const euros = (cents: number | null | undefined) => (cents === null || cents === undefined ? null : cents / 100);
  return workOutAsked(
    {
      ...Object.fromEntries(told),
      payee: terms.payee,
      special_sector: terms.special_sector,
      paid_per_km: euros(pay?.per_km_cents),
      paid_per_diem: pay && {
        full: euros(pay.full_cents),
        partial: euros(pay.partial_cents),
        foreign: euros(pay.foreign_cents),
      },
    },
    rates,
  );
}

/** The local date of a moment on the wire; empty where there is none. */
export const dateOf = (moment: string | null): string => moment?.slice(0, 10) ?? "";

/** A claim with what is in it, each trip worked out and all of it added up. */
export function wholeClaim(
  head: HeadFact,
  facts: TravelFacts,
  rates: Rates,
  termsOn: (date: string) => TravelTerms,
): ClaimFact {
  const trips = [...facts.trips.values()]
    .filter(({ body }) => body.claim === head.id)
    .map((trip): TripFact => {
      const terms = trip.terms ?? termsOn(dateOf(trip.body.start));
      return { ...trip, terms, worked: trip.worked ?? workTrip(trip.body, terms, rates) };
    })
    .sort((a, b) => ((a.body.start ?? "") < (b.body.start ?? "") ? -1 : 1));
  const receipts = [...facts.receipts.values()].filter(({ claim }) => claim === head.id);
  const dates = [
    ...trips.flatMap(({ body }) => [dateOf(body.start), dateOf(body.end)]),
    ...receipts.map((r) => r.date),
  ];
  const known = dates.filter((date): date is string => Boolean(date)).sort();
  const { told, ...shown } = head;
  return {
    ...shown,
    payee: trips[0]?.terms.payee ?? head.payee,
    from: known[0] ?? null,
    until: known.at(-1) ?? null,
    trips,
    receipts,
    sums: told && !head.local ? sumsTold(told) : sumsOf(head, trips, receipts),
  };
}

function sumsTold(told: Readonly<Record<string, number>>): ClaimSums {
  const { due_cents, tax_free_cents, taxable_cents, expenses_cents, total_cents, to_pay_cents } = told;
  return {
    due: due_cents ?? 0,
    taxFree: tax_free_cents ?? 0,
    taxable: taxable_cents ?? 0,
    expenses: expenses_cents ?? 0,
    total: total_cents ?? 0,
    toPay: to_pay_cents ?? 0,
  };
}

function sumsOf(head: HeadFact, trips: readonly TripFact[], receipts: ClaimFact["receipts"]): ClaimSums {
  const sum = (values: readonly number[]) => values.reduce((cents, one) => cents + one, 0);
  const due = sum(trips.map(({ worked }) => worked.due_cents));
  const expenses = sum(receipts.map((one) => (one.paid_by === "self" ? (one.eur_cents ?? 0) : 0)));
  return {
    due,
    taxFree: sum(trips.map(({ worked }) => worked.tax_free_cents)),
    taxable: sum(trips.map(({ worked }) => worked.taxable_cents)),
    expenses,
    total: due + expenses,
    toPay: due + expenses - head.head.advance_cents,
  };
}
