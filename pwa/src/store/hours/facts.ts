/** Entries as the rules read them, from the server's rows. */
import type { ServerRow } from "../../device/db";
import type { Entry } from "../../domain/types";
import { inMinutes, minuteOf } from "../clock";

export type EntryFact = Entry & {
  version: number;
  local: boolean;
  note: string;
  changedBy: Record<string, string | null>;
  /** Minutes from which own unsent work has moved it: their days are other than the server has them. */
  moved?: number[];
};

export interface EntryFacts {
  entries: EntryFact[];
}

type Data = Record<string, never> & Record<string, unknown>;

export function entryOf(row: ServerRow): EntryFact {
  const d = row.data as Data & { start: number; end: number | null };
  return {
    ...(d as unknown as Entry),
    id: row.id,
    start: minuteOf(d.start),
    end: d.end === null || d.end === undefined ? null : minuteOf(d.end),
    overrides: inMinutes((d.overrides as Record<string, unknown> | undefined) ?? {}),
    deleted: row.deleted && d.unpaired !== true,
    version: row.version,
    note: (d.note as string | undefined) ?? "",
    changedBy: (d.changed_by as Record<string, string | null> | undefined) ?? {},
    local: false,
  };
}
