/** Taking back what was done. */
import type { Saved } from "../types";

/** A decision to take back; `version` is the one that was decided on. Another's needs a reason. */
export interface Decided {
  kind: "month" | "change" | "order" | "correction" | "kiky" | "leave" | "claim";
  id: string;
  person: string;
  name: string;
  version: number;
  reason?: string;
}

export interface UndoActs {
  /** Takes these own punches back, the newest first. */
  undoPunches(ids: readonly string[], person?: string): Promise<Saved>;
  /** Takes a decision back, which then waits again. */
  undoDecision(decided: Decided): Promise<Saved>;
}
