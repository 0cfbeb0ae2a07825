/** Days with their entries. */
import { later, type Rows } from "../feature";
import { type EntryFacts, entryOf } from "./facts";
import { datesOfHours, entryOverlay } from "./overlay";

export const hours = {
  dated: ["entry"],
  facts: (rows: Rows): EntryFacts => ({ entries: rows.all("entry").filter(rows.isMine).map(entryOf) }),
  overlay: entryOverlay,
  dates: datesOfHours,
  later: later(
    () => import("./acts").then((m) => m.hoursActs),
    ["hours", "addEntry", "editEntry", "deleteEntry", "restoreEntry", "splitEntry", "copyChoices", "copyDay"],
  ),
};
