/** The holiday calendar of a team: read when its screen asks. */
import { later } from "../feature";

export const calendar = {
  later: later(() => import("./acts").then((m) => m.calendarActs), ["readCalendar"]),
};
