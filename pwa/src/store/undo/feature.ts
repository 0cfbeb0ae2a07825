/** Taking back what was done. */
import { later } from "../feature";

export const undo = {
  later: later(() => import("./acts").then((m) => m.undoActs), ["undoPunches", "undoDecision"]),
};
