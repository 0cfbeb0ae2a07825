/** Refused operations: made again, or let go. */
import type { StoreContext } from "../context";
import { closeCards, SAVED } from "../keep";
import type { AttentionActs } from "./types";

export function attentionActs(store: StoreContext): AttentionActs {
  return {
    redo: async (opId) => {
      const { engine } = await store.engine();
      const row = store.facts?.pending.find((one) => one.op_id === opId);
      if (row?.code === "deleted") await (await import("../hours/acts")).restoreUnder(store, row);
      return SAVED[await engine.redo(opId)];
    },
    drop: async (opId) => close(store, opId),
  };
}

/** Lets a refused operation go, or closes a card that has been read. */
async function close(store: StoreContext, key: string): Promise<void> {
  const { engine } = await store.engine();
  if (await engine.drop(key)) return store.refresh();
  closeCards(store, [key]);
}
