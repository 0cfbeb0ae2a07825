/** Taking one's own act back: an operation of its own, which the server refuses once somebody has acted on the first. */
import type { Draft } from "../sync/types";
import { minuteOf } from "./clock";
import type { Home } from "./home";
import { keep, me } from "./keeping";
import type { Decided, Saved, UndoActs } from "./live";
import { unsentOn } from "./punchDrafts";

const ENTITY: Record<Decided["kind"], string> = {
  month: "month",
  change: "change_request",
  order: "work_order",
  correction: "correction",
};

export function undoActs(home: Home): UndoActs {
  return {
    undoPunches: (ids, person) => undoPunches(home, [...ids].reverse(), person ?? me(home)),
    undoDecision: ({ kind, id, person, name, version }) =>
      keep(home, {
        ...{ type: `${kind}.undo`, subject: person, entity: { type: ENTITY[kind], id } },
        body: { seen_version: version + 1 },
        after: unsentOn(home, [id]),
        journal: { key: "journal.decision.undo", params: { name } },
      }),
  };
}

async function undoPunches(home: Home, ids: readonly string[], subject: string): Promise<Saved> {
  const [first, ...rest] = ids.map((id): Draft => {
    const punch = home.facts?.punches.find((one) => one.id === id);
    const sealed = home.facts?.pending.find((row) => row.entity_id === id);
    const at = punch?.ms ?? sealed?.claimed_at ?? home.ports.now();
    return {
      ...{ type: "punch.undo", subject, entity: { type: "punch", id }, body: {}, after: unsentOn(home, [id]) },
      journal: { key: "journal.punch.undo", params: { at: minuteOf(at) } },
    };
  });
  return first ? keep(home, { ...first, also: rest }) : "failed";
}
