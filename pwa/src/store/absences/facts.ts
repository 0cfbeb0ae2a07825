/** Time away, from the server's rows and from own operations. */
import type { ServerRow } from "../../device/db";
import { creditsTarget } from "../../domain/absence";
import type { Absence } from "../../domain/types";
import { nextDate } from "../../domain/zone";
import { type Body, textIn } from "../bodies";
import type { LeaveFact } from "./types";

export interface AbsenceFacts {
  /** Time away, one a date. */
  absences: Absence[];
  /** The same as it was recorded, from one date to another. */
  leave: LeaveFact[];
  /** As the server has it, own unsent work apart. */
  before: LeaveFact[];
}

export function leaveOf({ id, version, data }: ServerRow): LeaveFact {
  return { ...leaveFrom(id, data), version, local: false };
}

export function leaveFrom(id: string, data: Body): LeaveFact {
  return {
    id,
    from: textIn(data.from_date),
    until: textIn(data.until_date),
    kind: textIn(data.kind),
    minutes: (data.minutes as number | null) ?? null,
    note: textIn(data.note),
    reason: textIn(data.reason),
    version: 0,
    local: true,
  };
}

/** One absence a date, as the rules read them. */
export function eachDay(leave: readonly LeaveFact[]): Absence[] {
  const found: Absence[] = [];
  for (const { id, from, until, minutes, kind } of leave) {
    for (let date = from; date && date <= until; date = nextDate(date)) {
      found.push({ id, date, minutes, kind, credits: creditsTarget(kind) });
    }
  }
  return found;
}
