/** Travel rates in November: the next year is missing, one value has been added by hand and a file taken back. */
import domestic from "../../../shared/tables/travel/domestic.json";
import foreign from "../../../shared/tables/travel/foreign.json";
import type { Wire } from "../../../pwa/src/store/appState";

const NAMES: Record<string, string> = {
  car: "oma auto",
  trailer: "perävaunu",
  caravan: "asuntovaunu",
  heavy_load: "raskas kuorma",
  large_or_over_80kg: "suuri tai yli 80 kg:n esine",
  dog: "koira",
  forest_road: "metsätie",
  extra_passenger: "matkustajat",
  motorboat_le_50hp: "moottorivene, enintään 50 hv",
  motorboat_gt_50hp: "moottorivene, yli 50 hv",
  snowmobile: "moottorikelkka",
  atv: "mönkijä",
  motorcycle: "moottoripyörä",
  moped: "mopo",
  other_vehicle: "muu kulkuneuvo",
  car_benefit_limited: "käyttöetuauto",
  per_diem_full: "kokopäiväraha",
  per_diem_partial: "osapäiväraha",
  meal_allowance_1: "ateriakorvaus, yksi ateria",
  meal_allowance_2: "ateriakorvaus, kaksi ateriaa",
  night_allowance: "yömatkaraha",
};
const UNITS: Record<string, Wire["RateRow"]["unit"]> = {
  per_diem_full: "day",
  per_diem_partial: "day",
  meal_allowance_1: "meal",
  meal_allowance_2: "meal",
  night_allowance: "night",
};
const OWN: Wire["RateValue"] = {
  value: 139,
  from: "2026-03-01",
  until: "2026-12-31",
  source: "Verohallinnon kirje 12.2.2026",
  verified: "",
  batch: "own-1",
  by: "Aino Virtanen",
  at: Date.parse("2026-11-12T09:00:00Z"),
};

interface Ready {
  key: string;
  from: string;
  until: string | null;
  value: number | null;
  source: string;
  verified: string;
}

function ready(rows: readonly Ready[], sources: Record<string, string>, key: string, year: number) {
  const found = rows.filter((row) => row.key === key && row.from === `${year}-01-01`);
  return found.map(({ source, ...row }): Wire["RateValue"] => ({
    ...row,
    source: sources[source] ?? source,
    batch: null,
    by: null,
    at: null,
  }));
}

const SOURCES: Record<string, string> = domestic.sources;
const PLACES = Object.entries(foreign.places as Record<string, { fi: string }>);

function of(year: number): Wire["RatesOfYear"] {
  const own = (key: string) => (key === "snowmobile" && year === 2026 ? [OWN] : []);
  const rows: Wire["RateRow"][] = Object.entries(NAMES).map(([key, name]) => ({
    key,
    name,
    unit: UNITS[key] ?? "km",
    before: ready(domestic.rows, SOURCES, key, year - 1),
    now: [...ready(domestic.rows, SOURCES, key, year), ...own(key)],
  }));
  const abroad: Wire["RateRow"][] = PLACES.slice(0, 40).map(([place, { fi }]) => ({
    key: `foreign_per_diem.${place}`,
    name: fi,
    unit: "day",
    before: ready(foreign.rows, foreign.sources, `foreign_per_diem.${place}`, year - 1),
    now: ready(foreign.rows, foreign.sources, `foreign_per_diem.${place}`, year),
  }));
  const tax = { from: "2024-09-01", until: null, verified: "RULE_SOURCED", batch: null, by: null, at: null };
  const standard: Wire["RateValue"] = { value: 25.5, source: "arvonlisäverolaki 1501/1993", ...tax };
  rows.push(...abroad, {
    key: "vat.standard",
    name: "arvonlisävero, yleinen",
    unit: "per_cent",
    before: [standard],
    now: [standard],
  });
  const missing = rows.filter(({ unit }) => unit !== "per_cent").map(({ key, name }) => ({ key, name }));
  return {
    year,
    years: Array.from({ length: 11 }, (_, n) => 2017 + n),
    may_change: true,
    rows,
    next_year: { year: 2027, missing, due: true },
    deeds: [
      { batch: "own-1", at: OWN.at!, by: OWN.by!, file: "", count: 1, standing: 1, name: NAMES.snowmobile! },
      {
        batch: "file-1",
        at: Date.parse("2026-11-10T09:00:00Z"),
        by: "Aino Virtanen",
        file: "matkakorvaukset-2026-luonnos.xlsx",
        count: 214,
        standing: 0,
        name: "",
      },
    ],
  };
}

const currencies: Wire["Currencies"] = {
  days: [
    { date: "2026-11-19", rates: { USD: "1.0512", JPY: "163.41", SEK: "11.0235", NOK: "11.642" }, source: "ecb" },
    { date: "2026-11-18", rates: { USD: "1.0498", JPY: "163.02", SEK: "11.0310", NOK: "11.650" }, source: "ecb" },
  ],
};
const line = (
  key: string,
  change: Wire["Difference"]["change"],
  before: number | null,
  after: number | null,
): Wire["Difference"] => ({
  key,
  name: NAMES[key]!,
  unit: UNITS[key] ?? "km",
  change,
  before,
  after,
  large: key === "dog",
});
const taken: Wire["FileTaken"] = {
  batch: "f",
  dry_run: true,
  year: 2027,
  rows: 5,
  differences: [
    line("car", "changed", 55, 57),
    line("per_diem_full", "changed", 5400, 5500),
    line("dog", "changed", 4, 400),
    line("trailer", "same", 9, 9),
    line("atv", "new", null, 132),
    line("moped", "missing", 23, null),
  ],
  faults: [
    {
      row: 7,
      field: "key",
      code: "unknown",
      message:
        "Korvausta tai maata ”Ruotti” ei tunneta. Kirjoita se niin kuin se on tällä sivulla, tai maan kaksikirjaiminen tunnus.",
    },
  ],
};

export const RATE_ANSWERS: Record<string, unknown> = {
  "GET /api/v1/travel/rates": of(2026),
  "GET /api/v1/travel/rates?year=2027": of(2027),
  "GET /api/v1/travel/currencies": currencies,
  "POST /api/v1/travel/rates": { batch: "b", count: 1 },
  "POST /api/v1/travel/rates/file": taken,
  "POST /api/v1/travel/currencies/file": {
    dry_run: true,
    days: 62,
    first: "2026-08-24",
    last: "2026-11-19",
    currencies: 30,
    new: 2,
  } satisfies Wire["CurrenciesTaken"],
};
