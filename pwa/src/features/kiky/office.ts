/** What the server says of kiky at the office's desk, and how it is asked. Minutes are whole. */
import type { KikyYear, Office, OfficeReply, Wire } from "../../store/appState";
import { t } from "../../ui/words";
import { refusalText } from "../_shared/reply/reply";

export type TeamRow = Wire["TeamRow"];

export type TeamAnswer = Wire["KikyTeam"];

export type Fault = Wire["Fault"];

export type Deducted = Wire["Deducted"];

export type BulkAnswer = Wire["BulkDone"];

export type MarkAnswer = Wire["Marked"];

export type LeaverAnswer = Wire["Leaver"];

export type Proposal = Wire["KikyProposal"];

/** Minutes that wait until the holiday bonus is marked for payment. */
export type Plan = Wire["Plan"];

export type WaitingAnswer = Wire["Waiting"];

export type SwitchRow = Wire["SwitchRow"];

export type SwitchTrial = Wire["SwitchTrial"];

export type WireYear = Wire["KikyYear"];

/** A year as the server tells it, in the form that the picture reads. */
export function yearOf(wire: WireYear): KikyYear {
  return { ...wire, lines: wire.lines.map((line) => ({ ...line, who: line.who_name })), local: false };
}

/** Why it was not done; empty where it was. */
export function whyNot(reply: OfficeReply<unknown>): string {
  return refusalText(reply, t("kiky.offline"));
}

const NAMED = 5;

/** The first names of a list, and a sign that there are more. */
export function namesOf(people: readonly TeamRow[]): string {
  const first = people.slice(0, NAMED).map(({ name }) => name);
  return first.join(", ") + (people.length > NAMED ? "…" : "");
}

/** A text file of people as the sheet's reader takes it, in base64. */
export function sheetOf(people: readonly string[]): string {
  return btoa(["Person", ...people].join("\n"));
}

/** Takes an act back with all that it did. */
export function takeBack(office: Office, id: string): Promise<OfficeReply<unknown>> {
  return office.post(`/api/v1/acts/${id}/undo`, {});
}
