/** Rates on this device: the ready tables, which come as a part of the app of their own, with pulled rows laid over. */
import type { ServerRow } from "../../device/db";
import { shiftDate } from "../../device/rows";
import { type Rate, type Rates, type RateTable, ratesOf } from "../../domain/travel/rates";
import type { StoreContext } from "../context";
import type { Place } from "./types";

const ALL = "\uffff";
const MILLIONTHS = 1_000_000;
/** Banks rest over Easter and Christmas: a day that was told before this many days says nothing of a date. */
const LAST_TOLD_DAYS = 7;

/** Euros for one unit of a currency, six decimals, and the day that it is of. */
export interface EuroRate {
  rate: string;
  date: string;
}

interface Tables {
  tables: readonly RateTable[];
  places: readonly Place[];
}

/** The rates of travel as this device knows them, without a network. Rows of the organisation's own come last, and hold. */
export async function ratesOnDevice(store: StoreContext): Promise<Rates> {
  return (await ratesWith(await pulled(store, "travel_rate"))).rates;
}

/** The same with the organisation's own rows, and the places that the tables name. */
export async function ratesWith(own: readonly ServerRow[]): Promise<{ rates: Rates; places: readonly Place[] }> {
  const { tables: files, places } = await tables();
  const rows = own.filter(({ deleted }) => !deleted).map(({ data }) => data as unknown as Rate);
  return { rates: ratesOf([...files, { rows }]), places };
}

/** What one unit of `currency` was in euros on `date` by the European Central Bank; null when it is not known here. */
export async function euroRateOnDevice(store: StoreContext, currency: string, date: string): Promise<EuroRate | null> {
  const days = await pulled(store, "currency_day", shiftDate(date, -LAST_TOLD_DAYS), date);
  const told = days.filter(({ data }) => currency in (data.rates as Record<string, string>)).pop();
  if (!told) return null;
  const forOneEuro = Number((told.data.rates as Record<string, string>)[currency]);
  return { rate: (Math.round(MILLIONTHS / forOneEuro) / MILLIONTHS).toFixed(6), date: told.id };
}

let kept: Promise<Tables> | null = null;

/** Fetched with the first claim that is looked at; a failed fetch is tried again. */
function tables(): Promise<Tables> {
  kept ??= fetched().catch((error: unknown) => {
    kept = null;
    throw error;
  });
  return kept;
}

async function fetched(): Promise<Tables> {
  const found = await Promise.all([
    import("../../../../shared/tables/travel/conditions.json"),
    import("../../../../shared/tables/travel/domestic.json"),
    import("../../../../shared/tables/travel/foreign.json"),
    import("../../../../shared/tables/travel/vat.json"),
  ]);
  const named = found[2].default.places as Record<string, { fi: string; en: string }>;
  const places = Object.entries(named).map(([code, names]) => ({ code, ...names }));
  return { tables: found.map((one) => one.default as unknown as RateTable), places };
}

/** Standing rows of a type that the store reads only when somebody asks, by their dates. */
async function pulled(store: StoreContext, type: string, from = "", to = ALL): Promise<ServerRow[]> {
  const { db } = await store.engine();
  const rows = await db.server_rows.where("[type+date]").between([type, from], [type, to], true, true).toArray();
  return rows.filter((row) => !row.deleted);
}
