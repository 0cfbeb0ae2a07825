import { inboxCount } from "../features/team/waiting";
import type { Role, TeamView, Waits } from "../store/live";
import type { NavItem } from "../ui/Nav";
import { t } from "../ui/words";

export type Place = "today" | "hours" | "leave" | "team" | "more";
/** A screen beyond the bar, and the place of the bar that it belongs to. Deeper addresses (`/x/y`) are the same screen. */
const BEYOND = {
  tyoehtosopimukset: "more",
  tyosopimukset: "more",
  henkilot: "more",
  raportit: "more",
  saldot: "more",
  kuukaudet: "more",
  tapahtumaloki: "more",
  ilmoitukset: "more",
  kiky: "more",
} as const satisfies Record<string, Place>;
export type Screen = Place | keyof typeof BEYOND;

export const HOME = "/tanaan";

const ADDRESSES: Readonly<Record<string, Place>> = {
  "/tanaan": "today",
  "/tunnit": "hours",
  "/lomat": "leave",
  "/tiimi": "team",
  "/lisaa": "more",
};

/** The screen behind an address; null when there is none, and the caller goes home. */
export function screenOf(path: string): Screen | null {
  const [, first = ""] = path.split("/");
  if (Object.hasOwn(BEYOND, first)) return first as keyof typeof BEYOND;
  return ADDRESSES[path.replace(/(.)\/$/, "$1")] ?? null;
}

/** Where in the bar a screen stands. */
export function barOf(screen: Screen): Place {
  return (BEYOND as Record<string, Place>)[screen] ?? (screen as Place);
}

/** How much waits for a supervisor: all that the team's inbox shows, with months and late changes. */
export function waitingInTeam(team: TeamView | null, { decisions }: Waits): number {
  return (team ? inboxCount(team) : 0) + decisions;
}

export function navItems(path: string, roles: readonly Role[], team: TeamView | null, waits: Waits): NavItem[] {
  const screen = screenOf(path);
  const here = screen && barOf(screen);
  const shown = Object.entries(ADDRESSES).filter(([, screen]) => screen !== "team" || roles.includes("supervisor"));
  return shown.map(([to, screen]) => ({
    to,
    icon: screen,
    label: t(`nav.${screen}`),
    here: screen === here,
    count: screen === "team" ? waitingInTeam(team, waits) : screen === "more" ? waits.notices : 0,
    countLabel: t(screen === "more" ? "nav.unread" : "nav.waiting"),
  }));
}
