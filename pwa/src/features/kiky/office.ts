/** What the server says of kiky at the office's desk, and how it is asked. Minutes are whole. */
import type { KikyLine, KikyMonth, KikyYear, Office, OfficeReply } from "../../store/live";
import { t } from "../../ui/words";

export interface TeamRow {
  person: string;
  name: string;
  accounted: string;
  pay: string;
  opening: number;
  settled: number;
  done: number;
  lapsed: number;
  planned: number;
  left: number;
  leaves: string | null;
  proposal: "return" | "deduct" | "none";
}

export interface TeamAnswer {
  year: number;
  today: string;
  people: TeamRow[];
}

export interface Fault {
  row: number;
  field: string;
  message: string;
  person: string;
}

export interface Deducted {
  person: string;
  name: string;
  minutes: number;
  left: number;
  legs: { account: string; minutes: number; before: number; after: number }[];
  planned: boolean;
  warnings: string[];
}

export interface BulkAnswer {
  id: string;
  dry_run: boolean;
  rows: number;
  done: Deducted[];
  faults: Fault[];
  minutes: number;
}

export interface MarkAnswer {
  id: string;
  people: {
    person: string;
    name: string;
    status: "marked" | "already" | "refused";
    minutes: number;
    message: string;
  }[];
}

export interface LeaverAnswer {
  person: string;
  name: string;
  year: number;
  leaves: string | null;
  opening: number;
  settled: number;
  left: number;
  proposal: "return" | "deduct" | "none";
  minutes: number;
  legs: { account: string; minutes: number }[];
  confirmed: boolean;
  /** Whether the caller may take what is left from the final pay: payroll may. */
  may_deduct: boolean;
}

export interface Proposal {
  person: string;
  name: string;
  year: number;
  kind: "return" | "deduct";
  minutes: number;
  legs: { account: string; minutes: number }[];
}

/** Minutes that wait until the holiday bonus is marked for payment. */
export interface Plan {
  id: string;
  person: string;
  name: string;
  year: number;
  minutes: number;
  date: string;
  reason: string;
}

export interface WaitingAnswer {
  proposals: Proposal[];
  plans: Plan[];
}

export interface SwitchRow {
  id: string;
  agreement: string | null;
  agreement_name: string | null;
  from_date: string;
  until_date: string | null;
  runs: boolean;
  scheme: Record<string, unknown> | null;
  reason: string;
  who: string | null;
}

export interface SwitchTrial {
  year: number;
  changed: number;
  unchanged: number;
  first_pay_day: string;
  days_until: number;
  warning: "" | "soon" | "past";
  people: {
    person: string;
    name: string;
    kiky_before: number;
    kiky_after: number;
    flex_before: number;
    flex_after: number;
  }[];
}

type WireLine = Omit<KikyLine, "who"> & { who_name: string | null };
export type WireYear = Omit<KikyYear, "lines" | "months" | "local"> & { lines: WireLine[]; months: KikyMonth[] };

/** A year as the server tells it, in the form that the picture reads. */
export function yearOf(wire: WireYear): KikyYear {
  return { ...wire, lines: wire.lines.map((line) => ({ ...line, who: line.who_name })), local: false };
}

/** What went wrong, in words: no network, or the server's own sentence with the fields that it names. */
export function troubleOf(reply: OfficeReply<unknown>): string {
  if (reply.ok) return "";
  if (reply.offline) return t("kiky.offline");
  const fields = reply.problem.fields.map(({ message }) => message).filter(Boolean);
  return [reply.problem.detail, ...new Set(fields)].join(" ");
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

/** A file's bytes in base64. */
export async function packed(file: File): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let text = "";
  for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return btoa(text);
}

/** Takes an act back with all that it did. */
export function takeBack(office: Office, id: string): Promise<OfficeReply<unknown>> {
  return office.post(`/api/v1/acts/${id}/undo`, {});
}
