/** Lays own pending operations over the server's rows, in the order they were made. Refused ones lay nothing. */
import type { Operation, OutboxRow } from "../device/operations";
import { opened } from "../device/seal";
import { type AllFacts, FEATURES } from "./features";

type Lay = (facts: AllFacts, op: Operation) => void;

const LAYS = new Map(FEATURES.flatMap((one): [string, Lay][] => ("overlay" in one ? Object.entries(one.overlay) : [])));

export function overlay(facts: AllFacts): AllFacts {
  const claims = claimsAfter(facts.pending);
  for (const row of facts.pending) {
    if (row.status === "attention" || row.status === "closed" || row.subject !== facts.person) continue;
    const op = opened(row);
    const next = claims.get(row.op_id);
    if (next !== undefined && op.time.claimed_at > next) op.time.claimed_at = next - 1;
    LAYS.get(row.type)?.(facts, op);
  }
  for (const one of FEATURES) if ("derive" in one) one.derive(facts);
  const own = facts.pending.filter((row) => row.subject === facts.person);
  facts.dates = new Map(own.map((row) => [row.op_id, datesOf(opened(row), facts)]));
  return facts;
}

function datesOf(op: Operation, facts: AllFacts): string[] {
  for (const one of FEATURES) {
    const dates = "dates" in one ? one.dates(op, facts) : null;
    if (dates) return dates;
  }
  return [];
}

/** For each punch what this device claims for the next one: a clock that ran ahead was set right between them.
 * A clock-out told afterwards says nothing of the clock. */
function claimsAfter(pending: readonly OutboxRow[]): Map<string, number> {
  const found = new Map<string, number>();
  let earliest = Infinity;
  for (const row of [...pending].sort((a, b) => b.dev_seq - a.dev_seq)) {
    if (row.type !== "punch.record") continue;
    found.set(row.op_id, earliest);
    const op = opened(row);
    if (!op.body.estimated_confirmed) earliest = Math.min(earliest, op.time.claimed_at);
  }
  return found;
}
