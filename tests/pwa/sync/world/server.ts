/** A model of the server: receipts by id and body, versions, a gap-free log, scopes by owner, sessions, epochs. */
import { createHash } from "node:crypto";
import type { Change, OpResult, Operation, PullReply } from "../../../../pwa/src/device/operations";

export interface Row {
  type: string;
  id: string;
  owner: string;
  version: number;
  deleted: boolean;
  data: Record<string, unknown>;
  /** The version at which each field was last set. */
  fields: Record<string, number>;
}

interface Logged {
  seq: number;
  key: string;
  owner: string;
  op_id: string;
}

export interface Receipt {
  hash: string;
  author: string;
  sealed: string;
  result: OpResult;
}

interface State {
  head: number;
  rows: Map<string, Row>;
  log: Logged[];
  receipts: Map<string, Receipt>;
  /** How often each operation had its effect: never more than once. */
  effects: Map<string, number>;
}

const key = (type: string, id: string) => `${type}/${id}`;

export class ModelServer {
  epoch = 1;
  restored = false;
  pageSize = 500;
  /** People whose push meets a busy row now and then. */
  busy: () => boolean = () => false;
  poked: (owner: string) => void = () => {};
  /** `person/hash` of the files that are kept; an operation that names another waits for it. */
  files = new Set<string>();
  /** How a file is refused; null when it is kept. */
  refuses: (bytes: ArrayBuffer) => { status: number; json: unknown; retryAfter?: number } | null = () => null;
  state: State = { head: 0, rows: new Map(), log: [], receipts: new Map(), effects: new Map() };
  private view = new Map<string, string>();
  private kept: { state: State } | null = null;

  push(author: string, sealedOps: string[]): OpResult[] {
    return sealedOps.map((sealed) => this.one(author, sealed));
  }

  protected one(author: string, sealed: string): OpResult {
    const op = JSON.parse(sealed) as Operation;
    const hash = createHash("sha256").update(sealed).digest("hex");
    const known = this.state.receipts.get(op.op_id);
    if (known) return this.again(known, hash, op.op_id);
    const result = this.decide(author, op);
    if (result.status === "deferred") return result;
    this.state.receipts.set(op.op_id, { hash, author, sealed, result });
    if (result.status === "applied") this.poked(op.subject);
    return result;
  }

  protected again(known: Receipt, hash: string, opId: string): OpResult {
    if (known.hash !== hash) return { op_id: opId, status: "rejected", code: "op_id_reused" };
    return { ...known.result, dup: true };
  }

  protected decide(author: string, op: Operation): OpResult {
    const refuse = (code: string): OpResult => ({ op_id: op.op_id, status: "rejected", code });
    const wait = (code: string): OpResult => ({ op_id: op.op_id, status: "deferred", code, retry_after: 1 });
    if (author !== op.subject) return refuse("not_allowed");
    if (op.body.note === "invalid") return refuse("invalid");
    if (op.body.note === "newer") return wait("quarantined");
    if (this.busy()) return wait("busy");
    const named = (op.body.files as string[] | undefined) ?? [];
    if (named.some((hash) => !this.files.has(`${author}/${hash}`))) return wait("blob_missing");
    if (op.base && "after_op" in op.base && !this.state.receipts.has(op.base.after_op)) return wait("dep_missing");
    if (op.type === "punch.record" || op.type === "entry.create" || op.type === "receipt.save") return this.insert(op);
    if (op.type === "entry.edit") return this.edit(op);
    return wait("quarantined");
  }

  private insert(op: Operation): OpResult {
    const at = key(op.entity.type, op.entity.id);
    if (this.state.rows.has(at)) return { op_id: op.op_id, status: "rejected", code: "exists" };
    const { type, id } = op.entity;
    const data = { ...op.body, person: op.subject, at: op.time.claimed_at };
    const row: Row = { type, id, owner: op.subject, version: 0, deleted: false, data, fields: {} };
    return this.write(row, op, Object.keys(data));
  }

