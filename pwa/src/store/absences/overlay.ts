/** What own unsent absences do to the facts, and the dates that they move. */
import type { Operation } from "../../device/operations";
import { type AbsenceFacts, eachDay, leaveFrom } from "./facts";

export const absenceOverlay = {
  "absence.record": layAbsence,
  "absence.change": layAbsence,
  "absence.cancel": layReturn,
};

export function layAbsence(facts: AbsenceFacts, op: Operation): void {
  const before = facts.leave.find(({ id }) => id === op.entity.id);
  if (before && op.type === "absence.record") return;
  const others = facts.leave.filter(({ id }) => id !== op.entity.id);
  facts.leave = [...others, { ...leaveFrom(op.entity.id, op.body), version: before?.version ?? 0 }];
}

export function layReturn(facts: AbsenceFacts, op: Operation): void {
  facts.leave = facts.leave.filter(({ id }) => id !== op.entity.id);
}

export function datesOfAbsences({ type, entity, body }: Operation, facts: AbsenceFacts): string[] | null {
  if (!type.startsWith("absence.")) return null;
  const stood = facts.before.filter(({ id }) => id === entity.id);
  return eachDay([...stood, leaveFrom(entity.id, body)]).map(({ date }) => date);
}
