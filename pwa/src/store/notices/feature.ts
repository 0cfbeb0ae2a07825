/** Notices to the person. */
import { later } from "../feature";

export const notices = {
  later: later(() => import("./acts").then((m) => m.noticeActs), ["notices", "readNotice"]),
};
