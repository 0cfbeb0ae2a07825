/** Asking to save leave and deciding on it: each an operation. */
import type { Draft } from "../../device/operations";
import type { StoreContext } from "../context";
import { keep, ownId } from "../keep";
import { ownBasis } from "../leave/acts";
import { unsentOn } from "../punches/drafts";
import { savingBasisOf } from "./basis";
import type { Saving, SavingActs, SavingWish } from "./types";
import { savingsOf } from "./view";

const LAST = "\uffff";

export function savingActs(store: StoreContext): SavingActs {
  const on = (type: string, { id, person, personName: name, year, days }: Saving, body: Draft["body"] = {}) =>
    keep(store, {
      type,
      subject: person,
      entity: { type: "saving", id },
      body,
      after: unsentOn(store, [id]),
      journal: { key: `journal.${type}`, params: { year, days, name } },
    });
  return {
    savings: () => own(store),
    savingsWaiting: async () =>
      (await all(store)).filter(({ person, status }) => person !== ownId(store) && status === "requested"),
    savingBasis: async () => savingBasisOf(await ownBasis(store), store.facts?.postings ?? [], await own(store)),
    saveLeave: (wish) => ask(store, wish),
    withdrawSaving: (asked) => on("saving.withdraw", asked),
    decideSaving: (asked, decision, reason) =>
      on("saving.decide", asked, { decision, reason, seen_version: asked.version }),
  };
}

async function all(store: StoreContext): Promise<Saving[]> {
  const { db } = await store.engine();
  const rows = await db.server_rows.where("[type+date]").between(["saving", ""], ["saving", LAST]).toArray();
  return savingsOf(rows, store.facts?.pending ?? []);
}

async function own(store: StoreContext): Promise<Saving[]> {
  return (await all(store)).filter(({ person }) => person === ownId(store));
}

function ask(store: StoreContext, { year, days, note }: SavingWish) {
  return keep(store, {
    type: "saving.request",
    subject: ownId(store),
    entity: { type: "saving", id: store.ports.uuid() },
    body: { earning_year: year, days, note },
    journal: { key: "journal.saving.request", params: { year, days } },
  });
}
