/** Who of a week is shown, and what their days add up to. */
import type { Wire } from "../../store/appState";

export type Row = Wire["WeekPerson"];
type Cell = Wire["WeekCell"];

export interface Sum {
  worked: number;
  target: number;
}

/** Minutes of these days; one that is not the reader's to see adds nothing. */
export function sumOf(cells: readonly (Cell | null)[]): Sum {
  const none: Sum = { worked: 0, target: 0 };
  return cells.reduce<Sum>(
    (sum, one) => (one ? { worked: sum.worked + one.worked, target: sum.target + one.target } : sum),
    none,
  );
}

/** Those with every word of the search in their name, of one team or of all. */
export function shown(people: readonly Row[], search: string, team: string): Row[] {
  const words = search.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  const fits = ({ name }: Row): boolean => words.every((word) => name.toLocaleLowerCase().includes(word));
  return people.filter((one) => (team === "" || one.team === team) && fits(one));
}
