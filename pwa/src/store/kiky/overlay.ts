/** What own unsent extension days do to the facts, and the dates that they move. */
import type { Operation } from "../../device/operations";
import { shiftDate } from "../../device/rows";
import { localDate, minuteOf } from "../clock";
import type { Own } from "../feature";
import type { KikyFacts, MarkFact } from "./facts";

export const kikyOverlay = {
  "kiky.mark": layMark,
  "kiky.unmark": (facts: KikyFacts, { entity: { id } }: Operation) => {
    facts.marks = facts.marks.map((m) => (m.id === id ? { ...m, status: "cancelled", local: true } : m));
  },
};

function layMark(facts: KikyFacts & Own, op: Operation): void {
  if (facts.marks.some((mark) => mark.id === op.entity.id)) return;
  const body = op.body as { start: number | null; end: number | null };
  const minute = (ms: number | null | undefined) => (typeof ms === "number" ? minuteOf(ms) : null);
  const [start, end] = [minute(body.start), minute(body.end)];
  facts.marks.push({
    ...(op.body as unknown as MarkFact),
    id: op.entity.id,
    start,
    end,
    status: "planned",
    waits: (op.body.date as string) < localDate(op.time.claimed_at, facts.zone),
    local: true,
  });
}

/** The date of a mark; with clock times the dates beside it too, over whose midnight it may reach. */
export function datesOfKiky({ type, entity, body }: Operation, facts: KikyFacts): string[] | null {
  if (!type.startsWith("kiky.")) return null;
  const mark = facts.marks.find((one) => one.id === entity.id);
  const date = (body.date as string | undefined) ?? mark?.date;
  if (!date) return [];
  const clocked = typeof (body.start ?? mark?.start) === "number";
  return clocked ? [shiftDate(date, -1), date, shiftDate(date, 1)] : [date];
}
