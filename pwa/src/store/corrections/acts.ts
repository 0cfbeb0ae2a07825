/** Decisions on corrections, as operations. */
import type { StoreContext } from "../context";
import { keep, ownId } from "../keep";
import type { CorrectionActs } from "./types";

export function correctionActs(store: StoreContext): CorrectionActs {
  return {
    decideCorrection: (id, decision, reason, version) =>
      keep(store, {
        type: "correction.decide",
        subject: ownId(store),
        entity: { type: "correction", id },
        body: { decision, reason, seen_version: version },
        base: { version },
        journal: { key: `journal.correction.${decision}`, params: {} },
      }),
  };
}
