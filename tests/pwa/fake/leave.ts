/** Requests for leave for looking at: own ones at every step, and two that wait for the supervisor. */
import type { LeaveActs, LeaveRequest } from "../../../pwa/src/store/appState";

type Done = (name: string, ...given: unknown[]) => Promise<"saved">;

function asked(id: string, from: string, until: string, more: Partial<LeaveRequest> = {}): LeaveRequest {
  return {
    ...{ id, from, until, kind: "annual_holiday", minutes: null, note: "", reason: "" },
    ...{ person: "p-aino", personName: "Aino Virtanen", status: "requested", decidedBy: "", answer: "" },
    ...{ overlaps: false, version: 1, local: false },
    ...more,
  };
}

const OWN = [
  asked("l1", "2027-06-28", "2027-07-18"),
  asked("l2", "2026-12-28", "2026-12-31", { status: "approved", decidedBy: "Liisa Korhonen" }),
  asked("l3", "2026-12-07", "2026-12-07", {
    ...{ kind: "flex_leave", minutes: 180, status: "rejected", decidedBy: "Liisa Korhonen" },
    answer: "Silloin on inventaario. Sopisiko seuraava viikko?",
  }),
  asked("l4", "2026-11-27", "2026-11-27", { kind: "overtime_leave", status: "cancelling" }),
];

const WAITING = [
  asked("l5", "2027-07-05", "2027-07-25", { person: "p-mika", personName: "Mika Nieminen", overlaps: true }),
  asked("l6", "2026-12-23", "2026-12-23", {
    ...{ person: "p-sari", personName: "Sari Mäkinen", kind: "flex_leave", status: "cancelling", version: 3 },
  }),
];

export function leaveOf(scenario: string, done: Done): LeaveActs {
  return {
    leaveRequests: async () => (scenario === "contractor" ? [] : OWN),
    leaveWaiting: async () => WAITING,
    askLeave: (...given) => done("askLeave", ...given),
    changeLeave: (...given) => done("changeLeave", ...given),
    withdrawLeave: (...given) => done("withdrawLeave", ...given),
    cancelLeave: (...given) => done("cancelLeave", ...given),
    keepLeave: (...given) => done("keepLeave", ...given),
    decideLeave: (...given) => done("decideLeave", ...given),
  };
}
