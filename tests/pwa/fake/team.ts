import type { Correction, OrderRequest, TeamMember, TeamView, WaitingMark } from "../../../pwa/src/store/appState";
import { at, NOW } from "./day";

function member(name: string, state: TeamMember["state"], since: string | null, more: Partial<TeamMember> = {}) {
  return {
    person: `p-${name.toLowerCase().replace(/\W/g, "")}`,
    name,
    state,
    since: since ? at(since) : null,
    remote: false,
    clockSuspect: false,
    attention: [],
    ...more,
  } satisfies TeamMember;
}

const FORGOTTEN: TeamMember["attention"][number] = {
  date: "2026-11-19",
  kind: "missing_out",
  openingPunch: "p-ville-in",
  openedAt: at("08:01", "2026-11-19"),
  proposal: at("16:56", "2026-11-19"),
};

const UNORDERED: TeamMember["attention"][number] = {
  date: "2026-11-17",
  kind: "unapproved",
  openingPunch: "",
  openedAt: 0,
  proposal: null,
  minutes: 95,
  orders: [{ minutes: 95 }],
};

const ASKED: OrderRequest = {
  id: "o-1",
  person: "p-mikanieminen",
  personName: "Mika Nieminen",
  date: "2026-11-18",
  version: 1,
  start: null,
  end: null,
  minutes: 120,
  note: "Asiakkaan käyttöönotto venyi",
};

const MARK: WaitingMark = {
  id: "m-1",
  person: "p-outi",
  personName: "Outi Mäkelä",
  date: "2026-11-14",
  version: 1,
  start: at("08:00", "2026-11-14"),
  end: at("12:00", "2026-11-14"),
  breakMin: 0,
  note: "",
};

const CORRECTION: Correction = {
  id: "c-1",
  person: "p-outi",
  personName: "Outi Mäkelä",
  date: "2026-11-18",
  keptAt: at("16:30", "2026-11-18"),
  wantedAt: at("16:56", "2026-11-18"),
  status: "waiting",
  version: 1,
};

/** Two teams with one of each thing that waits: a forgotten out, unordered time, a request, a kiky mark and a correction. */
export function teamView(offline = false): TeamView {
  const product = [
    member("Aino Virtanen", "in", "08:02", { remote: true }),
    member("Ville Korhonen", "out", null, { attention: [FORGOTTEN] }),
    member("Mika Nieminen", "break", "13:30"),
    member("Outi Mäkelä", "in", "07:15", { attention: [UNORDERED] }),
    member("Pekka Heikkinen", "in", "10:42", { clockSuspect: true }),
    member("Sanna Järvinen", "out", null, { away: "child_sick" }),
  ];
  return {
    asOf: NOW,
    offline,
    teams: [
      { id: "t-product", name: "Tuotetiimi", members: product },
      { id: "t-care", name: "Palvelutiimi", members: [member("Leena Koskinen", "in", "07:58", { remote: true })] },
    ],
    orders: [ASKED],
    marks: [MARK],
    corrections: [CORRECTION],
  };
}
