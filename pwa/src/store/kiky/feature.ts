/** Kiky: extension days and the year that they pay off. */
import { later, type Rows } from "../feature";
import { type KikyFacts, markOf } from "./facts";
import { datesOfKiky, kikyOverlay } from "./overlay";

export const kiky = {
  dated: ["kiky_mark"],
  facts: (rows: Rows): KikyFacts => ({ marks: rows.mine("kiky_mark").map(markOf) }),
  overlay: kikyOverlay,
  dates: datesOfKiky,
  later: later(
    () => import("./acts").then((m) => m.kikyActs),
    ["kikyYear", "kikyDay", "markKiky", "unmarkKiky", "decideMark"],
  ),
};
