/** A person's own word about a clock-out against a supervisor's. */
import type { Saved } from "../types";

export interface Correction {
  id: string;
  person: string;
  personName: string;
  date: string;
  keptAt: number;
  wantedAt: number;
  status: "waiting" | "approved" | "rejected";
  version: number;
}

export interface CorrectionActs {
  decideCorrection(id: string, decision: "approve" | "reject", reason: string, version: number): Promise<Saved>;
}
