/** Receipts as the screens see them. Money in cents of the receipt's own currency where nothing else is said. */
import type { Rates } from "../../../domain/travel/rates";
import type { Saved } from "../../types";
import type { Page, Unfit } from "./page";

export type { Page, Unfit };

/** A receipt as it is told, whole: the body of `receipt.save`. */
export interface ReceiptBody {
  claim: string;
  trip: string | null;
  date: string | null;
  supplier: string;
  category: string;
  gross_cents: number;
  currency: string;
  /** Euros for one unit of the currency, as decimal text. */
  rate_to_eur: string | null;
  rate_source: "" | "ecb" | "card" | "typed";
  lines: { rate: number; gross_cents: number }[];
  cost_centre: string | null;
  note: string;
  /** SHA-256 of each page, in their order. */
  files: string[];
  paid_by: "self" | "employer";
}

/** A receipt on this device, one that the server has not heard of or has refused too. */
export interface ReceiptView {
  id: string;
  body: ReceiptBody;
  version: number;
  /** Said here and not yet on the server; then how many of its files are not there either. */
  local: boolean;
  unsentFiles: number;
  /** Why the server or its part for files did not take it: the key of its sentence. */
  refused: { key: string; params: Readonly<Record<string, unknown>> } | null;
  /** What it is in euros; null while its currency has no rate. */
  eurCents: number | null;
}

/** What one unit of a currency was in euros by the European Central Bank, and on which day. */
export interface CurrencyRate {
  rate: string;
  date: string;
}

export interface ReceiptActs {
  /** Own receipts of all claims, newest first; those of other people's claims with `claim`. */
  receipts(claim?: string): Promise<ReceiptView[]>;
  /** Makes a page of a photo or a PDF, in a worker of its own; a code says why it cannot. */
  takePage(file: Blob): Promise<Page | Unfit>;
  /** Keeps a receipt with the pages that are new to this device: all of it, or nothing. */
  saveReceipt(id: string, body: ReceiptBody, pages: readonly Page[]): Promise<Saved>;
  removeReceipt(id: string): Promise<Saved>;
  /** The id of a receipt that is about to be written. */
  newReceipt(): Promise<string>;
  /** The trips of a claim, by what they are called. */
  receiptTrips(claim: string): Promise<{ id: string; name: string }[]>;
  /** A page as it is kept: here, or from the server; null when neither has it or there is no network. */
  receiptFile(hash: string, claim: string): Promise<Blob | null>;
  /** Its small picture, if this device has one. */
  receiptSmall(hash: string): Promise<Blob | null>;
  /** The dated rates of value added tax and of travel. */
  receiptRates(): Promise<Rates>;
  currencyRate(currency: string, date: string): Promise<CurrencyRate | null>;
}
