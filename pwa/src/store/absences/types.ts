/** Time away as the screens see it. */
import type { Page } from "../travel/receipts/types";
import type { Saved } from "../types";

/** Time away from one date to another, both included: whole days, or `minutes` of each. */
export interface LeaveFact {
  id: string;
  from: string;
  until: string;
  minutes: number | null;
  kind: string;
  note: string;
  reason: string;
  version: number;
  local: boolean;
}

export interface Away {
  from: string;
  until: string;
  kind: string;
  minutes: number | null;
  note: string;
  reason: string;
}

export interface AbsenceActs {
  /** Own absences, newest first. */
  leave(): Promise<LeaveFact[]>;
  recordAbsence(away: Away, person?: string, pages?: readonly Page[]): Promise<Saved>;
  cancelAbsence(id: string): Promise<Saved>;
}
