/** Notices that come to this device while the app is closed. */
import { later } from "../feature";

export const phone = {
  later: later(
    () => import("./acts").then((m) => m.phoneActs),
    ["phoneState", "turnPhoneOn", "turnPhoneOff", "tryPhone"],
  ),
};
