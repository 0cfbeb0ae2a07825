/** Disputes about a clock-out. */
import type { Rows } from "../feature";
import { correctionActs } from "./acts";
import { type CorrectionFacts, correctionOf } from "./facts";

export const corrections = {
  whole: ["correction"],
  facts: (rows: Rows): CorrectionFacts => ({ corrections: rows.standing("correction").map(correctionOf) }),
  acts: correctionActs,
};
