/** Taking an act or a decision back: an operation of its own, which the server refuses once somebody has acted on the first. */
import type { Draft } from "../../device/operations";
import { minuteOf } from "../clock";
import type { StoreContext } from "../context";
import { keep, ownId } from "../keep";
import type { Decided, UndoActs } from "./types";
import type { Saved } from "../types";
import { unsentOn } from "../punches/drafts";

const ENTITY: Record<Decided["kind"], string> = {
  month: "month",
  change: "change_request",
  order: "work_order",
  correction: "correction",
  kiky: "kiky_mark",
  leave: "leave",
  claim: "claim",
};

export function undoActs(store: StoreContext): UndoActs {
  return {
    undoPunches: (ids, person) => undoPunches(store, [...ids].reverse(), person ?? ownId(store)),
    undoDecision: ({ kind, id, person, name, version, reason = "" }) =>
      keep(store, {
        type: `${kind}.undo`,
        subject: person,
        entity: { type: ENTITY[kind], id },
        body: { seen_version: version + 1, ...(reason ? { reason } : {}) },
        after: unsentOn(store, [id]),
        journal: { key: "journal.decision.undo", params: { name } },
      }),
  };
}

async function undoPunches(store: StoreContext, ids: readonly string[], subject: string): Promise<Saved> {
  const [first, ...rest] = ids.map((id): Draft => {
    const punch = store.facts?.punches.find((one) => one.id === id);
    const sealed = store.facts?.pending.find((row) => row.entity_id === id);
    const at = punch?.ms ?? sealed?.claimed_at ?? store.ports.now();
    return {
      type: "punch.undo",
      subject,
      entity: { type: "punch", id },
      body: {},
      after: unsentOn(store, [id]),
      journal: { key: "journal.punch.undo", params: { at: minuteOf(at) } },
    };
  });
  return first ? keep(store, { ...first, also: rest }) : "failed";
}
