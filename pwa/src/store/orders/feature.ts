/** Ordered work, and what becomes of overtime. */
import { later, type Rows } from "../feature";
import { type OrderFacts, orderOf, overtimeOf } from "./facts";
import { datesOfOrders, orderOverlay } from "./overlay";

export const orders = {
  dated: ["work_order", "overtime_choice"],
  facts: (rows: Rows): OrderFacts => ({
    orders: rows.mine("work_order").map(orderOf),
    choices: rows.mine("overtime_choice").map(overtimeOf),
  }),
  overlay: orderOverlay,
  dates: datesOfOrders,
  later: later(
    () => import("./acts").then((m) => m.orderActs),
    ["overtime", "askOrder", "ordersOf", "withdrawOrder", "chooseOvertime", "orderWork", "refuseOrder", "decideOrder"],
  ),
};
