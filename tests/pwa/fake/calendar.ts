/** A team's December for looking at: leave that was granted, requests, extension days, and days short of the minimum. */
import type {
  CalendarActs,
  Lane,
  LaneDay,
  LaneRequest,
  LaneState,
  TeamCalendar,
} from "../../../pwa/src/store/appState";
import { addDays } from "../../../pwa/src/ui/formats";
import { NOW } from "./day";

type Stretch = [LaneState, string, string, Partial<LaneDay>?];

const HOLIDAYS = { "2026-12-06": "independence_day", "2026-12-24": "christmas_eve", "2026-12-25": "christmas_day" };

function dates(from: string, until: string): string[] {
  const found = [from];
  while (found.at(-1)! < until) found.push(addDays(found.at(-1)!, 1));
  return found;
}

function lane(name: string, stretches: Stretch[], requests: readonly LaneRequest[] = []): Lane {
  const days = stretches.flatMap(([state, from, until, more]) =>
    dates(from, until).map((date) => ({ date, state, part: false, kiky: false, kind: null, request: null, ...more })),
  );
  return { person: name, name, days: new Map(days.map((day) => [day.date, day])), requests, mayRecord: false };
}

const AINO: LaneRequest = {
  ...{ id: "l5", status: "requested", kind: "annual_holiday", from: "2026-12-21", until: "2026-12-31" },
  ...{ minutes: null, version: 1, decides: true },
};

const PRODUCT = (kinds: boolean): Lane[] => [
  lane(
    "Aino Virtanen",
    [["requested", "2026-12-21", "2026-12-31", kinds ? { kind: "annual_holiday", request: "l5" } : {}]],
    kinds ? [AINO] : [],
  ),
  lane("Ville Korhonen", [
    ...(kinds ? [["kiky", "2026-12-12", "2026-12-12"] as Stretch] : []),
    ["away", "2026-12-23", "2026-12-30", kinds ? { kind: "annual_holiday" } : {}],
  ]),
  lane("Mika Nieminen", [
    ["away", "2026-11-18", "2026-11-20"],
    ["away", "2026-12-21", "2026-12-23"],
  ]),
  lane("Outi Mäkelä", [
    ["away", "2026-11-30", "2026-12-04"],
    ["requested", "2026-12-28", "2026-12-31"],
  ]),
  lane("Pekka Heikkinen", [
    ["away", "2026-12-09", "2026-12-09", { part: true }],
    ["away", "2026-12-21", "2026-12-30"],
  ]),
  lane("Sanna Järvinen", [["away", "2026-07-06", "2026-07-31"]]),
];

function calendarOf(from: string, until: string, team: string | null, kinds: boolean): TeamCalendar {
  const lanes = PRODUCT(kinds).map((one) => ({ ...one, mayRecord: kinds }));
  const workdays = dates(from, until).filter((date) => ![0, 6].includes(new Date(`${date}T12:00Z`).getUTCDay()));
  const working = workdays.filter((date) => !(date in HOLIDAYS));
  const on = (date: string, state: LaneState) => lanes.filter(({ days }) => days.get(date)?.state === state).length;
  const counts = new Map(
    working.map((date) => [date, { working: 6, away: on(date, "away"), requested: on(date, "requested") }]),
  );
  const short = (granted: boolean): Set<string> =>
    new Set(working.filter((date) => 6 - on(date, "away") - (granted ? on(date, "requested") : 0) < 4));
  return {
    ...{ from, until, lanes, counts, minimum: 4, short: short(false), shortIfGranted: short(true) },
    team: team ?? "t-product",
    teams: [{ id: "t-product", name: "Tuotetiimi" }, ...(kinds ? [{ id: "t-care", name: "Palvelutiimi" }] : [])],
    holidays: new Map(Object.entries(HOLIDAYS).map(([date, key]) => [date, { key, midweek: date > "2026-12-20" }])),
    ...{ maySetMinimum: kinds, asOf: NOW, offline: false },
  };
}

/** With 200 people for the measure of how fast a unit paints. */
function large(shown: TeamCalendar): TeamCalendar {
  const many = Array.from({ length: 200 }, (_, n) => {
    const like = shown.lanes[n % shown.lanes.length]!;
    return { ...like, person: `p${n}`, name: `${like.name} ${n + 1}`, requests: [] };
  });
  return { ...shown, lanes: many };
}

export function calendarActsOf(scenario: string): CalendarActs {
  const leads = ["team", "team-offline", "office"].includes(scenario);
  return {
    readCalendar: async (from, until, team) => {
      if (scenario === "offline") return null;
      const shown = calendarOf(from, until, team, leads);
      if (scenario === "team-offline") return { ...shown, offline: true };
      return new URLSearchParams(location.search).has("large") ? large(shown) : shown;
    },
  };
}
