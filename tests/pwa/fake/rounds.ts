/** Planning rounds for looking at: own wishes in an open one, a supervisor's plan, and links for calendars. */
import type { PlanningRound, RoundActs, Wire } from "../../../pwa/src/store/appState";
import { addDays } from "../../../pwa/src/ui/formats";

type Done = (name: string, ...given: unknown[]) => Promise<"saved">;

const SUMMER = { id: "k1", title: "Kesälomat", from: "2027-05-02", until: "2027-09-30", wishBy: "2027-03-31" };

const OWN: PlanningRound = {
  ...SUMMER,
  status: "open",
  wishes: [
    {
      ...{ id: "w1", round: "k1", status: "wished", granted: null, answer: "", local: false },
      ...{ first: { from: "2027-07-05", until: "2027-07-25" }, second: { from: "2027-08-02", until: "2027-08-22" } },
      note: "Mökki on varattu heinäkuulle",
    },
  ],
};

const ROUND: Wire["RoundData"] = {
  ...{ id: "k1", team: "t1", team_name: "Kehitys", title: "Kesälomat", from_date: SUMMER.from },
  ...{ until_date: SUMMER.until, wish_by: SUMMER.wishBy, least: 4, status: "open" },
  ...{ opened_by_name: "Liisa Korhonen", version: 1 },
};

function wish(id: string, name: string, first: [string, string], more: Partial<Wire["PlannedWish"]> = {}) {
  return {
    ...{ id, person: id, person_name: name, round: "k1", first_from: first[0], first_until: first[1] },
    ...{ second_from: null, second_until: null, note: "", status: "wished", granted_from: null, granted_until: null },
    ...{ answer: "", version: 1, own: false, away: false, short: 0 },
    ...more,
  } as Wire["PlannedWish"];
}

const WISHES = [
  wish("w1", "Aino Virtanen", ["2027-07-05", "2027-07-25"], {
    ...{ second_from: "2027-08-02", second_until: "2027-08-22", note: "Mökki on varattu heinäkuulle" },
  }),
  wish("w2", "Mika Nieminen", ["2027-07-05", "2027-07-25"]),
  wish("w3", "Sari Mäkinen", ["2027-07-12", "2027-08-01"], { away: true, short: 350 }),
  wish("w4", "Liisa Korhonen", ["2027-06-28", "2027-07-11"], { own: true }),
];

/** Every weekday of the summer; fewest in July, when three of six are away. */
function days(): Wire["DayPresence"][] {
  const found = [];
  for (let date = SUMMER.from; date <= SUMMER.until; date = addDays(date, 1)) {
    const weekday = new Date(`${date}T12:00:00Z`).getUTCDay();
    const away = WISHES.filter((one) => one.first_from <= date && date <= one.first_until).length;
    if (weekday > 0 && weekday < 6) found.push({ date, present: 6 - away, members: 6 });
  }
  return found;
}

const PLAN: Wire["RoundPlan"] = {
  round: ROUND,
  wishes: WISHES,
  draft: [
    { wish: "w1", decision: "grant", dates: { from_date: "2027-07-05", until_date: "2027-07-25" }, reason: "" },
    { wish: "w2", decision: "grant", dates: { from_date: "2027-08-09", until_date: "2027-08-29" }, reason: "" },
    { wish: "w3", decision: "reject", dates: null, reason: "Heinäkuussa on liian moni poissa" },
  ],
  days: days(),
  shortages: [
    {
      ...{ from_date: "2027-07-05", until_date: "2027-07-23", present: 3 },
      people: ["Aino Virtanen", "Liisa Korhonen", "Mika Nieminen", "Sari Mäkinen"],
    },
  ],
};

const FEEDS: Wire["Feed"][] = [
  { id: "f1", name: "Puhelimen kalenteri", kinds: false, team: false, created_on: "2026-11-02", used_on: "2026-11-20" },
  { id: "f2", name: "Tiimin taulu", kinds: false, team: true, created_on: "2026-11-16", used_on: null },
];

export const ROUND_ANSWERS: Record<string, unknown> = {
  "GET /api/v1/rounds": { rounds: [ROUND], teams: [{ id: "t1", name: "Kehitys" }] },
  "GET /api/v1/rounds/": PLAN,
  "PUT /api/v1/rounds/": PLAN,
  "GET /api/v1/feeds": { feeds: FEEDS },
  "POST /api/v1/feeds": { address: "https://leima.example/feed/salainen.ics", feed: FEEDS[0] },
  "DELETE /api/v1/feeds/": null,
};

export function roundsOf(scenario: string, done: Done): RoundActs {
  return {
    rounds: async () => (scenario === "in" ? [OWN] : []),
    wishLeave: (...given) => done("wishLeave", ...given),
    withdrawWish: (...given) => done("withdrawWish", ...given),
    openRound: (...given) => done("openRound", ...given),
    cancelRound: (...given) => done("cancelRound", ...given),
    settleRound: (...given) => done("settleRound", ...given),
  };
}
