/** How the board stands: which lines fit, how many of each status there are, and who stands under which team. */
import type { Wire } from "../../store/appState";

export type Line = Wire["Present"];
export type Status = Line["status"];

export const STATUSES: readonly Status[] = ["in", "remote", "break", "away", "gone", "unseen"];

export interface Wish {
  name: string;
  /** The id of a site; empty for all, and for those of no site too. */
  site: string;
  team: string;
  /** Statuses that are shown; none is all. */
  statuses: readonly Status[];
}

/** The lines with this name and team, whatever their status. */
export function named(people: readonly Line[], { name, team }: Pick<Wish, "name" | "team">): Line[] {
  const words = name.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  const fits = (one: Line): boolean => words.every((word) => one.name.toLocaleLowerCase().includes(word));
  return people.filter((one) => (team === "" || one.team === team) && fits(one));
}

/** The teams of the people at a site, and those that are there themselves; every team where none is chosen. */
export function teamsAt<T extends { id: string; site: string | null }>(
  teams: readonly T[],
  people: readonly Line[],
  site: string,
): T[] {
  const there = new Set(atSite(people, site).map(({ team }) => team));
  return teams.filter((one) => site === "" || one.site === site || there.has(one.id));
}

/** Those who belong to the site, by their own or their team's: not those who are there now. */
export function atSite(people: readonly Line[], site: string): Line[] {
  return people.filter((one) => site === "" || one.site === site);
}

export function withStatus(people: readonly Line[], statuses: readonly Status[]): Line[] {
  return statuses.length === 0 ? [...people] : people.filter(({ status }) => statuses.includes(status));
}

export function counts(people: readonly Line[]): Readonly<Record<Status, number>> {
  const none = { in: 0, remote: 0, break: 0, away: 0, gone: 0, unseen: 0 };
  return people.reduce((sum, { status }) => ({ ...sum, [status]: sum[status] + 1 }), none);
}

/** Each team that has lines, in the board's order; those in no team come last, under an empty id. */
export function byTeam(
  people: readonly Line[],
  teams: readonly { id: string; name: string }[],
): { id: string; people: Line[] }[] {
  const all = [...teams.map(({ id }) => id), ""];
  const of = (id: string): Line[] =>
    people
      .filter(({ team }) => (team ?? "") === id)
      .sort((a, b) => STATUSES.indexOf(a.status) - STATUSES.indexOf(b.status) || a.name.localeCompare(b.name, "fi"));
  return all.map((id) => ({ id, people: of(id) })).filter(({ people }) => people.length > 0);
}
