/** What travels and what waits: operations, the rows that keep them, and the server's answers. Instants are epoch ms. */

import type { Wire } from "../api/replies";

export type Base = null | { version: number } | { after_op: string };

export interface Operation {
  op_id: string;
  dev_seq: number;
  type: string;
  v: number;
  subject: string;
  entity: { type: string; id: string };
  base: Base;
  body: Record<string, unknown>;
  time: {
    claimed_at: number;
    tz: string;
    offset_min: number;
    mono: { boot: string; ms: number };
    srv_offset: { ms: number; age_ms: number } | null;
  };
}

/**
 * The server's rows on this device hold what the operation did. Databases of older apps have it under this word, so the
 * stored word stays; code says confirmed, since to settle is to work days out.
 */
export const CONFIRMED = "settled";
export type OutboxStatus = "queued" | "sending" | "acked" | typeof CONFIRMED | "attention" | "closed";
/** Why a queued operation is not being sent; `null` when it simply waits for its turn. */
export type HeldBy = null | "blob" | "dep" | "upgrade" | "quarantined" | "busy";

/** One operation in custody. `sealed` is the exact JSON that is sent, again and again, until it is answered. */
export interface OutboxRow {
  n?: number;
  op_id: string;
  person: string;
  dev_seq: number;
  type: string;
  subject: string;
  entity: string;
  entity_id: string;
  sealed: string;
  claimed_at: number;
  made_at: number;
  /** Operations of this device that must have been applied first. */
  after: string[];
  /** SHA-256 of the files that it names, and of those among them that the server is not known to have. */
  files?: readonly string[];
  unsent_files?: readonly string[];
  status: OutboxStatus;
  waits: HeldBy;
  lease_until: number;
  lease_by: string;
  tries: number;
  not_before: number;
  seq: number | null;
  version: number | null;
  flags: readonly string[];
  code: string | null;
  result: OpResult | null;
  /** Server time when it was confirmed, for the thirty days of custody. */
  settled_at: number | null;
}

export type OpResult = Wire["OperationResult"];
export type PushReply = Wire["PushReply"];
export type Receipt = Wire["Receipt"];

type Pulled = Wire["PullPage"]["changes"][number];

/** A row as the server sends it: a newer server may send types that this app does not know, and they are kept. */
export type Change = Omit<Pulled, "type" | "data"> & {
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>> | null;
};
export type PullReply = Omit<Wire["PullPage"], "changes"> & { readonly changes: readonly Change[] };

/** A file that an operation names: by the SHA-256 of its bytes, which are there when this device has to keep them. */
export interface DraftFile {
  hash: string;
  bytes?: ArrayBuffer;
  /** A picture of it for lists, of a few kilobytes. */
  small?: ArrayBuffer;
}

/** An intent before it is sealed. */
export interface Draft {
  /** Sealed by the first try to keep it: a second try is the same operation, byte for byte. */
  made?: OutboxRow;
  type: string;
  v?: number;
  subject: string;
  entity: { type: string; id: string };
  body: Record<string, unknown>;
  /** Epoch ms that the operation claims; the device's clock when left out. */
  claimed_at?: number;
  /** `on_top`: on what this device knows of the entity, own unsent work included. */
  base?: "none" | "on_top" | { version: number };
  /** Own operations that this one leans on. */
  after?: string[];
  /** What is one intent with it: kept in the same moment, or none of them is. */
  also?: Draft[];
  /** Beside the operation of whose `also` it is: it goes after that one was applied. */
  follows?: boolean;
  /** Kept in the same moment, and sent before it. */
  files?: readonly DraftFile[];
  journal: { key: string; params: Record<string, string | number | null> };
}

/** Before the hash of a file: the key of its small picture. */
export const SMALL = "small:";
export const MAX_OPS = 50;
export const MAX_BYTES = 400_000;
export const LEASE_MS = 60_000;
export const CUSTODY_MS = 30 * 24 * 3600_000;
/** The newest pull shape that this app reads. */
export const SCHEMA = 1;
