/** The inbox, and deciding on many things at once: each by its own operation, so that it works without a network too. */
import type { Draft } from "../../device/operations";
import type { StoreContext } from "../context";
import { keep } from "../keep";
import { lastTold } from "../lastTold";
import { outDraft, unsentOn } from "../punches/drafts";
import type { Saved } from "../types";
import type { InboxActs, InboxItem, InboxView, Word } from "./types";
import { inboxView, operationOf } from "./view";

/** So many are kept in one moment: a slow disk is done with them before anybody wonders. */
const AT_ONCE = 50;

export function inboxActs(store: StoreContext): InboxActs {
  return {
    inbox: () => inbox(store),
    decideSeen: (items, word, reason) => decideSeen(store, items, word, reason),
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

async function decideSeen(
  store: StoreContext,
  items: readonly InboxItem[],
  word: Word,
  reason: string,
): Promise<Saved> {
  const drafts = items.flatMap((item) => draftOf(store, item, word, reason));
  for (let at = 0; at < drafts.length; at += AT_ONCE) {
    const [first, ...also] = drafts.slice(at, at + AT_ONCE);
    if (!first) break;
    const saved = await keep(store, { ...first, also });
    if (saved !== "saved") return saved;
  }
  return drafts.length > 0 ? "saved" : "failed";
}

function draftOf(store: StoreContext, item: InboxItem, word: Word, reason: string): Draft[] {
  const type = operationOf(item, word);
  if (!type) return [];
  const { kind, id, person, title, name, proposed } = item;
  if (kind === "day" && proposed) return [outDraft(store, proposed.punch, proposed.at, person)];
  return [
    {
      type,
      subject: person,
      entity: { type: kind, id },
      body: bodyOf(item, word, reason),
      after: unsentOn(store, [id]),
      journal: { key: `journal.decide.${word === "approve" ? "many" : "back"}`, params: { title, name } },
    },
  ];
}

function bodyOf({ kind, version, totals }: InboxItem, word: Word, reason: string): Draft["body"] {
  const decision = word === "approve" ? word : "reject";
  if (kind === "kiky_proposal") return { decision, reason, seen_minutes: totals.minutes ?? 0 };
  const seen = { seen_version: version };
  if (kind === "month") return word === "approve" ? seen : { ...seen, reason };
  if (kind !== "claim") return { ...seen, decision, reason };
  return { ...seen, decision: word, reason, seen_total_cents: (totals.due_cents ?? 0) + (totals.expenses_cents ?? 0) };
}
