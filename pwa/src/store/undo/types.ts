/** Taking back what was done. */
import type { Saved } from "../types";

/** A decision that its maker takes back; `version` is the one that was decided on. */
export interface Decided {
  kind: "month" | "change" | "order" | "correction" | "kiky";
  id: string;
  person: string;
  name: string;
  version: number;
}

export interface UndoActs {
  /** Takes these own punches back, the newest first. */
  undoPunches(ids: readonly string[], person?: string): Promise<Saved>;
  /** Takes an own decision back; `version` is the one that was decided on. */
  undoDecision(decided: Decided): Promise<Saved>;
}
