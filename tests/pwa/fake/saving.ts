/** Wishes to save leave for looking at: own ones, and one that waits for the supervisor. */
import type { Saving, SavingActs } from "../../../pwa/src/store/appState";
import golden from "../../../shared/vectors/both/leave.json";

type Done = (name: string, ...given: unknown[]) => Promise<"saved">;

const WISH: Saving = {
  ...{ id: "s1", person: "p-aino", personName: "Aino Virtanen", year: 2026, days: 5, note: "", version: 1 },
  ...{ status: "requested", decidedBy: "", answer: "", local: false },
};

export function savingOf(scenario: string, done: Done): SavingActs {
  return {
    savings: async () =>
      scenario === "contractor" ? [] : [WISH, { ...WISH, id: "s2", year: 2025, status: "approved" }],
    savingsWaiting: async () => [{ ...WISH, id: "s3", person: "p-mika", personName: "Mika Nieminen", days: 6 }],
    savingBasis: async () => ({
      date: "2026-11-20",
      dated: [golden.rules.law],
      years: [
        { earning_year: 2025, earned: 2400, left: 400, saved: 300 },
        { earning_year: 2026, earned: 3000, left: 1450, saved: 500 },
      ],
    }),
    saveLeave: (...given) => done("saveLeave", ...given),
    withdrawSaving: (...given) => done("withdrawSaving", ...given),
    decideSaving: (...given) => done("decideSaving", ...given),
  };
}
