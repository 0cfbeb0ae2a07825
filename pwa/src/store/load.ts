/**
 * Reads what a screen needs in one IndexedDB transaction, without Dexie: the first paint waits for nothing else.
 */
import type { MetaRow, ServerRow } from "./db";
import type { OutboxRow } from "../sync/types";

export interface Loaded {
  rows: Map<string, ServerRow[]>;
  /** Own operations that are not settled, in the order they were made. */
  outbox: OutboxRow[];
  meta: Map<string, unknown>;
}

const DATED = ["calendar_day", "punch", "entry", "kiky_mark", "work_order", "overtime_choice", "day", "posting"];
const WHOLE = ["terms", "work_type", "cost_centre", "correction", "absence"];
/** The unsettled states are two runs of the alphabet (the others are closed and settled): two reads instead of four. */
const UNSETTLED = [
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

/** Rows dated from..until (inclusive, with days to spare), the undated ones, own unsettled operations and the meta rows. */
export function load(db: IDBDatabase, from: string, until: string): Promise<Loaded> {
  const tx = db.transaction(["server_rows", "outbox", "meta"], "readonly");
  const dated = tx.objectStore("server_rows").index("[type+date]");
  const rows = tx.objectStore("server_rows");
  const status = tx.objectStore("outbox").index("status");
  const reads: [string, IDBRequest<ServerRow[]>][] = [
    ...DATED.map(
      (t) => [t, dated.getAll(IDBKeyRange.bound([t, from], [t, until]))] as [string, IDBRequest<ServerRow[]>],
    ),
    ...WHOLE.map(
      (t) => [t, rows.getAll(IDBKeyRange.bound([t, ""], [t, "\uffff"]))] as [string, IDBRequest<ServerRow[]>],
    ),
  ];
  const own = UNSETTLED.map(([from, to]) => status.getAll(IDBKeyRange.bound(from, to)) as IDBRequest<OutboxRow[]>);
  const meta = tx.objectStore("meta").getAll() as IDBRequest<MetaRow[]>;
  return new Promise((resolve, reject) => {
    tx.onabort = tx.onerror = () => reject(tx.error);
    tx.oncomplete = () =>
      resolve({
        rows: new Map(reads.map(([type, request]) => [type, request.result])),
        outbox: own.flatMap((request) => request.result).sort((a, b) => a.n! - b.n!),
        meta: new Map(meta.result.map((row) => [row.key, row.value])),
      });
  });
}
