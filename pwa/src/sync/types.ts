/** What travels and what waits: operations, the rows that keep them, and the server's answers. Instants are epoch ms. */

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

export type OutboxStatus = "queued" | "sending" | "acked" | "settled" | "attention" | "closed";
/** Why a queued operation is not being sent; `null` when it simply waits for its turn. */
export type Waits = null | "blob" | "dep" | "upgrade" | "quarantined" | "busy";

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
  status: OutboxStatus;
  waits: Waits;
  lease_until: number;
  lease_by: string;
  tries: number;
  not_before: number;
  seq: number | null;
  version: number | null;
  flags: string[];
  code: string | null;
  result: OpResult | null;
  /** Server time when it settled, for the thirty days of custody. */
  settled_at: number | null;
}

export interface OpResult {
  op_id: string | null;
  status: "applied" | "conflict" | "rejected" | "deferred";
  dup?: boolean;
  seq?: number | null;
  version?: number | null;
  flags?: string[];
  code?: string | null;
  message_key?: string | null;
  /** What fills the places of the sentence. */
  params?: Record<string, unknown>;
  current?: Record<string, unknown> | null;
  fields?: string[];
  retry_after?: number | null;
}

export interface PushReply {
  server_time: number;
  epoch: string;
  results: OpResult[];
  balances?: unknown;
}

export interface Change {
  type: string;
  id: string;
  version: number;
  deleted: boolean;
  op_id: string | null;
  by: string | null;
  data: Record<string, unknown> | null;
}

export interface PullReply {
  server_time: number;
  cursor: string;
  more: boolean;
  reset: { scopes: string[] } | null;
  changes: Change[];
  balances?: (Record<string, unknown> & { seq?: number }) | null;
}

export interface Receipt {
  op_id: string;
  status: OpResult["status"];
  code: string | null;
  seq: number | null;
  version: number | null;
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
  journal: { key: string; params: Record<string, string | number | null> };
}

export const MAX_OPS = 50;
export const MAX_BYTES = 400_000;
export const LEASE_MS = 60_000;
export const CUSTODY_MS = 30 * 24 * 3600_000;
/** The newest pull shape that this app reads. */
export const SCHEMA = 1;
