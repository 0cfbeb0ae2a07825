/** What own unsent punches do to the facts. */
import type { Operation } from "../../device/operations";
import { minuteOf } from "../clock";
import type { Own } from "../feature";
import type { PunchFact, PunchFacts } from "./facts";

type Known = PunchFacts & Own;

export const punchOverlay = {
  "punch.record": layPunch,
  "punch.choose": layChoice,
  "punch.undo": (facts: Known, { entity: { id } }: Operation) => {
    facts.punches = facts.punches.map((one) => (one.id === id ? { ...one, superseded: true, local: true } : one));
  },
};

function layPunch(facts: Known, op: Operation): void {
  if (facts.punches.some((punch) => punch.id === op.entity.id)) return;
  const body = op.body as { kind: PunchFact["kind"]; estimated_confirmed?: boolean };
  facts.punches.push({
    ...(body as unknown as PunchFact),
    id: op.entity.id,
    at: minuteOf(op.time.claimed_at),
    ms: op.time.claimed_at,
    device: "",
    author: facts.person,
    kiky: Boolean((op.body as { kiky?: boolean }).kiky),
    estimated: Boolean(body.estimated_confirmed),
    superseded: false,
    flags: [],
    authorName: "",
    local: true,
  });
}

/** Choosing another's word counts at once; one's own over a supervisor's waits for a decision and lays nothing. */
function layChoice(facts: Known, op: Operation): void {
  if (asksForCorrection(facts, op)) return;
  const gone = new Set(op.body.instead_of as string[]);
  facts.punches = facts.punches.map((p) => (gone.has(p.id) ? { ...p, superseded: true, local: true } : p));
}

/** True when the operation sets the person's own punch in place of somebody else's. */
export function asksForCorrection(facts: Known, op: Operation): boolean {
  const authorOf = (id: string) => facts.punches.find((punch) => punch.id === id)?.author ?? facts.person;
  const gone = op.body.instead_of as string[];
  return authorOf(op.entity.id) === facts.person && gone.some((id) => authorOf(id) !== facts.person);
}
