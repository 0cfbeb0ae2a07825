/** What waits for a supervisor, as one list. */
import { later } from "../feature";

export const inbox = {
  later: later(() => import("./acts").then((m) => m.inboxActs), ["inbox", "decideSeen", "letGo"]),
};
