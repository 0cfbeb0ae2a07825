import type { StoreContext } from "../context";

/** The name of somebody of the team, as far as it has been read in this visit. */
export function nameOf(store: StoreContext, person: string): string {
  const members = store.signals.team.value?.teams.flatMap((team) => team.members) ?? [];
  return members.find((member) => member.person === person)?.name ?? "";
}
