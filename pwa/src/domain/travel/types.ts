/** Shapes of travel: epoch minutes (UTC), dates, metres, cents. Twin of `rules/travel/shapes.py`, where each is told. */
export const VEHICLES = [
  "car",
  "car_benefit_limited",
  "motorcycle",
  "moped",
  "snowmobile",
  "atv",
  "motorboat_le_50hp",
  "motorboat_gt_50hp",
  "other_vehicle",
] as const;
export const INCREMENTS = ["trailer", "caravan", "heavy_load", "large_or_over_80kg", "dog"] as const;
export const MEANS = ["plane", "ship", "land"] as const;
export const LODGINGS = ["none", "employer", "receipt", "berth"] as const;

export type DayKind = "none" | "partial" | "full" | "foreign" | "foreign_half";
export type Params = Readonly<Record<string, string | number>>;

export interface Leg {
  from: string;
  to: string;
  depart: number;
  arrive: number;
  by: string;
}

/** Where the night from the evening of `date` was slept. */
export interface Night {
  date: string;
  lodging: string;
}

/** Metres driven on a date; `forest_metres` of them on forest roads, `passengers` all the way. */
export interface Drive {
  date: string;
  vehicle: string;
  metres: number;
  passengers: number;
  with: readonly string[];
  forest_metres: number;
}

/** What the employer pays, in hundredths of a cent, where it is not the tax-free maximum. */
export interface Paid {
  per_km: number | null;
  full: number | null;
  partial: number | null;
  foreign: number | null;
}

/** One trip as it was made; null is what nobody has told. */
export interface Trip {
  start: number | null;
  end: number | null;
  zone: string;
  from: "workplace" | "home";
  metres_from_workplace: number | null;
  metres_from_home: number | null;
  payee: "employee" | "contractor";
  special_sector: boolean;
  free_meals: readonly number[];
  nights: readonly Night[];
  meals: number;
  usual_eating_place: boolean | null;
  legs: readonly Leg[];
  day_ends_in: readonly string[];
  kilometres: readonly Drive[];
  paid: Paid;
}

export interface TravelDay {
  start: number;
  end: number;
  ends_in: string | null;
  is: DayKind;
  rule: string;
  params: Params;
  place: string | null;
}

export interface TravelLine {
  kind: string;
  date: string;
  quantity: number;
  unit: string;
  rate_cents: number;
  due_cents: number;
  tax_free_cents: number;
  taxable_cents: number;
  income_type: number | null;
  rule: string;
  params: Params;
  source: string;
}

export interface Refusal {
  line: string;
  rule: string;
  params: Params;
  value: string;
}

export interface Fault {
  place: string;
  code: string;
  params: Params;
}

export interface Worked {
  lines: TravelLine[];
  days: TravelDay[];
  due_cents: number;
  tax_free_cents: number;
  taxable_cents: number;
  refused: Refusal[];
  missing: string[];
  faults: Fault[];
}

/** A trip of which nothing is told yet. */
export const EMPTY_TRIP: Trip = {
  start: null,
  end: null,
  zone: "Europe/Helsinki",
  from: "workplace",
  metres_from_workplace: null,
  metres_from_home: null,
  payee: "employee",
  special_sector: false,
  free_meals: [],
  nights: [],
  meals: 0,
  usual_eating_place: null,
  legs: [],
  day_ends_in: [],
  kilometres: [],
  paid: { per_km: null, full: null, partial: null, foreign: null },
};
