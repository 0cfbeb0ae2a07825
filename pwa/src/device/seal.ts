import type { Base, Draft, Operation, OutboxRow } from "./operations";
import type { Ports } from "./ports";

/** What the last exchange with the server said of its clock; kept in `meta` under `offset`. */
export interface Offset {
  ms: number;
  at: number;
  boot: string;
  mono: number;
}

/** The age is counted by the monotonic clock where it can be, by the wall clock otherwise. */
export function offsetNow(offset: Offset | undefined, ports: Pick<Ports, "now" | "mono">) {
  if (!offset) return null;
  const mono = ports.mono();
  const age = mono.boot === offset.boot ? mono.ms - offset.mono : ports.now() - offset.at;
  return age < 0 ? null : { ms: offset.ms, age_ms: Math.round(age) };
}

/** Makes the operation once and for all: the row keeps its JSON, and nothing ever writes into it again. */
export function seal(
  draft: Draft,
  person: string,
  devSeq: number,
  base: Base,
  offset: Offset | undefined,
  ports: Ports,
): OutboxRow {
  const op: Operation = {
    op_id: ports.uuid(),
    dev_seq: devSeq,
    type: draft.type,
    v: draft.v ?? 1,
    subject: draft.subject,
    entity: draft.entity,
    base,
    body: draft.body,
    time: {
      claimed_at: Math.round(draft.claimed_at ?? ports.now()),
      ...ports.zone(),
      mono: ports.mono(),
      srv_offset: offsetNow(offset, ports),
    },
  };
  const after = [...(draft.after ?? []), ...(base && "after_op" in base ? [base.after_op] : [])];
  return { ...rowOf(op, person, after, ports.now()), ...filesOf(draft) };
}

function filesOf({ files }: Draft): Partial<OutboxRow> {
  if (!files?.length) return {};
  const names = [...new Set(files.map(({ hash }) => hash))];
  return { files: names, unsent_files: names };
}

function rowOf(op: Operation, person: string, after: string[], madeAt: number): OutboxRow {
  return {
    op_id: op.op_id,
    person,
    dev_seq: op.dev_seq,
    type: op.type,
    subject: op.subject,
    entity: op.entity.type,
    entity_id: op.entity.id,
    sealed: JSON.stringify(op),
    claimed_at: op.time.claimed_at,
    made_at: madeAt,
    after: [...new Set(after)],
    status: "queued",
    waits: null,
    lease_until: 0,
    lease_by: "",
    tries: 0,
    not_before: 0,
    seq: null,
    version: null,
    flags: [],
    code: null,
    result: null,
    settled_at: null,
  };
}

/** The operation as it was made. */
export function opened(row: Pick<OutboxRow, "sealed">): Operation {
  return JSON.parse(row.sealed) as Operation;
}
