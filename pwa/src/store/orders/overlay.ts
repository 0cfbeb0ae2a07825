/** What own unsent requests and choices do to the facts, and the dates that they move. */
import type { Operation } from "../../device/operations";
import { type OrderFacts, orderFromBody } from "./facts";
import type { Choice } from "./types";

export const orderOverlay = {
  "order.ask": layAsk,
  "order.cancel": layCancel,
  "overtime.choose": layOvertime,
};

/** Own requests wait for the supervisor: they are seen at once and move no minute. */
export function layAsk(facts: OrderFacts, op: Operation): void {
  if (facts.orders.some(({ id }) => id === op.entity.id)) return;
  facts.orders.push({ ...orderFromBody(op.entity.id, op.body), status: "waiting", asked: true });
}

export function layCancel(facts: OrderFacts, op: Operation): void {
  facts.orders = facts.orders.map((one) =>
    one.id === op.entity.id && one.status === "waiting" ? { ...one, status: "cancelled", local: true } : one,
  );
}

export function layOvertime(facts: OrderFacts, op: Operation): void {
  const { date, choice } = op.body as { date: string; choice: Choice };
  const before = facts.choices.find((one) => one.date === date);
  const others = facts.choices.filter((one) => one.date !== date);
  facts.choices = [...others, { id: before?.id ?? op.entity.id, date, choice, local: true }];
}

export function datesOfOrders({ type, entity, body }: Operation, facts: OrderFacts): string[] | null {
  if (!type.startsWith("order.") && type !== "overtime.choose") return null;
  const date = body.date ?? facts.orders.find(({ id }) => id === entity.id)?.date;
  return typeof date === "string" ? [date] : [];
}