  /** Stale but disjoint fields merge; the same value is applied; anything else is a conflict that shows both. */
  private edit(op: Operation): OpResult {
    const row = this.state.rows.get(key(op.entity.type, op.entity.id));
    if (!row) return { op_id: op.op_id, status: "deferred", code: "dep_missing", retry_after: 1 };
    const set = op.body.set as Record<string, unknown>;
    const base = this.baseVersion(op);
    if (base > row.version) return { op_id: op.op_id, status: "deferred", code: "dep_missing", retry_after: 1 };
    const newer = Object.keys(set).filter((field) => (row.fields[field] ?? 0) > base && row.data[field] !== set[field]);
    if (newer.length > 0) {
      const current = { ...row.data, version: row.version };
      return { op_id: op.op_id, status: "conflict", code: "stale_base", current, fields: newer };
    }
    const data = { ...row.data, ...set };
    return this.write({ ...row, data, fields: { ...row.fields } }, op, Object.keys(set));
  }

  private baseVersion(op: Operation): number {
    if (!op.base) return 0;
    if ("version" in op.base) return op.base.version;
    return this.state.receipts.get(op.base.after_op)?.result.version ?? 0;
  }

  protected write(row: Row, op: Operation, fields: string[]): OpResult {
    const { state } = this;
    row.version += 1;
    for (const field of fields) row.fields[field] = row.version;
    state.rows.set(key(row.type, row.id), row);
    state.head += 1;
    state.log.push({ seq: state.head, key: key(row.type, row.id), owner: row.owner, op_id: op.op_id });
    state.effects.set(op.op_id, (state.effects.get(op.op_id) ?? 0) + 1);
    return { op_id: op.op_id, status: "applied", dup: false, seq: state.head, version: row.version, flags: [] };
  }

  /** What `person` may see, as the log tells it from the cursor on; without a cursor a snapshot of the rows. */
  pull(person: string, cursor: string | null, serverTime: number): PullReply {
    const view = this.view.get(person) ?? "v1";
    const [epoch, seenView, from] = (cursor ?? "").split(".");
    const reset = cursor !== null && (epoch !== String(this.epoch) || seenView !== view);
    const all = this.since(person, reset || cursor === null ? 0 : Number(from));
    const page = all.slice(0, this.pageSize);
    const more = page.length < all.length;
    const next = more ? this.lastSeq(page.at(-1)!) : this.state.head;
    return {
      server_time: serverTime,
      cursor: `${this.epoch}.${view}.${next}`,
      more,
      reset: reset ? { epoch: String(this.epoch), scopes: [`own:${person}`] } : null,
      changes: page,
      ...(more ? {} : { balances: { seq: this.state.head } as PullReply["balances"] }),
    };
  }

  private lastSeq(change: Change): number {
    const at = key(change.type, change.id);
    return this.state.log.filter((entry) => entry.key === at).at(-1)?.seq ?? 0;
  }

  private since(person: string, from: number): Change[] {
    const latest = new Map<string, Logged>();
    for (const entry of this.state.log) if (entry.owner === person) latest.set(entry.key, entry);
    return [...latest.values()]
      .filter((entry) => entry.seq > from)
      .sort((a, b) => a.seq - b.seq)
      .map((entry) => {
        const { type, id, version, deleted, data } = this.state.rows.get(entry.key)!;
        return { type, id, version, deleted, op_id: entry.op_id, by: null, data: { ...data } };
      });
  }

  status(author: string, opIds: string[]): { op_id: string; status: string; code: null; seq: null; version: null }[] {
    return opIds
      .filter((id) => this.state.receipts.get(id)?.author === author)
      .map((id) => ({
        op_id: id,
        status: this.state.receipts.get(id)!.result.status,
        code: null,
        seq: null,
        version: null,
      }));
  }

  changeView(person: string): void {
    this.view.set(person, `${this.view.get(person) ?? "v1"}x`);
  }

  backup(): void {
    this.kept = { state: structuredClone(this.state) };
  }

  /** Last night's backup comes back: whatever came after it is gone, and the epoch says so. */
  restore(): void {
    if (!this.kept) return;
    this.state = structuredClone(this.kept.state);
    this.epoch += 1;
    this.restored = true;
  }
}
