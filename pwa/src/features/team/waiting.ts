import type { Correction, OrderRequest, TeamMember, TeamView, WaitingMark } from "../../store/appState";

/** A day of a member that waits for the supervisor. */
export interface MemberDay {
  member: TeamMember;
  day: TeamMember["attention"][number];
}

export interface WaitingInbox {
  corrections: readonly Correction[];
  orders: readonly OrderRequest[];
  /** Kiky that people have marked without punches. */
  marks: readonly WaitingMark[];
  /** The days on which a member forgot to clock out; other oddities are the member's to settle. */
  forgotten: readonly MemberDay[];
  /** The days with time that nobody has ordered. */
  unordered: readonly MemberDay[];
}

/** What waits for the supervisor: the inbox shows it, and the bar counts it. One who is in two teams waits once. */
export function inboxOf(team: TeamView): WaitingInbox {
  const members = team.teams.flatMap((unit) => unit.members);
  const unique = [...new Map(members.map((member) => [member.person, member])).values()];
  const days = unique.flatMap((member) => member.attention.map((day) => ({ member, day })));
  return {
    corrections: team.corrections.filter(({ status }) => status === "waiting"),
    orders: team.orders ?? [],
    marks: team.marks ?? [],
    forgotten: days.filter(({ day }) => day.kind === "missing_out"),
    unordered: days.filter(({ day }) => day.kind === "unapproved"),
  };
}

export function inboxCount(team: TeamView): number {
  return Object.values(inboxOf(team)).reduce((sum: number, things: readonly unknown[]) => sum + things.length, 0);
}
