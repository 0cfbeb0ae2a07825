/** Every screen: where it is, how it is fetched, whose it is, and which words it needs. A new one is a row here. */
import type { ComponentType } from "preact";
import { inboxCount } from "../features/team/waiting";
import type { Role, TeamView, Waits } from "../store/appState";
import type { NavItem } from "../ui/Nav";
import { speakOffice, t } from "../ui/words";

export type Place = "today" | "hours" | "travel" | "leave" | "team" | "more";

export interface ScreenProps {
  /** Addresses of the office that this person may open. */
  menu: readonly string[];
}

interface ScreenRow {
  /** The first part of its address. */
  path: string;
  /** Null for the first screen, which is there from the start. */
  load: (() => Promise<ComponentType<ScreenProps>>) | null;
  /** Who has anything there; the server refuses the rest anyway. Left out: everybody. */
  roles?: readonly Role[];
  /** In whose menu of the office it stands, as `nav.<path>` and `office.<path>`. */
  menu?: readonly Role[];
  /** The file of words that it speaks; those of the start are always there. */
  words: "start" | "office";
  /** Where in the bar it stands; its own place has its name. */
  bar: Place;
}

const OFFICE: readonly Role[] = ["admin", "payroll"];
const LEADERS: readonly Role[] = ["admin", "payroll", "supervisor"];
const KIKY: readonly Role[] = [...LEADERS, "planner"];

const ROWS = {
  today: { path: "tanaan", load: null, words: "start", bar: "today" },
  hours: {
    path: "tunnit",
    load: () => import("../features/hours/Hours").then((m) => m.Hours),
    words: "office",
    bar: "hours",
  },
  travel: {
    path: "matkat",
    load: () => import("../features/travel/Travel").then((m) => m.Travel),
    words: "office",
    bar: "travel",
  },
  leave: {
    path: "lomat",
    load: () => import("../features/leave/Leave").then((m) => m.Leave),
    words: "office",
    bar: "leave",
  },
  lomakalenteri: {
    path: "lomakalenteri",
    load: () => import("../features/calendar/Calendar").then((m) => m.Calendar),
    words: "office",
    bar: "leave",
  },
  team: {
    path: "tiimi",
    load: () => import("../features/team/Team").then((m) => m.Team),
    roles: LEADERS,
    menu: OFFICE,
    words: "office",
    bar: "team",
  },
  // Everybody reads there who sees them; the board is for these roles.
  paikalla: {
    path: "paikalla",
    load: () => import("../features/presence/Presence").then((m) => m.Presence),
    menu: [...OFFICE, "reception"],
    words: "office",
    bar: "more",
  },
  more: {
    path: "lisaa",
    load: () => import("../features/settings/Settings").then((m) => m.Settings),
    words: "start",
    bar: "more",
  },
  saldot: {
    path: "saldot",
    load: () => import("../features/ledger/Ledger").then((m) => m.Ledger),
    roles: LEADERS,
    menu: LEADERS,
    words: "office",
    bar: "more",
  },
  henkilot: {
    path: "henkilot",
    load: () => import("../features/people/People").then((m) => m.People),
    roles: OFFICE,
    menu: OFFICE,
    words: "office",
    bar: "more",
  },
  kayttoonotto: {
    path: "kayttoonotto",
    load: () => import("../features/setup/Setup").then((m) => m.Setup),
    roles: ["admin"],
    menu: ["admin"],
    words: "office",
    bar: "more",
  },
  tyosopimukset: {
    path: "tyosopimukset",
    load: () => import("../features/contracts/Contracts").then((m) => m.Contracts),
    roles: LEADERS,
    menu: LEADERS,
    words: "office",
    bar: "more",
  },
  tyoehtosopimukset: {
    path: "tyoehtosopimukset",
    load: () => import("../features/agreements/Agreements").then((m) => m.Agreements),
    roles: LEADERS,
    menu: LEADERS,
    words: "office",
    bar: "more",
  },
  matkakorvaukset: {
    path: "matkakorvaukset",
    load: () => import("../features/rates/Rates").then((m) => m.Rates),
    roles: OFFICE,
    menu: OFFICE,
    words: "office",
    bar: "more",
  },
  kuukaudet: {
    path: "kuukaudet",
    load: () => import("../features/months/Months").then((m) => m.Months),
    roles: ["payroll", "supervisor"],
    menu: ["payroll", "supervisor"],
    words: "office",
    bar: "more",
  },
  viikko: {
    path: "viikko",
    load: () => import("../features/week/Week").then((m) => m.Week),
    roles: ["payroll", "supervisor"],
    menu: ["payroll", "supervisor"],
    words: "office",
    bar: "more",
  },
  palkat: {
    path: "palkat",
    load: () => import("../features/payroll/Payroll").then((m) => m.Payroll),
    roles: ["payroll"],
    menu: ["payroll"],
    words: "office",
    bar: "more",
  },
  // Everybody has something of their own in these two: the changes to one's data, and one's report.
  tapahtumaloki: {
    path: "tapahtumaloki",
    load: () => import("../features/audit/Audit").then((m) => m.Audit),
    menu: LEADERS,
    words: "office",
    bar: "more",
  },
  raportit: {
    path: "raportit",
    load: () => import("../features/reports/Reports").then((m) => m.Reports),
    menu: LEADERS,
    words: "office",
    bar: "more",
  },
  kiky: {
    path: "kiky",
    load: () => import("../features/kiky/Kiky").then((m) => m.Kiky),
    roles: KIKY,
    menu: KIKY,
    words: "office",
    bar: "more",
  },
  lomatoiveet: {
    path: "lomatoiveet",
    load: () => import("../features/rounds/Rounds").then((m) => m.Rounds),
    roles: ["payroll", "supervisor"],
    menu: ["payroll"],
    words: "office",
    bar: "team",
  },
  rajapinnat: {
    path: "rajapinnat",
    load: () => import("../features/integrations/Integrations").then((m) => m.Integrations),
    roles: ["admin"],
    menu: ["admin"],
    words: "office",
    bar: "more",
  },
  sailytys: {
    path: "sailytys",
    load: () => import("../features/retention/Retention").then((m) => m.Retention),
    roles: ["admin"],
    menu: ["admin"],
    words: "office",
    bar: "more",
  },
  kaytto: {
    path: "kaytto",
    load: () => import("../features/usage/Usage").then((m) => m.Usage),
    roles: ["admin"],
    menu: ["admin"],
    words: "office",
    bar: "more",
  },
  tietosuoja: {
    path: "tietosuoja",
    load: () => import("../features/processing/Processing").then((m) => m.Processing),
    words: "office",
    bar: "more",
  },
  ilmoitukset: {
    path: "ilmoitukset",
    load: () => import("../features/notices/Notices").then((m) => m.Notices),
    words: "office",
    bar: "more",
  },
} as const satisfies Record<string, ScreenRow>;

