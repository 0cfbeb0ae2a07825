/** Months: sending, approving, and changes of closed ones. */
import { later } from "../feature";

export const months = {
  later: later(
    () => import("./acts").then((m) => m.monthActs),
    [
      "ownMonth",
      "sendMonth",
      "recallMonth",
      "approveMonth",
      "returnMonth",
      "decideChange",
      "monthsWaiting",
      "decidedHere",
    ],
  ),
};
