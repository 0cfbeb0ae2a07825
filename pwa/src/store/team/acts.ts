/** The team as the server tells it, or last told it to this device; own unsent decisions are laid over it. */
import type { TeamMemberReply, TeamReply } from "../../api/types";
import type { StoreContext } from "../context";
import { lastTold } from "../lastTold";
import { overlayDecisions } from "./overlay";
import type { TeamActs, TeamMember, TeamView } from "./types";

const EMPTY: TeamView = { teams: [], corrections: [], orders: [], asOf: null, offline: true };

export function teamActs(store: StoreContext): TeamActs {
  return { loadTeam: () => loadTeam(store) };
}

/**
 * Fetches the team; without a network what the server last said to this device stays, and says so. Own decisions are laid
 * over it either way.
 */
export async function loadTeam(store: StoreContext): Promise<void> {
  const { said, fresh } = await lastTold(store, "/api/v1/team");
  const view = { ...(said ? viewOf(said) : EMPTY), offline: !fresh };
  store.signals.team.value = overlayDecisions(view, store.facts?.pending ?? []);
}

function viewOf(reply: TeamReply): TeamView {
  return {
    asOf: Date.parse(reply.as_of),
    offline: false,
    teams: reply.teams.map((team) => ({ ...team, members: team.members.map(memberOf) })),
    orders: (reply.orders ?? []).map(({ person_name: personName, ...asked }) => ({ ...asked, personName })),
    marks: (reply.marks ?? []).map(({ person_name: personName, break_min: breakMin, ...mark }) => ({
      ...mark,
      personName,
      breakMin,
    })),
    corrections: reply.corrections.map((c) => ({
      id: c.id,
      person: c.person,
      personName: c.person_name,
      date: c.date,
      status: c.status,
      keptAt: c.kept_at,
      wantedAt: c.wanted_at,
      version: c.version ?? 1,
    })),
  };
}

function memberOf(row: TeamMemberReply): TeamMember {
  const { person, name, state, since, remote } = row;
  const attention = row.attention.map((item) => ({
    date: item.date,
    kind: item.kind,
    openingPunch: item.opening_punch ?? "",
    openedAt: item.opened_at ?? 0,
    proposal: item.proposal,
    ...(item.orders ? { minutes: item.minutes, orders: item.orders } : {}),
  }));
  return { person, name, state, since, remote, clockSuspect: row.clock_suspect ?? false, away: row.away, attention };
}
