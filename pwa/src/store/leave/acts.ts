/** Asking for leave and deciding on it: each an operation. */
import type { Draft } from "../../device/operations";
import { givenWith } from "../certificates/draft";
import type { StoreContext } from "../context";
import { keep, ownId } from "../keep";
import { unsentOn } from "../punches/drafts";
import { basisOf, countedHere, yearsOf } from "./counting";
import type { LeaveActs, LeaveRequest, LeaveWish } from "./types";
import type { Page } from "../travel/receipts/types";
import { leaveRequests } from "./view";

const LAST = "\uffff";
const WAITS = new Set(["requested", "cancelling"]);

export function leaveActs(store: StoreContext): LeaveActs {
  const on = (type: string, { id, person, personName: name, from, until }: LeaveRequest, body: Draft["body"] = {}) =>
    keep(store, {
      type,
      subject: person,
      entity: { type: "leave", id },
      body,
      ...(type === "leave.change" ? { base: "on_top" as const } : {}),
      after: unsentOn(store, [id]),
      journal: { key: `journal.${type}`, params: { from, until, name } },
    });
  return {
    leaveBasis: (but = "") => ownBasis(store, but),
    leaveYears: async () => yearsOf(await ownBasis(store)),
    leaveRequests: async () => {
      const requests = await own(store);
      return requests.some(({ local }) => local) ? countedHere(store, requests) : requests;
    },
    leaveWaiting: async () =>
      (await all(store)).filter(({ person, status }) => person !== ownId(store) && WAITS.has(status)),
    askLeave: (wish, pages) => ask(store, wish, pages),
    changeLeave: (asked, wish) => on("leave.change", { ...asked, ...wish }, bodyOf(wish)),
    withdrawLeave: (asked) => on("leave.withdraw", asked),
    cancelLeave: (asked) => on("leave.cancel", asked),
    keepLeave: (asked) => on("leave.keep", asked),
    decideLeave: (asked, decision, reason) =>
      on("leave.decide", asked, { decision, reason, seen_version: asked.version }),
  };
}

async function all(store: StoreContext): Promise<LeaveRequest[]> {
  const { db } = await store.engine();
  const rows = await db.server_rows.where("[type+date]").between(["leave", ""], ["leave", LAST]).toArray();
  return leaveRequests(rows, store.facts?.pending ?? []);
}

/** What a wish of one's own is counted by; a request named `but` is the one that it changes. */
export async function ownBasis(store: StoreContext, but = "") {
  return basisOf(store, await own(store), but);
}

async function own(store: StoreContext): Promise<LeaveRequest[]> {
  return (await all(store)).filter(({ person }) => person === ownId(store));
}

function ask(store: StoreContext, wish: LeaveWish, pages: readonly Page[] = []) {
  const id = store.ports.uuid();
  return keep(store, {
    type: "leave.request",
    subject: ownId(store),
    entity: { type: "leave", id },
    body: bodyOf(wish),
    ...givenWith(ownId(store), id, pages),
    journal: { key: "journal.leave.request", params: { from: wish.from, until: wish.until } },
  });
}

function bodyOf({ from, until, ...more }: LeaveWish): Draft["body"] {
  return { from_date: from, until_date: until, ...more };
}
