/** The table of people and accounts as it was last fetched; sheets over the screen read the same. */
import { signal } from "@preact/signals";
import type { Office, OfficeReply } from "../../store/appState";
import type { PersonRow, Table } from "./wire";

export const table = signal<OfficeReply<Table> | null>(null);
/** Counts the changes that this screen has made; what shows a person fetches again after each. */
export const turn = signal(0);

export async function fetchTable(office: Office): Promise<void> {
  table.value = await office.get("/api/v1/people/balances");
}

/** After something was posted: the table and what is open are fetched again. */
export async function changed(office: Office): Promise<void> {
  turn.value += 1;
  await fetchTable(office);
}

export function personOf(id: string): PersonRow | null {
  const shown = table.value;
  return shown?.ok ? (shown.data.people.find(({ person }) => person === id) ?? null) : null;
}
