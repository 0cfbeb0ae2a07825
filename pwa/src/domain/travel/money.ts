/** Lines out of quantities and rates, all whole numbers: thousandths, hundredths of a cent. Twin of `money.py`. */
import type { Rates } from "./rates";
import type { Params, Refusal, TravelLine } from "./types";

/** A whole unit in thousandths. */
export const WHOLE = 1000;
/** A euro in hundredths of a cent. */
const EUROS = 10_000;
const UNKNOWN = "travel_unknown_rate";

/** What a line is for: `thousandths` of a unit at the rate `key` of a date; `parts` of the rate make one unit. */
export interface Item {
  kind: string;
  date: string;
  key: string;
  thousandths: number;
  unit: string;
  income_type: number | null;
  rule: string;
  params: Params;
  paid: number | null;
  parts: number;
}

/** Thousandths of a unit at hundredths of a cent a unit, half up. */
export function inCents(thousandths: number, hundredths: number): number {
  return Math.floor((2 * thousandths * hundredths + 100 * WHOLE) / (200 * WHOLE));
}

/** The line of an item, or a refusal that names the value that is not known on its date. */
export function lineOf(item: Item, rates: Rates): TravelLine | Refusal {
  const rate = rates.on(item.key, item.date);
  if (!rate) {
    return { line: item.kind, rule: UNKNOWN, params: { date: item.date, value: item.key }, value: item.key };
  }
  const most = Math.floor(Math.round(rate.value * 100) / item.parts);
  const paid = item.paid ?? most;
  const due = inCents(item.thousandths, paid);
  const free = Math.min(due, inCents(item.thousandths, most));
  return {
    kind: item.kind,
    date: item.date,
    quantity: item.thousandths / WHOLE,
    unit: item.unit,
    rate_cents: paid / 100,
    due_cents: due,
    tax_free_cents: free,
    taxable_cents: due - free,
    income_type: item.income_type,
    rule: item.rule,
    params: { ...item.params, rate: paid / EUROS },
    source: rate.source,
  };
}
