/** Dated travel rates: which value is in force on a date, never another year's. Twin of `rules/travel/rates.py`. */
const FOREIGN = "foreign_per_diem.";
const OTHER = "foreign_per_diem_other";

/** One dated value, in cents where it is money; null is unknown. */
export interface Rate {
  key: string;
  from: string;
  until: string | null;
  value: number | null;
  source: string;
}

export interface RateTable {
  rows: readonly Rate[];
  sources?: Readonly<Record<string, string>>;
  home?: readonly string[];
  others?: readonly string[];
}

const CONDITIONS = [
  "travel_day",
  "partial_over",
  "full_over",
  "excess_partial_least",
  "excess_full_over",
  "metres_from_start_over",
  "metres_from_both_over",
  "meals_halve_full",
  "meals_halve_partial",
  "meals_halve_foreign",
  "night_from",
  "night_until",
  "night_least",
  "foreign_least",
  "home_half_over",
  "home_full_over",
  "income_kilometre",
  "income_per_diem",
  "income_meal",
  "income_night",
] as const;

/** The numbers of the rules on one date. */
export type Conditions = Readonly<Record<(typeof CONDITIONS)[number], number>>;

/** The rows by key, and the places that they name. Of rows that begin on one date the last one given holds. */
export class Rates {
  private readonly rows = new Map<string, Rate[]>();
  private readonly found = new Map<string, Conditions | null>();
  private readonly home: ReadonlySet<string>;
  private readonly others: ReadonlySet<string>;

  constructor(rows: readonly Rate[], home: readonly string[], others: readonly string[]) {
    this.home = new Set(home);
    this.others = new Set(others);
    for (const row of [...rows].reverse().sort((a, b) => (a.from < b.from ? 1 : a.from > b.from ? -1 : 0))) {
      const same = this.rows.get(row.key);
      if (same) same.push(row);
      else this.rows.set(row.key, [row]);
    }
  }

  /** The row in force on a date, the one that began last; null where there is none, or it holds no value. */
  on(key: string, date: string): (Rate & { value: number }) | null {
    const row = this.inForce(key, date);
    return row && row.value !== null ? { ...row, value: row.value } : null;
  }

  /** Every known value in force on a date whose key begins with `start`. */
  values(start: string, date: string): number[] {
    const keys = [...this.rows.keys()].filter((key) => key.startsWith(start));
    return keys.flatMap((key) => this.on(key, date)?.value ?? []);
  }

  isHome(place: string): boolean {
    return this.home.has(place.split(":")[0]!);
  }

  /** Whether a place is in Finland, has a rate in any year, or is a country without a rate of its own. */
  knows(place: string): boolean {
    return this.isHome(place) || this.rows.has(FOREIGN + place) || this.others.has(place);
  }

  /** The key of a place's per diem on a date; a country without its own has the one of other countries. */
  foreignKey(place: string, date: string): string {
    const own = FOREIGN + place;
    return this.others.has(place) && !this.inForce(own, date) ? OTHER : own;
  }

  /** The conditions in force on a date; null where one of them is not known. */
  conditions(date: string): Conditions | null {
    let known = this.found.get(date);
    if (known === undefined) {
      const told = CONDITIONS.map((name) => [name, this.on(name, date)?.value] as const);
      const whole = told.every(([, value]) => value !== undefined);
      known = whole ? (Object.fromEntries(told) as Conditions) : null;
      this.found.set(date, known);
    }
    return known;
  }

  /** The row of a key on a date, whether or not it holds a value. */
  private inForce(key: string, date: string): Rate | undefined {
    return this.rows.get(key)?.find(({ from, until }) => from <= date && (until === null || date <= until));
  }
}

/** The rates of decoded table files; a row's `source` is a text, or names one of the file's `sources`. */
export function ratesOf(tables: readonly RateTable[]): Rates {
  const rows = tables.flatMap(({ rows, sources }) =>
    rows.map((row) => ({ ...row, source: sources?.[row.source] ?? row.source })),
  );
  const home = tables.flatMap((table) => table.home ?? []);
  return new Rates(
    rows,
    home.length ? home : ["FI"],
    tables.flatMap((table) => table.others ?? []),
  );
}
