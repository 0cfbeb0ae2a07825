/** Disputes about a clock-out, from the server's rows. */
import type { ServerRow } from "../../device/db";

export interface CorrectionFact {
  id: string;
  person: string;
  personName: string;
  date: string;
  kept: string;
  wanted: string;
  keptAt: number;
  wantedAt: number;
  status: "waiting" | "approved" | "rejected";
  version: number;
}

export interface CorrectionFacts {
  corrections: CorrectionFact[];
}

export function correctionOf(row: ServerRow): CorrectionFact {
  const d = row.data as Record<string, string> & { kept_at: number; wanted_at: number };
  return {
    id: row.id,
    person: d.person!,
    personName: d.person_name ?? "",
    date: d.date!,
    kept: d.kept!,
    wanted: d.wanted!,
    keptAt: d.kept_at,
    wantedAt: d.wanted_at,
    status: d.status as CorrectionFact["status"],
    version: row.version,
  };
}
