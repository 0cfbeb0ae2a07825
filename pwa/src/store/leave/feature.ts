/** Requests for leave: their rows are read when a screen asks for them. */
import { later } from "../feature";

export const leave = {
  later: later(
    () => import("./acts").then((m) => m.leaveActs),
    [
      "leaveBasis",
      "leaveYears",
      "leaveRequests",
      "leaveWaiting",
      "askLeave",
      "changeLeave",
      "withdrawLeave",
      "cancelLeave",
      "keepLeave",
      "decideLeave",
    ],
  ),
};
