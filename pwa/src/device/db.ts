/**
 * The device's own database, one per person, so that nobody else on the same phone sends or sees their work.
 * Versions of the schema only ever add; no upgrade touches `outbox`.
 */
import Dexie, { type DexieOptions, type Table } from "dexie";
import type { OutboxRow } from "./operations";

export interface ServerRow {
  type: string;
  id: string;
  /** The date (UTC for instants) under which the row is found, "" when it has none. */
  date: string;
  version: number;
  deleted: boolean;
  by: string | null;
  op_id: string | null;
  /** The snapshot that brought or confirmed the row. */
  gen: number;
  data: Record<string, unknown>;
}

export interface JournalEntry {
  id: string;
  at: number;
  key: string;
  params: Record<string, string | number | null>;
  status: "waiting" | "sent" | "attention" | "closed";
  sent_at: number | null;
}

export interface MetaRow {
  key: string;
  value: unknown;
}

/** Meta key: the person signed out here, so that nothing of theirs is sent before they are back. */
export const SIGNED_OUT = "signed_out";

/** The key of a megabyte among the files that is given back when a punch needs it. */
export const BALLAST = "ballast";

const COPY = "copy:";

export const TABLES = {
  outbox: "++n,&op_id,status,entity_id",
  server_rows: "[type+id],[type+date]",
  meta: "key",
  drafts: "key",
  journal: "id,at",
  blobs: "hash",
};

export class LeimaDb extends Dexie {
  outbox!: Table<OutboxRow, number>;
  server_rows!: Table<ServerRow, [string, string]>;
  meta!: Table<MetaRow, string>;
  drafts!: Table<{ key: string; value: unknown }, string>;
  journal!: Table<JournalEntry, string>;
  blobs!: Table<{ hash: string; bytes: ArrayBuffer }, string>;

  constructor(person: string, options: DexieOptions = {}) {
    super(nameOf(person), { chromeTransactionDurability: "strict", ...options });
    this.version(1).stores(TABLES);
  }

  /** The value kept under `key`, or undefined. Takes part in the transaction that is running. */
  async value<T>(key: string): Promise<T | undefined> {
    return (await this.meta.get(key))?.value as T | undefined;
  }

  async keep(key: string, value: unknown): Promise<void> {
    await this.meta.put({ key, value });
  }

  /** What a path of the API last said. It is not among the meta rows, which every picture reads whole. */
  async copy<T>(path: string): Promise<T | undefined> {
    return (await this.drafts.get(COPY + path))?.value as T | undefined;
  }

  async keepCopy(path: string, value: unknown): Promise<void> {
    await this.drafts.put({ key: COPY + path, value });
  }

  async dropCopy(path: string): Promise<void> {
    await this.drafts.delete(COPY + path);
  }
}

export function nameOf(person: string): string {
  return `leima-${person}`;
}
