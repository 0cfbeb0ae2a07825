/** Ordering and asking for work, and choosing what becomes of overtime: each an operation. */
import { opened } from "../../device/seal";
import type { Draft } from "../../device/operations";
import { minuteOf } from "../clock";
import type { StoreContext } from "../context";
import { keep, ownId } from "../keep";
import { unsentOn } from "../punches/drafts";
import { nameOf } from "../team/names";
import { orderOf, orderFromBody } from "./facts";
import type { OrderActs, OrderFact, OrderRequest, OrderSpan, OvertimeDay } from "./types";
import { projectDay, termsOn } from "../project";

type Params = Draft["journal"]["params"];

export function orderActs(store: StoreContext): OrderActs {
  const order = (type: string, subject: string, body: Draft["body"], params: Params, id = store.ports.uuid()) => {
    store.lastMade = [id];
    return keep(store, {
      type,
      subject,
      body,
      entity: { type: "work_order", id },
      after: unsentOn(store, [id]),
      journal: { key: `journal.${type}`, params },
    });
  };
  const name = (person: string) => ({ name: nameOf(store, person) });
  return {
    overtime: (date) => overtimeOn(store, date),
    askOrder: (date, span, note) =>
      order("order.ask", ownId(store), { date, ...span, note }, { date, minutes: long(span) }),
    withdrawOrder: (id, person) => order("order.cancel", person ?? ownId(store), {}, {}, id),
    orderWork: (person, date, span, note) =>
      order("order.place", person, { date, ...span, note }, { date, minutes: long(span), ...name(person) }),
    refuseOrder: (person, date, minutes, reason) =>
      order("order.refuse", person, { date, minutes, reason }, { date, minutes, ...name(person) }),
    decideOrder: (asked, decision, reason) => decide(store, asked, decision, reason),
    ordersOf: (person) => ordersOf(store, person),
    chooseOvertime: (date, choice) => {
      const id = store.facts?.choices.find((one) => one.date === date)?.id ?? store.ports.uuid();
      return keep(store, {
        type: "overtime.choose",
        subject: ownId(store),
        entity: { type: "overtime_choice", id },
        body: { date, choice },
        journal: { key: `journal.overtime.${choice}`, params: { date } },
      });
    },
  };
}

/** Whole minutes of what is ordered. */
function long({ start, end, minutes }: OrderSpan): number {
  return minutes ?? minuteOf(end ?? 0) - minuteOf(start ?? 0);
}

function decide(store: StoreContext, asked: OrderRequest, decision: "approve" | "reject", reason: string) {
  return keep(store, {
    type: "order.decide",
    subject: asked.person,
    entity: { type: "work_order", id: asked.id },
    body: { decision, reason, seen_version: asked.version },
    base: { version: asked.version },
    journal: { key: `journal.order.${decision}`, params: { name: asked.personName, date: asked.date } },
  });
}

/** A date's ordered work and what may become of it, as far as this device knows. */
async function overtimeOn(store: StoreContext, date: string): Promise<OvertimeDay> {
  await store.engine();
  await store.readBackTo(date);
  const { facts, projection } = store;
  if (!facts || !projection) throw new Error("nothing to show yet");
  const here =
    projection.local.get(date) ?? (date >= projection.base ? projectDay(facts, date, store.ports.now(), null) : null);
  const result = here?.result ?? facts.days.get(date)?.result;
  const plan = here?.plan ?? projectDay(facts, date, store.ports.now(), null)?.plan;
  const { additional = 0, overtime50 = 0, overtime100 = 0, unapproved = 0, worked = 0 } = result ?? {};
  const told = additional + overtime50 + overtime100;
  return {
    date,
    additional,
    overtime50,
    overtime100,
    unapproved,
    orders: facts.orders.filter((one) => one.date === date),
    choice: facts.choices.find((one) => one.date === date)?.choice ?? null,
    bank: termsOn(facts, date)?.bank ?? false,
    asLeave: additional + Math.floor((3 * overtime50 + 1) / 2) + 2 * overtime100,
    beyond: Math.max(0, worked - (plan?.target ?? result?.target ?? 0) - told),
  };
}

/** The approved orders of one of the team's people: the server's, and own ones that it has not answered. */
async function ordersOf(store: StoreContext, person: string): Promise<OrderFact[]> {
  const { db } = await store.engine();
  const rows = await db.server_rows
    .where("[type+date]")
    .between(["work_order", ""], ["work_order", "\uffff"])
    .toArray();
  const pending = (store.facts?.pending ?? []).filter((row) => row.status !== "attention" && row.status !== "closed");
  const gone = new Set(pending.filter(({ type }) => type === "order.cancel").map((row) => row.entity_id));
  const known = new Set(rows.map(({ id }) => id));
  const placed = pending.filter((row) => row.type === "order.place" && !known.has(row.entity_id));
  const own = placed.map((row) => ({ id: row.entity_id, subject: row.subject, body: opened(row).body }));
  const here = own.filter(({ subject }) => subject === person).map(({ id, body }) => orderFromBody(id, body));
  const stored = rows.filter((row) => !row.deleted && row.data.person === person).map(orderOf);
  return [...here, ...stored]
    .filter(({ id, status }) => status === "approved" && !gone.has(id))
    .sort((a, b) => (a.date < b.date ? 1 : -1));
}
