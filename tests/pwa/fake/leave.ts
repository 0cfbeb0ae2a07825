/** Requests for leave for looking at: own ones at every step, and two that wait for the supervisor. */
import { leaveTermsOf } from "../../../pwa/src/domain/leave/wire";
import type { LeaveActs, LeaveBasis, LeaveRequest, SavingActs } from "../../../pwa/src/store/appState";
import { savingOf } from "./saving";
import golden from "../../../shared/vectors/both/leave.json";

type Done = (name: string, ...given: unknown[]) => Promise<"saved">;

function asked(id: string, from: string, until: string, more: Partial<LeaveRequest> = {}): LeaveRequest {
  return {
    ...{ id, from, until, kind: "annual_holiday", minutes: null, note: "", reason: "" },
    ...{
      person: "p-aino",
      personName: "Aino Virtanen",
      status: "requested",
      decidedBy: "",
      answer: "",
      decidedWas: null,
    },
    ...{ days: null, short: 0, flags: [], certificate: 0, version: 1, local: false },
    ...more,
  };
}

const OWN = [
  asked("l1", "2027-06-28", "2027-07-18", { days: 1800, flags: ["leave_in_advance"] }),
  asked("l2", "2026-12-28", "2026-12-31", { status: "approved", decidedBy: "Liisa Korhonen", days: 400 }),
  asked("l3", "2026-12-07", "2026-12-07", {
    ...{ kind: "flex_leave", minutes: 180, days: 100, status: "rejected", decidedBy: "Liisa Korhonen" },
    answer: "Silloin on inventaario. Sopisiko seuraava viikko?",
  }),
  asked("l4", "2026-11-27", "2026-11-27", { kind: "overtime_leave", status: "cancelling", days: 100 }),
];

const WAITING = [
  asked("l5", "2027-07-05", "2027-07-25", {
    ...{ certificate: 2, person: "p-mika", personName: "Mika Nieminen", days: 1800, short: 400 },
    flags: ["overlaps", "leave_over_balance"],
  }),
  asked("l6", "2026-12-23", "2026-12-23", {
    ...{
      person: "p-sari",
      personName: "Sari Mäkinen",
      kind: "flex_leave",
      status: "cancelling",
      version: 3,
      days: 100,
    },
  }),
];

const BASIS: LeaveBasis = {
  terms: leaveTermsOf([
    { from: "2025-01-01", until: null, weekdays: [450, 450, 450, 450, 450, 0, 0], leave: [golden.rules.law] },
  ]),
  calendar: golden.calendar,
  ground: {
    ...{ since: "2026-11-20", told_on: "2026-11-20", locked: ["2026-10"] },
    holdings: [
      { earning_year: 2025, days: 400, saved: false },
      { earning_year: 2026, days: 1450, saved: false },
    ],
    granted: [{ first: "2026-12-28", last: "2026-12-31" }],
    waiting: [],
    others: [{ first: "2026-12-28", last: "2026-12-31" }],
  },
  saved: {
    ...{ since: "2026-11-20", told_on: "2026-11-20", locked: ["2026-10"], granted: [], waiting: [], others: [] },
    holdings: [{ earning_year: 2025, days: 300, saved: true }],
  },
};

export function leaveOf(scenario: string, done: Done): LeaveActs & SavingActs {
  const unknown = { ...BASIS, terms: BASIS.terms!.map((one) => ({ ...one, leave: [] })) };
  return {
    ...savingOf(scenario, done),
    leaveBasis: async () => (scenario === "contractor" ? unknown : BASIS),
    leaveYears: async () => [
      { year: 2025, amount: 400, granted: 400, waiting: 0 },
      { year: 2026, amount: 1450, granted: 0, waiting: 1450 },
    ],
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