export type Screen = keyof typeof ROWS;
export const SCREENS: Readonly<Record<Screen, ScreenRow>> = ROWS;
const ALL = Object.entries(SCREENS) as [Screen, ScreenRow][];

export const HOME = `/${ROWS.today.path}`;

/** A part with its words, which come beside it. */
export function withWords<P>(load: () => Promise<ComponentType<P>>): () => Promise<ComponentType<P>> {
  return async () => (await Promise.all([load(), speakOffice()]))[0];
}

/** How each screen is fetched, when it is first opened (the service worker has them all in store). */
export const LOADS = new Map(
  ALL.flatMap(([screen, { load, words }]) =>
    load ? [[screen, words === "office" ? withWords(load) : load] as const] : [],
  ),
);

/** The screen behind an address; null when there is none. A screen of the bar has no addresses below its own. */
export function screenOf(address: string): Screen | null {
  const [, first = "", ...deeper] = address.replace(/(.)\/$/, "$1").split("/");
  const found = ALL.find(([, { path }]) => path === first);
  return found && (deeper.length === 0 || found[0] !== found[1].bar) ? found[0] : null;
}

export function mayOpen(screen: Screen, roles: readonly Role[]): boolean {
  const needed = SCREENS[screen].roles;
  return !needed || needed.some((role) => roles.includes(role));
}

/** The office's addresses for these roles. A supervisor has the team in the bar. */
export function menuFor(roles: readonly Role[]): string[] {
  const inMenu = ALL.filter(([, { menu }]) => menu?.some((role) => roles.includes(role)));
  return inMenu.filter(([screen]) => screen !== "team" || !roles.includes("supervisor")).map(([, { path }]) => path);
}

/** How much waits for a supervisor: all that the team's inbox shows, with months and late changes. */
export function waitingInTeam(team: TeamView | null, { decisions }: Waits): number {
  return (team ? inboxCount(team) : 0) + decisions;
}

/** The rooms of the bar. At a desk, where there is room for them, `rooms` of the office stand below by their own names. */
export function navItems(
  address: string,
  roles: readonly Role[],
  team: TeamView | null,
  waits: Waits,
  rooms: readonly string[] = [],
): NavItem[] {
  const screen = screenOf(address);
  const shown = ALL.filter(([name, { bar }]) => name === bar && (name !== "team" || roles.includes("supervisor")));
  const bar = screen && SCREENS[screen].bar;
  // Payroll sees who is in from the list of rooms.
  const inBar = !bar || shown.some(([name]) => name === bar) ? bar : "more";
  const own = screen && SCREENS[screen].path;
  const here = rooms.includes(own ?? "") ? null : inBar;
  const office = rooms.map((path) => ({ to: `/${path}`, label: t(`nav.${path}`), here: path === own }));
  const ways = shown.map(([, { path, bar }]) => ({
    to: `/${path}`,
    icon: bar,
    label: t(`nav.${bar}`),
    here: bar === here,
    count: bar === "team" ? waitingInTeam(team, waits) : bar === "more" ? waits.notices : 0,
    countLabel: t(bar === "more" ? "nav.unread" : "nav.waiting"),
  }));
  return [...ways, ...office];
}
