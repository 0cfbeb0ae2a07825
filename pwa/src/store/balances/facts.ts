/** Lines of the ledger, from the server's rows. */
import type { ServerRow } from "../../device/db";

/** Accounts kept in days. */
const IN_DAYS = new Set(["annual_holiday", "saved_leave"]);

export interface PostingFact {
  account: string;
  year: number | null;
  date: string;
  kind: string;
  amount: number;
  why: string;
  who_name?: string | null;
  act?: string | null;
}

export interface PostingFacts {
  /** Minutes, or days for accounts kept in days. */
  postings: PostingFact[];
}

/** Days travel in hundredths. */
export function postingOf(row: ServerRow): PostingFact {
  const pulled = row.data as unknown as PostingFact;
  const posting = { ...pulled, why: reasonOf(pulled) };
  return IN_DAYS.has(posting.account) ? { ...posting, amount: posting.amount / 100 } : posting;
}

/** A person's own words. Rows from an older server may hold its working as JSON where nobody acted. */
function reasonOf({ act, why }: PostingFact): string {
  return !act && why.startsWith("{") ? "" : why;
}
