import type { TeamMember } from "../../store/live";

/** The days on which this member forgot to clock out: these a supervisor may set right; other oddities are the member's to settle. */
export function forgotten(member: TeamMember): TeamMember["attention"] {
  return member.attention.filter(({ kind }) => kind === "missing_out");
}

/** The days with time that nobody has ordered: it waits for the supervisor's word. */
export function unapproved(member: TeamMember): TeamMember["attention"] {
  return member.attention.filter(({ kind }) => kind === "unapproved");
}
