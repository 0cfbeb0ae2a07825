/** Ordered work and what becomes of overtime, from the server's rows and from own operations. */
import type { ServerRow } from "../../device/db";
import { type Body, minuteIn, textIn } from "../bodies";
import type { Choice, OrderFact } from "./types";

export interface ChoiceFact {
  id: string;
  date: string;
  choice: Choice;
  local: boolean;
}

export interface OrderFacts {
  orders: OrderFact[];
  /** What becomes of a date's overtime. */
  choices: ChoiceFact[];
}

export function orderOf({ id, version, data }: ServerRow): OrderFact {
  return {
    id,
    version,
    local: false,
    date: textIn(data.date),
    start: minuteIn(data.start),
    end: minuteIn(data.end),
    minutes: (data.minutes as number | null) ?? null,
    status: data.status as OrderFact["status"],
    note: textIn(data.note),
    reason: textIn(data.reason),
    asked: data.asked_by === data.person,
  };
}

export function overtimeOf({ id, data }: ServerRow): ChoiceFact {
  return { id, date: textIn(data.date), choice: data.choice as Choice, local: false };
}

/** An order as its own operation says it. */
export function orderFromBody(id: string, { date, start, end, minutes, note }: Body): OrderFact {
  return {
    id,
    date: textIn(date),
    start: minuteIn(start),
    end: minuteIn(end),
    minutes: (minutes as number | null | undefined) ?? null,
    status: "approved",
    note: textIn(note),
    reason: "",
    asked: false,
    version: 0,
    local: true,
  };
}
