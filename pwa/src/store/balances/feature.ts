/** Balances with the lines of the ledger, and why they are what they are. */
import { later, type Rows } from "../feature";
import { type PostingFacts, postingOf } from "./facts";

export const balances = {
  dated: ["posting"],
  facts: (rows: Rows): PostingFacts => ({ postings: rows.mine("posting").map(postingOf) }),
  later: later(() => import("./acts").then((m) => m.balanceActs), ["explain"]),
};
