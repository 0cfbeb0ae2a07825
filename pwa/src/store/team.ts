/** The team, live from the server and kept in memory only; own unsent decisions are laid over it. */
import type { TeamMemberReply, TeamReply } from "../api/types";
import { opened } from "../sync/seal";
import type { OutboxRow } from "../sync/types";
import type { Home } from "./home";
import type { TeamMember, TeamView } from "./live";
import { standing } from "./waits";

const EMPTY: TeamView = { teams: [], corrections: [], orders: [], asOf: null, offline: true };

/** Fetches the team; without a network what was last seen in this visit stays, and says so. */
export async function loadTeam(home: Home): Promise<void> {
  const { session } = await home.engine();
  const reply = await session.call({ method: "GET", path: "/api/v1/team" }).catch(() => null);
  const { team } = home.signals;
  if (reply?.status !== 200) team.value = { ...(team.value ?? EMPTY), offline: true };
  else team.value = laidOver(viewOf(reply.json as TeamReply), home.facts?.pending ?? []);
}

function viewOf(reply: TeamReply): TeamView {
  return {
    asOf: Date.parse(reply.as_of),
    offline: false,
    teams: reply.teams.map((team) => ({ ...team, members: team.members.map(memberOf) })),
    orders: (reply.orders ?? []).map(({ person_name: personName, ...asked }) => ({ ...asked, personName })),
    corrections: reply.corrections.map((c) => ({
      ...{ id: c.id, person: c.person, personName: c.person_name, date: c.date, status: c.status },
      ...{ keptAt: c.kept_at, wantedAt: c.wanted_at, version: c.version ?? 1 },
    })),
  };
}

function memberOf(row: TeamMemberReply): TeamMember {
  const { person, name, state, since, remote } = row;
  const attention = row.attention.map((item) => ({
    ...{ date: item.date, kind: item.kind, openingPunch: item.opening_punch },
    ...{ openedAt: item.opened_at, proposal: item.proposal },
    ...(item.orders ? { minutes: item.minutes, orders: item.orders } : {}),
  }));
  return { person, name, state, since, remote, clockSuspect: row.clock_suspect ?? false, away: row.away, attention };
}

/** What this supervisor has decided already, though the server may not know it yet, waits for nobody any more. */
export function laidOver(view: TeamView, pending: OutboxRow[]): TeamView {
  const undone = new Set(pending.filter(({ type }) => type === "punch.undo").map((row) => row.entity_id));
  const live = standing(pending).filter((row) => row.status !== "attention" && !undone.has(row.entity_id));
  const decided = new Set(live.filter((row) => row.type === "correction.decide").map((row) => row.entity_id));
  const outs = live
    .filter((row) => row.type === "punch.record")
    .map((row) => ({ row, at: opened(row).time.claimed_at }));
  const taken = new Set(live.filter(({ type }) => type === "order.cancel").map((row) => row.entity_id));
  const told = live.filter(
    ({ type, entity_id }) => (type === "order.place" || type === "order.refuse") && !taken.has(entity_id),
  );
  const ordered = new Set(told.map((row) => `${row.subject}:${String(opened(row).body.date)}`));
  const asked = new Set(live.filter(({ type }) => type === "order.decide").map((row) => row.entity_id));
  const settled = (member: TeamMember, { kind, date, openedAt }: TeamMember["attention"][number]) =>
    kind === "unapproved"
      ? ordered.has(`${member.person}:${date}`)
      : outs.some(({ row, at }) => row.subject === member.person && at > openedAt);
  return {
    ...view,
    corrections: view.corrections.filter((correction) => !decided.has(correction.id)),
    orders: view.orders?.filter(({ id }) => !asked.has(id)),
    teams: view.teams.map((team) => ({
      ...team,
      members: team.members.map((member) => ({
        ...member,
        attention: member.attention.filter((item) => !settled(member, item)),
      })),
    })),
  };
}
