/** Extension days as the rules read them, from the server's rows. */
import type { ServerRow } from "../../device/db";
import type { Mark } from "../../domain/types";
import { minuteOf } from "../clock";

export type MarkFact = Mark & { local: boolean };

export interface KikyFacts {
  marks: MarkFact[];
}

type Data = Record<string, never> & Record<string, unknown>;

export function markOf(row: ServerRow): MarkFact {
  const d = row.data as Data & { start: number | null; end: number | null };
  const minute = (ms: number | null) => (ms === null || ms === undefined ? null : minuteOf(ms));
  return { ...(d as unknown as Mark), id: row.id, start: minute(d.start), end: minute(d.end), local: false };
}
