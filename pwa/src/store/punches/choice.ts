/** What the person chose last beside the button, remembered per person on this device. */
import type { Pocket } from "../../device/ports";
import { readJson, writeJson } from "../pocketJson";
import type { BookingChoice } from "./types";

export interface Choice {
  workType: string | null;
  costCentre: string | null;
  remote: boolean;
  kiky: boolean;
  /** The date for which `kiky` was chosen; on any other the plan preselects. */
  kikyOn: string | null;
  /** During a break: what the running entry's work is booked on from its end. */
  onReturn: { entry: string; booking: Partial<BookingChoice> } | null;
}

const NOTHING: Choice = {
  workType: null,
  costCentre: null,
  remote: false,
  kiky: false,
  kikyOn: null,
  onReturn: null,
};

export function readChoice(pocket: Pocket, person: string): Choice {
  return readJson<Choice>(pocket, `leima.choice.${person}`, NOTHING);
}

export function writeChoice(pocket: Pocket, person: string, choice: Choice): void {
  writeJson(pocket, `leima.choice.${person}`, choice);
}
