/** Time away. */
import { later, type Rows } from "../feature";
import { type AbsenceFacts, eachDay, leaveOf } from "./facts";
import { absenceOverlay, datesOfAbsences } from "./overlay";

export const absences = {
  whole: ["absence"],
  facts: (rows: Rows): AbsenceFacts => ({
    absences: [],
    leave: rows.mine("absence").map(leaveOf),
    before: rows.mine("absence").map(leaveOf),
  }),
  overlay: absenceOverlay,
  derive: (facts: AbsenceFacts) => {
    facts.absences = eachDay(facts.leave);
  },
  dates: datesOfAbsences,
  later: later(() => import("./acts").then((m) => m.absenceActs), ["leave", "recordAbsence", "cancelAbsence"]),
};
