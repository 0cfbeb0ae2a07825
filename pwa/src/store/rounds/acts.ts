/** Wishing for leave in a round, and planning one: each an operation. */
import type { Draft } from "../../device/operations";
import type { StoreContext } from "../context";
import { keep, ownId } from "../keep";
import { unsentOn } from "../punches/drafts";
import type { DateSpan, FilledWish, RoundActs, WordOnWish } from "./types";
import { planningRounds } from "./view";

const LAST = "\uffff";

export function roundActs(store: StoreContext): RoundActs {
  const on = (what: string, id: string, body: Draft["body"], params: Record<string, string>) =>
    keep(store, {
      type: `round.${what}`,
      subject: ownId(store),
      entity: { type: what === "wish" || what === "withdraw" ? "round_wish" : "round", id },
      body,
      after: unsentOn(store, [id]),
      journal: { key: `journal.round.${what}`, params },
    });
  return {
    rounds: async () => {
      const { db } = await store.engine();
      const read = (type: string) => db.server_rows.where("[type+date]").between([type, ""], [type, LAST]).toArray();
      return planningRounds(await read("round"), await read("round_wish"), store.facts?.pending ?? []);
    },
    wishLeave: (round, wish, id = store.ports.uuid()) => on("wish", id, { round, ...bodyOf(wish) }, { ...wish.first }),
    withdrawWish: ({ id, first }) => on("withdraw", id, {}, { ...first }),
    openRound: ({ team, title, from, until, wishBy, least }) => {
      const body = { team, title, least, wish_by: wishBy, ...datesOf({ from, until }) };
      return on("open", store.ports.uuid(), body, { title });
    },
    cancelRound: (id, title, seen) => on("cancel", id, { seen_version: seen }, { title }),
    settleRound: (id, title, seen, words) =>
      on("settle", id, { seen_version: seen, words: words.map(wordOf) }, { title }),
  };
}

function datesOf({ from, until }: DateSpan) {
  return { from_date: from, until_date: until };
}

function bodyOf({ first, second, note }: FilledWish): Draft["body"] {
  return { first: datesOf(first), second: second && datesOf(second), note };
}

function wordOf({ wish, seenVersion, decision, dates, reason }: WordOnWish) {
  return { wish, seen_version: seenVersion, decision, dates: dates && datesOf(dates), reason };
}
