/** Reads what the golden cases ask about travel, as `leima interpret` does, into the shapes of the rules. */
import { readdirSync, readFileSync } from "node:fs";
import { type RateTable, ratesOf } from "../../../../pwa/src/domain/travel/rates";
import type { Receipt } from "../../../../pwa/src/domain/travel/receipt";
import { EMPTY_TRIP, type Paid, type Trip } from "../../../../pwa/src/domain/travel/types";
import { localInstant } from "../../../../pwa/src/domain/zone";

const TABLES = new URL("../../../../shared/tables/travel/", import.meta.url);
const read = (name: string) => JSON.parse(readFileSync(new URL(name, TABLES), "utf8")) as RateTable;
export const RATES = ratesOf(readdirSync(TABLES).sort().map(read));

const MOMENT = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)([+-]\d\d:\d\d)?(?: (first|second))?$/;

/** A moment as it is written; the cases' reader has turned those with an offset into epoch minutes already. */
function moment(value: any, zone: string): number | null {
  if (typeof value !== "string") return value ?? null;
  const [, date, clock, offset, which] = MOMENT.exec(value)!;
  if (offset) return Date.parse(`${date}T${clock}${offset}`) / 60_000;
  return localInstant(zone, date!, clock!, which as "first" | "second" | undefined);
}

const parts = (value: any, times: number) => (typeof value === "number" ? Math.round(value * times) : null);

function paidBy({ paid_per_km, paid_per_diem }: any): Paid {
  const kinds = typeof paid_per_diem === "object" && paid_per_diem;
  const of = (kind: string) => parts(kinds ? kinds[kind] : paid_per_diem, 10_000);
  return { per_km: parts(paid_per_km, 10_000), full: of("full"), partial: of("partial"), foreign: of("foreign") };
}

export function tripOf(asked: any): Trip {
  const zone = asked.zone ?? "Europe/Helsinki";
  const { km_from_workplace, km_from_home, paid_per_km, paid_per_diem, ...same } = asked;
  return {
    ...EMPTY_TRIP,
    ...same,
    zone,
    start: moment(asked.start, zone),
    end: moment(asked.end, zone),
    metres_from_workplace: parts(km_from_workplace, 1000),
    metres_from_home: parts(km_from_home, 1000),
    legs: (asked.legs ?? []).map((leg: any) => ({
      ...leg,
      depart: moment(leg.depart, zone),
      arrive: moment(leg.arrive, zone),
    })),
    kilometres: (asked.kilometres ?? []).map((drive: any) => ({
      date: drive.date,
      vehicle: drive.vehicle,
      metres: parts(drive.km, 1000),
      passengers: drive.passengers ?? 0,
      with: drive.with ?? [],
      forest_metres: parts(drive.forest_km, 1000) ?? 0,
    })),
    paid: paidBy({ paid_per_km, paid_per_diem }),
  };
}

export function receiptOf(asked: any): Receipt {
  return {
    date: asked.date,
    gross_cents: asked.gross_cents,
    lines: asked.lines.map((line: any) => ({ tenths: parts(line.rate, 10), gross_cents: line.gross_cents })),
    currency: asked.currency ?? "EUR",
    rate_to_eur: parts(asked.rate_to_eur, 1_000_000),
  };
}
