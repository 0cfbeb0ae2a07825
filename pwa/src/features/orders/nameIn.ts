import type { TeamView } from "../../store/appState";

/** A person's name as the team's list has it; empty for somebody who is not in it. */
export function nameIn(team: TeamView | null, person: string): string {
  return team?.teams.flatMap((unit) => unit.members).find((member) => member.person === person)?.name ?? "";
}
