/** Receipts of travel claims: their rows are read when a screen asks. */
import { later } from "../../feature";

export const receipts = {
  later: later(
    () => import("./acts").then((m) => m.receiptActs),
    [
      "receipts",
      "takePage",
      "saveReceipt",
      "removeReceipt",
      "newReceipt",
      "receiptTrips",
      "receiptFile",
      "receiptSmall",
      "receiptRates",
      "currencyRate",
    ],
  ),
};
