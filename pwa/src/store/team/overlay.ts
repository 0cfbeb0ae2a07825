/** What this supervisor has decided, laid over the team. */
import type { OutboxRow } from "../../device/operations";
import { opened } from "../../device/seal";
import { notUndone } from "../waits";
import type { TeamMember, TeamView } from "./types";

/** What this supervisor has decided already, though the server may not know it yet, waits for nobody any more. */
export function overlayDecisions(view: TeamView, pending: OutboxRow[]): TeamView {
  const undone = new Set(pending.filter(({ type }) => type === "punch.undo").map((row) => row.entity_id));
  const live = notUndone(pending).filter((row) => row.status !== "attention" && !undone.has(row.entity_id));
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
  const marked = new Set(live.filter(({ type }) => type === "kiky.decide").map((row) => row.entity_id));
  const settled = (member: TeamMember, { kind, date, openedAt }: TeamMember["attention"][number]) =>
    kind === "unapproved"
      ? ordered.has(`${member.person}:${date}`)
      : outs.some(({ row, at }) => row.subject === member.person && at > openedAt);
  const current = versionsAfter(pending);
  return {
    ...view,
    corrections: view.corrections.filter((correction) => !decided.has(correction.id)).map(current),
    orders: view.orders?.filter(({ id }) => !asked.has(id)).map(current),
    marks: view.marks?.filter(({ id }) => !marked.has(id)).map(current),
    teams: view.teams.map((team) => ({
      ...team,
      members: team.members.map((member) => ({
        ...member,
        attention: member.attention.filter((item) => !settled(member, item)),
      })),
    })),
  };
}

/** A thing with the version that it will have when the own decisions on it, and their undoing, have been sent. */
function versionsAfter(pending: readonly OutboxRow[]) {
  return <T extends { id: string; version: number }>(thing: T): T => {
    const own = pending.filter(({ entity_id }) => entity_id === thing.id);
    const acked = own.map((row) => (row.status === "acked" ? (row.version ?? 0) : 0));
    const unsent = own.filter(({ status }) => status === "queued" || status === "sending").length;
    return { ...thing, version: Math.max(thing.version, ...acked) + unsent };
  };
}
