/** Ordered work and what becomes of overtime, as the screens see them. Times in epoch ms. */
import type { Order } from "../../domain/types";
import type { Saved } from "../types";

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

/** Between two instants, or the date's last minutes. */
export interface OrderSpan {
  start?: number;
  end?: number;
  minutes?: number;
}

/** What an employee asks the supervisor to approve. */
export interface OrderRequest {
  id: string;
  person: string;
  personName: string;
  date: string;
  start: number | null;
  end: number | null;
  minutes: number | null;
  note: string;
  version: number;
}

/** Everything about a date's ordered work on this device. Minutes. */
export interface OvertimeDay {
  date: string;
  orders: OrderFact[];
  choice: Choice | null;
  /** The agreement has a working-time bank. */
  bank: boolean;
  additional: number;
  overtime50: number;
  overtime100: number;
  /** Leave that the additional work and overtime come to with their raise. */
  asLeave: number;
  unapproved: number;
  /** Work beyond the day's target that nobody has ordered. */
  beyond: number;
}

export interface OrderActs {
  overtime(date: string): Promise<OvertimeDay>;
  askOrder(date: string, span: OrderSpan, note: string): Promise<Saved>;
  /** What stands ordered to somebody of one's team, newest first, as far as this device knows. */
  ordersOf(person: string): Promise<OrderFact[]>;
  /** `person` set: a supervisor takes back what was ordered. */
  withdrawOrder(id: string, person?: string): Promise<Saved>;
  chooseOvertime(date: string, choice: Choice): Promise<Saved>;
  orderWork(person: string, date: string, span: OrderSpan, note: string): Promise<Saved>;
  refuseOrder(person: string, date: string, minutes: number, reason: string): Promise<Saved>;
  decideOrder(asked: OrderRequest, decision: "approve" | "reject", reason: string): Promise<Saved>;
}
