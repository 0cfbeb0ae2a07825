/** Punches as the rules read them, from the server's rows. */
import type { ServerRow } from "../../device/db";
import type { Punch } from "../../domain/types";
import { minuteOf } from "../clock";

/** A punch as the rules read it, and what the screens add. */
export type PunchFact = Punch & { ms: number; authorName: string; local: boolean };

export interface PunchFacts {
  punches: PunchFact[];
}

type Data = Record<string, never> & Record<string, unknown>;

export function punchOf(row: ServerRow): PunchFact {
  const d = row.data as Data & { at: number };
  return {
    ...(d as unknown as Punch),
    id: row.id,
    at: minuteOf(d.at),
    ms: d.at,
    estimated: Boolean(d.estimated),
    superseded: Boolean(d.superseded_by ?? d.superseded),
    flags: (d.flags as string[] | undefined) ?? [],
    authorName: (d.author_name as string | undefined) ?? "",
    local: false,
  };
}
