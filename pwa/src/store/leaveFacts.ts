/** Orders, overtime choices and absences: from rows and own operations to what the rules and the screens read. */
import { creditsTarget } from "../domain/absence";
import type { Absence, Order } from "../domain/types";
import { nextDate } from "../domain/zone";
import type { Operation } from "../sync/types";
import { minuteOf } from "./clock";
import type { ServerRow } from "./db";
import type { Facts } from "./facts";

export interface OrderFact extends Order {
  status: "waiting" | "approved" | "rejected" | "cancelled";
  note: string;
  reason: string;
  /** The person asked for it; else the supervisor ordered it. */
  asked: boolean;
  version: number;
  local: boolean;
}

export type Choice = "pay" | "leave" | "bank";

export interface ChoiceFact {
  id: string;
  date: string;
  choice: Choice;
  local: boolean;
}

/** Time away from one date to another, both included: whole days, or `minutes` of each. */
export interface LeaveFact {
  id: string;
  from: string;
  until: string;
  minutes: number | null;
  kind: string;
  note: string;
  reason: string;
  version: number;
  local: boolean;
}

type Body = Record<string, unknown>;

const minute = (ms: unknown): number | null => (typeof ms === "number" ? minuteOf(ms) : null);
const text = (value: unknown): string => (typeof value === "string" ? value : "");

export function orderOf({ id, version, data }: ServerRow): OrderFact {
  return {
    ...{ id, version, local: false, date: text(data.date), start: minute(data.start), end: minute(data.end) },
    minutes: (data.minutes as number | null) ?? null,
    status: data.status as OrderFact["status"],
    ...{ note: text(data.note), reason: text(data.reason), asked: data.asked_by === data.person },
  };
}

export function overtimeOf({ id, data }: ServerRow): ChoiceFact {
  return { id, date: text(data.date), choice: data.choice as Choice, local: false };
}

export function leaveOf({ id, version, data }: ServerRow): LeaveFact {
  return { ...leaveFrom(id, data), version, local: false };
}

function leaveFrom(id: string, data: Body): LeaveFact {
  return {
    ...{ id, from: text(data.from_date), until: text(data.until_date), kind: text(data.kind) },
    minutes: (data.minutes as number | null) ?? null,
    ...{ note: text(data.note), reason: text(data.reason), version: 0, local: true },
  };
}

/** One absence a date, as the rules read them. */
export function eachDay(leave: readonly LeaveFact[]): Absence[] {
  const found: Absence[] = [];
  for (const { id, from, until, minutes, kind } of leave) {
    for (let date = from; date && date <= until; date = nextDate(date)) {
      found.push({ id, date, minutes, kind, credits: creditsTarget(kind) });
    }
  }
  return found;
}

/** Own requests wait for the supervisor: they are seen at once and move no minute. */
export function layAsk(facts: Facts, op: Operation): void {
  if (facts.orders.some(({ id }) => id === op.entity.id)) return;
  facts.orders.push({ ...toldOrder(op.entity.id, op.body), status: "waiting", asked: true });
}

/** An order as its own operation says it. */
export function toldOrder(id: string, { date, start, end, minutes, note }: Body): OrderFact {
  return {
    ...{ id, date: text(date), start: minute(start), end: minute(end) },
    minutes: (minutes as number | null | undefined) ?? null,
    ...{ status: "approved", note: text(note), reason: "", asked: false, version: 0, local: true },
  };
}

export function layCancel(facts: Facts, op: Operation): void {
  facts.orders = facts.orders.map((one) =>
    one.id === op.entity.id && one.status === "waiting" ? { ...one, status: "cancelled", local: true } : one,
  );
}

export function layOvertime(facts: Facts, op: Operation): void {
  const { date, choice } = op.body as { date: string; choice: Choice };
  const before = facts.choices.find((one) => one.date === date);
  const others = facts.choices.filter((one) => one.date !== date);
  facts.choices = [...others, { id: before?.id ?? op.entity.id, date, choice, local: true }];
}

export function layAbsence(facts: Facts, op: Operation): void {
  const before = facts.leave.find(({ id }) => id === op.entity.id);
  if (before && op.type === "absence.record") return;
  const others = facts.leave.filter(({ id }) => id !== op.entity.id);
  facts.leave = [...others, { ...leaveFrom(op.entity.id, op.body), version: before?.version ?? 0 }];
}

export function layReturn(facts: Facts, op: Operation): void {
  facts.leave = facts.leave.filter(({ id }) => id !== op.entity.id);
}

/** Dates that an operation on orders, choices or absences can move; null for any other operation. */
export function leaveDates(op: Operation, facts: Facts): string[] | null {
  if (op.type.startsWith("absence.")) {
    const stood = facts.before.filter(({ id }) => id === op.entity.id);
    return eachDay([...stood, leaveFrom(op.entity.id, op.body)]).map(({ date }) => date);
  }
  if (!op.type.startsWith("order.") && op.type !== "overtime.choose") return null;
  const date = op.body.date ?? facts.orders.find(({ id }) => id === op.entity.id)?.date;
  return typeof date === "string" ? [date] : [];
}
