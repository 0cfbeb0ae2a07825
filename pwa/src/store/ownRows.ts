import type { ServerRow } from "../device/db";
import type { StoreContext } from "./context";
import { ownId } from "./keep";

const ALL = "\uffff";

/** The person's own rows of a type that the store reads only when a screen asks. */
export async function ownRows(store: StoreContext, type: string): Promise<ServerRow[]> {
  const { db } = await store.engine();
  const rows = await db.server_rows.where("[type+date]").between([type, ""], [type, ALL]).toArray();
  return rows.filter((row) => !row.deleted && row.data.person === ownId(store));
}
