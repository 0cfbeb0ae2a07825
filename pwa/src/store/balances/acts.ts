/** Why a balance is what it is. */
import type { ExplainReply } from "../../api/types";
import { shiftDate } from "../../device/rows";
import type { StoreContext } from "../context";
import { EXPLAINED_DAYS, explainHere, explainThere } from "./explain";
import type { BalanceActs, Explanation } from "./types";

export function balanceActs(store: StoreContext): BalanceActs {
  return { explain: (account, from) => explain(store, account, from) };
}

/** From this device's own rows; older days come from the server when it can be reached. */
async function explain(store: StoreContext, account: string, from?: string): Promise<Explanation> {
  await store.engine();
  const { facts, projection } = store;
  if (!facts || !projection) throw new Error("nothing to explain yet");
  const oldest = shiftDate(projection.today, -2 * EXPLAINED_DAYS);
  if (from && from < oldest && facts.pending.length === 0) {
    const there = await askServer(store, account, projection.today, from);
    if (there) return there;
  }
  return explainHere(facts, projection, account, store.ports.now(), from && from < oldest ? oldest : from);
}

async function askServer(store: StoreContext, account: string, on: string, from: string): Promise<Explanation | null> {
  const { session } = await store.engine();
  const path = `/api/v1/explain?account=${encodeURIComponent(account)}&on=${on}&from=${from}`;
  const reply = await session.call({ method: "GET", path }).catch(() => null);
  return reply?.status === 200 ? explainThere(reply.json as ExplainReply) : null;
}
