/** Whether the person wants notices on this device: remembered here, so that a start that has nothing to mend asks nobody. */
import type { Pocket } from "../../device/ports";

const WANTED = "leima.phone.";

export function wantsPhone(pocket: Pocket, person: string): boolean {
  return pocket.get(WANTED + person) !== null;
}

export function setWanted(pocket: Pocket, person: string, wanted: boolean): void {
  if (wanted) pocket.set(WANTED + person, "1");
  else pocket.remove(WANTED + person);
}
