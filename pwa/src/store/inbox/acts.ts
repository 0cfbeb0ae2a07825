/** The inbox, and approving many things at once: each by its own operation, so that it works without a network too. */
import type { Draft } from "../../device/operations";
import type { StoreContext } from "../context";
import { keep } from "../keep";
import { lastTold } from "../lastTold";
import { unsentOn } from "../punches/drafts";
import type { Saved } from "../types";
import type { InboxActs, InboxItem, InboxView } from "./types";
import { approvalOf, inboxView } from "./view";

/** So many are kept in one moment: a slow disk is done with them before anybody wonders. */
const AT_ONCE = 50;

export function inboxActs(store: StoreContext): InboxActs {
  return {
    inbox: () => inbox(store),
    approveSeen: (items) => approveSeen(store, items),
    letGo: async (opIds) => {
      const { engine } = await store.engine();
      for (const id of opIds) await engine.drop(id);
      await store.refresh();
    },
  };
}

async function inbox(store: StoreContext): Promise<InboxView | null> {
  const { said, fresh } = await lastTold(store, "/api/v1/inbox");
  const { db } = await store.engine();
  const pending = store.facts?.pending ?? [];
  const held = pending.filter(({ status }) => status === "attention").map(({ op_id }) => op_id);
  const journal = held.length > 0 ? await db.journal.where("id").anyOf(held).toArray() : [];
  return said && inboxView(said.items, pending, journal, { zone: store.marker.zone, offline: !fresh });
}

async function approveSeen(store: StoreContext, items: readonly InboxItem[]): Promise<Saved> {
  const drafts = items.flatMap((item) => draftOf(store, item));
  for (let at = 0; at < drafts.length; at += AT_ONCE) {
    const [first, ...also] = drafts.slice(at, at + AT_ONCE);
    if (!first) break;
    const saved = await keep(store, { ...first, also });
    if (saved !== "saved") return saved;
  }
  return drafts.length > 0 ? "saved" : "failed";
}

function draftOf(store: StoreContext, item: InboxItem): Draft[] {
  const type = approvalOf(item);
  if (!type) return [];
  const { kind, id, person, version, totals, title, name } = item;
  const said = type === "month.approve" ? {} : { decision: "approve", reason: "" };
  const sum = kind === "claim" ? { seen_total_cents: (totals.due_cents ?? 0) + (totals.expenses_cents ?? 0) } : {};
  return [
    {
      type,
      subject: person,
      entity: { type: kind, id },
      body: { ...said, seen_version: version, ...sum },
      after: unsentOn(store, [id]),
      journal: { key: "journal.decide.many", params: { title, name } },
    },
  ];
}
