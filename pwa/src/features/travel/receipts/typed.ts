/** A receipt while it is typed: texts of fields, and what they come to. */
import type { ReceiptBody } from "../../../store/appState";
import type { Rates } from "../../../domain/travel/rates";
import { millionthsOf, splitVat } from "../../../domain/travel/receipt";
import { cents } from "../../_shared/forms/money";

export const EURO = "EUR";
export const CATEGORIES = [
  "parking",
  "taxi",
  "public_transport",
  "flight",
  "hotel",
  "meals",
  "fuel",
  "tolls",
  "representation",
  "other",
] as const;
/** Currencies that the European Central Bank tells the rates of. */
export const CURRENCIES = [
  ...[EURO, "SEK", "NOK", "DKK", "GBP", "USD", "AUD", "BRL", "CAD", "CHF", "CNY", "CZK", "HKD", "HUF", "IDR", "ILS"],
  ...["INR", "ISK", "JPY", "KRW", "MXN", "MYR", "NZD", "PHP", "PLN", "RON", "SGD", "THB", "TRY", "ZAR"],
];

/** The rate that a category usually has, as the key of its row: a proposal, to be checked on the receipt. */
const USUAL: Readonly<Record<string, string>> = {
  parking: "vat.standard",
  taxi: "vat.accommodation_passenger_transport",
  public_transport: "vat.accommodation_passenger_transport",
  hotel: "vat.accommodation_passenger_transport",
  meals: "vat.food_restaurant",
  fuel: "vat.standard",
};

export interface TypedLine {
  /** Per cent; null until one is chosen. */
  rate: number | null;
  gross: string;
  /** Nobody has chosen it: it follows the category. */
  proposed?: boolean;
}

export interface Typed {
  trip: string | null;
  date: string;
  supplier: string;
  category: string;
  gross: string;
  currency: string;
  rate: string;
  rateSource: ReceiptBody["rate_source"];
  lines: TypedLine[];
  costCentre: string | null;
  note: string;
  paidBy: ReceiptBody["paid_by"];
}

export function emptyTyped(date: string): Typed {
  return {
    trip: null,
    date,
    supplier: "",
    category: "other",
    gross: "",
    currency: EURO,
    rate: "",
    rateSource: "",
    lines: [],
    costCentre: null,
    note: "",
    paidBy: "self",
  };
}

const amount = (value: number): string => (value ? (value / 100).toFixed(2).replace(".", ",") : "");

export function typedOf(body: ReceiptBody): Typed {
  return {
    trip: body.trip,
    date: body.date ?? "",
    supplier: body.supplier,
    category: body.category,
    gross: amount(body.gross_cents),
    currency: body.currency,
    rate: (body.rate_to_eur ?? "").replace(".", ","),
    rateSource: body.rate_source,
    lines: body.lines.map(({ rate, gross_cents }) => ({ rate, gross: amount(gross_cents) })),
    costCentre: body.cost_centre,
    note: body.note,
    paidBy: body.paid_by,
  };
}

/** What a person has said of a receipt, as text to compare: without what was proposed to them. */
export function saidBy(typed: Typed, files: readonly string[]): string {
  const rate = typed.rateSource === "ecb" ? { rate: "", rateSource: "" } : {};
  return JSON.stringify([{ ...typed, ...rate, lines: typed.lines.filter(({ proposed }) => !proposed) }, files]);
}

/** The rates of value added tax of a date, the highest first. */
export function vatRates(rates: Rates, date: string): number[] {
  return [...new Set(rates.values("vat.", date))].sort((a, b) => b - a);
}

/** What a receipt of this category is proposed: none for what is paid abroad, null where there is no usual one. */
export function usualRate({ category, currency, date }: Typed, rates: Rates): number | null {
  if (currency !== EURO) return 0;
  const key = USUAL[category];
  return key ? (rates.on(key, date)?.value ?? null) : null;
}

/** The body, with all that is known; one rate alone takes the whole sum. */
export function bodyOf(typed: Typed, claim: string, files: readonly string[]): ReceiptBody {
  const gross = cents(typed.gross) ?? 0;
  const chosen = typed.lines.filter(({ rate }) => rate !== null);
  const abroad = typed.currency !== EURO;
  const rate = typed.rate.trim().replace(",", ".");
  return {
    claim,
    trip: typed.trip,
    date: typed.date || null,
    supplier: typed.supplier.trim(),
    category: typed.category,
    gross_cents: gross,
    currency: typed.currency,
    rate_to_eur: abroad && millionthsOf(rate) ? rate : null,
    rate_source: abroad && millionthsOf(rate) ? typed.rateSource || "typed" : "",
    lines: chosen.map((line) => ({
      rate: line.rate!,
      gross_cents: chosen.length === 1 && !line.gross ? gross : (cents(line.gross) ?? 0),
    })),
    cost_centre: typed.costCentre,
    note: typed.note.trim(),
    files: [...files],
    paid_by: typed.paidBy,
  };
}

/** Tax and net in euros, and what does not fit, as the server will say it. */
export function splitOf(body: ReceiptBody, rates: Rates): ReturnType<typeof splitVat> {
  if (!body.date || body.lines.length === 0) return { lines: [], refused: [] };
  const lines = body.lines.map(({ rate, gross_cents }) => ({ tenths: Math.round(rate * 10), gross_cents }));
  const { date, gross_cents, currency } = body;
  return splitVat({ date, gross_cents, lines, currency, rate_to_eur: millionthsOf(body.rate_to_eur) }, rates);
}

/** A field that holds something which is none of its values; a field that is empty can be filled later. */
export function wrongField(typed: Typed): "gross" | "rate" | "lines" | null {
  const amiss = (text: string): boolean => text.trim() !== "" && cents(text) === null;
  if (amiss(typed.gross)) return "gross";
  const rate = typed.rate.trim().replace(",", ".");
  if (typed.currency !== EURO && rate !== "" && !millionthsOf(rate)) return "rate";
  return typed.lines.some(({ gross }) => amiss(gross)) ? "lines" : null;
}
