/**
 * Reads what a screen needs in one IndexedDB transaction, without Dexie: the first paint waits for nothing else.
 */
import type { MetaRow, ServerRow } from "./db";
import type { OutboxRow } from "./operations";

export interface Loaded {
  rows: Map<string, ServerRow[]>;
  /** Own operations that are not confirmed, in the order they were made. */
  outbox: OutboxRow[];
  meta: Map<string, unknown>;
}

/** Types of rows: those that are read round today by their dates, and those of which all are. */
export interface Types {
  dated: readonly string[];
  whole: readonly string[];
}

/** The unconfirmed states are two runs of the alphabet (the others are closed and settled): two reads instead of four. */
const UNCONFIRMED = [
  ["acked", "attention"],
  ["queued", "sending"],
];

/** Opens the database if it is there already; null when this person has none on this device. */
export function openExisting(name: string): Promise<IDBDatabase | null> {
  return new Promise((resolve) => {
    const request = indexedDB.open(name);
    request.onupgradeneeded = () => request.transaction?.abort();
    request.onerror = () => resolve(null);
    request.onsuccess = () => {
      const db = request.result;
      db.onversionchange = () => db.close();
      resolve(db.objectStoreNames.contains("server_rows") ? db : null);
    };
  });
}

/** Rows dated from..until (inclusive, with days to spare), the undated ones, own unconfirmed operations and the meta rows. */
export function load(db: IDBDatabase, types: Types, from: string, until: string): Promise<Loaded> {
  const tx = db.transaction(["server_rows", "outbox", "meta"], "readonly");
  const dated = tx.objectStore("server_rows").index("[type+date]");
  const stored = tx.objectStore("server_rows");
  const status = tx.objectStore("outbox").index("status");
  const rows = new Map<string, ServerRow[]>();
  const own: OutboxRow[] = [];
  const meta: MetaRow[] = [];
  for (const type of types.dated) {
    read<ServerRow>(dated.getAll(IDBKeyRange.bound([type, from], [type, until])), (found) => rows.set(type, found));
  }
  for (const type of types.whole) {
    read<ServerRow>(stored.getAll(IDBKeyRange.bound([type, ""], [type, "\uffff"])), (found) => rows.set(type, found));
  }
  for (const [first, last] of UNCONFIRMED) {
    read<OutboxRow>(status.getAll(IDBKeyRange.bound(first, last)), (found) => own.push(...found));
  }
  read<MetaRow>(tx.objectStore("meta").getAll(), (found) => meta.push(...found));
  return new Promise((resolve, reject) => {
    tx.onabort = tx.onerror = () => reject(tx.error ?? new Error("The read was broken off"));
    tx.oncomplete = () =>
      resolve({
        rows,
        outbox: own.sort((a, b) => a.n! - b.n!),
        meta: new Map(meta.map((row) => [row.key, row.value])),
      });
  });
}

/** Takes each answer when it comes: to make objects of all of them at the end would be one long task. */
function read<R>(request: IDBRequest, take: (found: R[]) => void): void {
  request.onsuccess = () => take(request.result as R[]);
}
