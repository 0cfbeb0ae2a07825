/** Pretended orders, choices and absences for the gallery. */
import type { OrderActs, OrderFact, OvertimeDay } from "../../../pwa/src/store/orders/types";
import type { LeaveFact, AbsenceActs } from "../../../pwa/src/store/absences/types";

type Done = (name: string, ...given: unknown[]) => Promise<"saved">;

const NOTHING: OvertimeDay = {
  date: "",
  orders: [],
  choice: null,
  bank: true,
  additional: 0,
  overtime50: 0,
  overtime100: 0,
  asLeave: 0,
  unapproved: 0,
  beyond: 0,
};
const ASKED: OrderFact = {
  id: "o1",
  date: "2026-11-18",
  start: null,
  end: null,
  minutes: 90,
  status: "waiting",
  note: "Asiakkaan kiireinen toimitus",
  reason: "",
  asked: true,
  version: 1,
  local: false,
};
const DAYS: Record<string, Partial<OvertimeDay>> = {
  "2026-11-16": { orders: [ASKED], beyond: 90 },
  "2026-11-17": {
    orders: [{ ...ASKED, id: "o2", minutes: 150, status: "approved", asked: false, note: "" }],
    additional: 30,
    overtime50: 120,
    asLeave: 210,
    choice: null,
  },
  "2026-11-18": { beyond: 75 },
};

const AWAY: LeaveFact[] = [
  {
    id: "a1",
    from: "2026-11-12",
    until: "2026-11-13",
    kind: "sick",
    minutes: null,
    note: "",
    reason: "",
    version: 1,
    local: false,
  },
  {
    id: "a2",
    from: "2026-12-21",
    until: "2026-12-23",
    kind: "overtime_leave",
    minutes: null,
    note: "",
    reason: "",
    version: 1,
    local: false,
  },
];

export function ordersOf(scenario: string, done: Done): OrderActs & AbsenceActs {
  return {
    overtime: async (date) => ({ ...NOTHING, ...(scenario === "contractor" ? {} : DAYS[date]), date }),
    leave: async () => (scenario === "contractor" ? [] : AWAY),
    askOrder: (...given) => done("askOrder", ...given),
    ordersOf: async () => [],
    withdrawOrder: (...given) => done("withdrawOrder", ...given),
    chooseOvertime: (...given) => done("chooseOvertime", ...given),
    orderWork: (...given) => done("orderWork", ...given),
    refuseOrder: (...given) => done("refuseOrder", ...given),
    decideOrder: (...given) => done("decideOrder", ...given),
    recordAbsence: (...given) => done("recordAbsence", ...given),
    cancelAbsence: (...given) => done("cancelAbsence", ...given),
  };
}
