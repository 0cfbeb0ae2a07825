import type { Acts, Saved } from "../../../pwa/src/store/appState";

type Undoing = Pick<
  Acts,
  "lastMade" | "switchNow" | "correctRunning" | "uncorrect" | "switchOnReturn" | "undoPunches" | "undoDecision"
>;

/** Switching work and taking back, remembered and no more. */
export function undoOf(done: (name: string, ...given: unknown[]) => Promise<Saved>): Undoing {
  return {
    lastMade: () => ["made"],
    switchNow: (change) => done("switchNow", change),
    correctRunning: (change) => done("correctRunning", change),
    uncorrect: (...given) => done("uncorrect", ...given),
    switchOnReturn: async (change) => void done("switchOnReturn", change),
    undoPunches: (...given) => done("undoPunches", ...given),
    undoDecision: (decided) => done("undoDecision", decided),
  };
}
