/** The dated rates on this device: the tables of the app, with the organisation's own rows laid over them. */
import { type Rate, type Rates, type RateTable, ratesOf } from "../../domain/travel/rates";
import type { ServerRow } from "../../device/db";
import type { Place } from "./types";

interface Tables {
  tables: readonly RateTable[];
  places: readonly Place[];
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

export async function ratesWith(own: readonly ServerRow[]): Promise<{ rates: Rates; places: readonly Place[] }> {
  const { tables: files, places } = await tables();
  const rows = own.filter(({ deleted }) => !deleted).map(({ data }) => data as unknown as Rate);
  return { rates: ratesOf([...files, { rows }]), places };
}
