/** Receipts that look like the one at hand: said, never refused, as two coffees of one day cost the same. */
import type { ReceiptBody, ReceiptView } from "../../../store/appState";

export interface Alike {
  why: "file" | "amount";
  receipt: ReceiptView;
}

/** One that has a page in common with it, else one of the same date, sum and currency; null when there is none. */
export function alikeOf(body: ReceiptBody, id: string, all: readonly ReceiptView[]): Alike | null {
  const others = all.filter((one) => one.id !== id);
  const files = new Set(body.files);
  const same = others.find((one) => one.body.files.some((hash) => files.has(hash)));
  if (same) return { why: "file", receipt: same };
  if (!body.date || !body.gross_cents) return null;
  const equal = others.find(
    (one) =>
      one.body.date === body.date && one.body.gross_cents === body.gross_cents && one.body.currency === body.currency,
  );
  return equal ? { why: "amount", receipt: equal } : null;
}
