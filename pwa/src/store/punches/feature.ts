/** Punches: in, out and breaks, and what the running work is booked on. */
import type { Rows } from "../feature";
import { punchActs } from "./acts";
import { type PunchFacts, punchOf } from "./facts";
import { punchOverlay } from "./overlay";

export const punches = {
  dated: ["punch"],
  facts: (rows: Rows): PunchFacts => ({ punches: rows.mine("punch").map(punchOf) }),
  overlay: punchOverlay,
  derive: (facts: PunchFacts) => facts.punches.sort((a, b) => a.ms - b.ms || (a.id < b.id ? -1 : 1)),
  acts: punchActs,
};
