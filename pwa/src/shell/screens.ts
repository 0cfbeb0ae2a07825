import { forgotten, unapproved } from "../features/team/forgotten";
import type { Role, TeamView } from "../store/live";
import type { NavItem } from "../ui/Nav";
import { t } from "../ui/words";

export type Place = "today" | "hours" | "leave" | "team" | "more";
/** A screen beyond the bar, and the place of the bar that it belongs to. Deeper addresses (`/x/y`) are the same screen. */
const BEYOND = {
  tyoehtosopimukset: "more",
  tyosopimukset: "more",
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
export function placeOf(screen: Screen): Place {
  return (BEYOND as Record<string, Place>)[screen] ?? (screen as Place);
}

/** What waits for a supervisor: days to confirm and corrections to decide. */
export function waitingInTeam(team: TeamView | null): number {
  if (!team) return 0;
  const days = team.teams
    .flatMap((unit) => unit.members)
    .reduce((sum, member) => sum + forgotten(member).length + unapproved(member).length, 0);
  return (
    days + (team.orders?.length ?? 0) + team.corrections.filter((correction) => correction.status === "waiting").length
  );
}

export function navItems(path: string, roles: readonly Role[], team: TeamView | null): NavItem[] {
  const here = placeOf(screenOf(path) ?? "today");
  const shown = Object.entries(ADDRESSES).filter(([, screen]) => screen !== "team" || roles.includes("supervisor"));
  return shown.map(([to, screen]) => ({
    to,
    icon: screen,
    label: t(`nav.${screen}`),
    here: screen === here,
    count: screen === "team" ? waitingInTeam(team) : 0,
    countLabel: t("nav.waiting"),
  }));
}
