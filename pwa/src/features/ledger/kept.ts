/** The table of people and accounts as it was last fetched; sheets over the screen read the same. */
import { signal } from "@preact/signals";
import type { Office, OfficeReply } from "../../store/live";
import type { PersonRow, Table } from "./answers";

export type Shown<T> = T | "offline" | { said: string } | null;

export const table = signal<Shown<Table>>(null);
/** Counts the changes that this screen has made; what shows a person fetches again after each. */
export const turn = signal(0);

/** What a reply gives to look at: its data, the sentence of its refusal, or that there is no network. */
export function shownOf<T>(reply: OfficeReply<T>): Shown<T> {
  if (reply.ok) return reply.data;
  return reply.offline ? "offline" : { said: reply.problem.detail };
}

export function isHere<T extends object>(shown: Shown<T>): shown is T {
  return shown !== null && shown !== "offline" && !("said" in shown);
}

export async function fetchTable(office: Office): Promise<void> {
  const reply = await office.get<Table>("/api/v1/people/balances");
  table.value = shownOf(reply);
}

/** After something was posted: the table and what is open are fetched again. */
export async function changed(office: Office): Promise<void> {
  turn.value += 1;
  await fetchTable(office);
}

export function personOf(id: string): PersonRow | null {
  const shown = table.value;
  return isHere(shown) ? (shown.people.find(({ person }) => person === id) ?? null) : null;
}
