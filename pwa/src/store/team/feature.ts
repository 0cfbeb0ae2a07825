/** A supervisor's people. */
import { later } from "../feature";

export const team = {
  later: later(() => import("./acts").then((m) => m.teamActs), ["loadTeam"]),
};
