import type { Wire } from "../../store/appState";

type Person = Wire["Listed"];

export const STANDINGS = ["", "waiting", "joined", "gone"] as const;

/** Whether the person uses Leima: `waiting` for their first password, `joined`, or `gone`. */
export function standingOf({ active, joined }: Person): "waiting" | "joined" | "gone" {
  if (!active) return "gone";
  return joined ? "joined" : "waiting";
}

/** The people whose name or address holds what was typed, of the chosen standing; those who are gone only when asked. */
export function found(people: readonly Person[], typed: string, standing: string): Person[] {
  const wanted = typed.trim().toLocaleLowerCase();
  return people.filter((one) => {
    const fits = standing ? standingOf(one) === standing : standingOf(one) !== "gone";
    return fits && `${one.name} ${one.email ?? ""}`.toLocaleLowerCase().includes(wanted);
  });
}
