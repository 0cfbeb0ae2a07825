/** What a receipt lacks before its claim can be sent, as the server will ask: each the key of a word. */
import type { ReceiptView } from "../../../store/appState";
import type { Rates } from "../../../domain/travel/rates";
import { splitOf } from "./typed";

export function lackingOf({ body, refused, eurCents }: ReceiptView, rates: Rates | null): string[] {
  if (refused) return ["receipt.refused"];
  const [gross, lines] = [body.gross_cents, body.lines.length];
  // Not a cent of a receipt is without its rate of tax, be it nought.
  const taxed = lines > 0 && (!rates || splitOf(body, rates).refused.every(({ rule }) => rule === "receipt_no_rate"));
  return [
    ...(body.date ? [] : ["receipt.field.date"]),
    ...(body.supplier ? [] : ["receipt.field.supplier"]),
    ...(gross ? [] : ["receipt.field.gross"]),
    ...(eurCents === null ? ["receipt.no_rate_yet"] : []),
    ...(taxed || !gross ? [] : ["receipt.vat"]),
    ...(body.files.length ? [] : ["receipt.pages"]),
  ];
}
