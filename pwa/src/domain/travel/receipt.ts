/** Value added tax of a receipt, line by line, in cents. Twin of `rules/travel/receipt.py`. */
import type { Rates } from "./rates";
import type { Refusal } from "./types";

const EURO = "EUR";
const VAT = "vat.";
const MILLIONTHS = 1_000_000n;

/** `rate_to_eur` is what one unit of the currency is in millionths of a euro; `tenths` are tenths of a per cent. */
export interface Receipt {
  date: string;
  gross_cents: number;
  lines: readonly { tenths: number; gross_cents: number }[];
  currency: string;
  rate_to_eur: number | null;
}

export interface VatLine {
  rate: number;
  gross_cents: number;
  vat_cents: number;
  net_cents: number;
}

/** Tax and net of each line in euro cents. A rate must have been in force on the receipt's date. */
export function splitVat(receipt: Receipt, rates: Rates): { lines: VatLine[]; refused: Refusal[] } {
  const refused: Refusal[] = [];
  const sum = receipt.lines.reduce((cents, line) => cents + line.gross_cents, 0);
  if (sum !== receipt.gross_cents) {
    const params = { lines: sum / 100, gross: receipt.gross_cents / 100 };
    refused.push({ line: "receipt", rule: "receipt_sum", params, value: "gross_cents" });
  }
  const toEuro = receipt.currency === EURO ? Number(MILLIONTHS) : receipt.rate_to_eur;
  if (toEuro === null) {
    const params = { currency: receipt.currency };
    refused.push({ line: "receipt", rule: "receipt_no_rate", params, value: "rate_to_eur" });
    return { lines: [], refused };
  }
  const tenths = new Set(rates.values(VAT, receipt.date).map((value) => Math.round(value * 10)));
  const allowed = [...tenths].sort((a, b) => b - a);
  const lines = receipt.lines.flatMap((line, number) => {
    if (tenths.has(line.tenths)) return [vatLine(line.tenths, line.gross_cents, toEuro)];
    const rate = line.tenths / 10;
    const params = { rate, date: receipt.date, allowed: allowed.map((one) => String(one / 10)).join(", ") };
    refused.push({ line: `lines[${number}]`, rule: "receipt_vat", params, value: String(rate) });
    return [];
  });
  return { lines, refused };
}

/** The tax is rounded half up once, out of the exact amount; cents times millionths outgrow ordinary numbers. */
function vatLine(tenths: number, grossCents: number, toEuro: number): VatLine {
  const exact = BigInt(grossCents) * BigInt(toEuro);
  const gross = halfUp(exact, MILLIONTHS);
  const vat = halfUp(exact * BigInt(tenths), MILLIONTHS * BigInt(1000 + tenths));
  return { rate: tenths / 10, gross_cents: gross, vat_cents: vat, net_cents: gross - vat };
}

/** Cents of a currency in euro cents, half up; null while it has no rate (`rate`: euros for one unit, decimal text). */
export function inEuros(cents: number, currency: string, rate: string | null): number | null {
  if (currency === EURO) return cents;
  const millionths = millionthsOf(rate);
  return millionths === null ? null : halfUp(BigInt(cents) * BigInt(millionths), MILLIONTHS);
}

/** A receipt in euro cents as the server pays it back: each line of tax is rounded for itself where they make the whole. */
export function paidInEuros(
  gross: number,
  lines: readonly { gross_cents: number }[],
  currency: string,
  rate: string | null,
) {
  const whole = lines.reduce((cents, line) => cents + line.gross_cents, 0) === gross;
  const parts = whole && lines.length ? lines.map((line) => line.gross_cents) : [gross];
  return parts.reduce<number | null>((cents, part) => {
    const euros = inEuros(part, currency, rate);
    return cents === null || euros === null ? null : cents + euros;
  }, 0);
}

/** Decimal text in millionths; null for anything else. Digits beyond the sixth are rounded half up. */
export function millionthsOf(text: string | null): number | null {
  const found = /^(\d{1,7})(?:\.(\d{1,8}))?$/.exec(text ?? "");
  return found ? Math.floor((Number(found[1] + (found[2] ?? "").padEnd(8, "0")) + 50) / 100) : null;
}

function halfUp(above: bigint, below: bigint): number {
  return Number((2n * above + below) / (2n * below));
}
