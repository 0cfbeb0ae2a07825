/** Ordered work, overtime choices and absences as the screens see them; every act becomes an operation. Times in epoch ms. */
import type { Choice, LeaveFact, OrderFact } from "./leaveFacts";
import type { Saved } from "./live";

export type { Choice, LeaveFact, OrderFact };

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

export interface Away {
  from: string;
  until: string;
  kind: string;
  minutes: number | null;
  note: string;
  reason: string;
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
  /** Own absences, newest first. */
  leave(): Promise<LeaveFact[]>;
  askOrder(date: string, span: OrderSpan, note: string): Promise<Saved>;
  /** `person` set: a supervisor takes back what was ordered. */
  withdrawOrder(id: string, person?: string): Promise<Saved>;
  chooseOvertime(date: string, choice: Choice): Promise<Saved>;
  orderWork(person: string, date: string, span: OrderSpan, note: string): Promise<Saved>;
  refuseOrder(person: string, date: string, minutes: number, reason: string): Promise<Saved>;
  decideOrder(asked: OrderRequest, decision: "approve" | "reject", reason: string): Promise<Saved>;
  recordAbsence(away: Away, person?: string): Promise<Saved>;
  cancelAbsence(id: string): Promise<Saved>;
}
