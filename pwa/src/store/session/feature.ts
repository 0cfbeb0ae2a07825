/** Coming in and going out, and what belongs to the account. */
import { later } from "../feature";

export const session = {
  later: later(
    () => import("./acts").then((m) => m.sessionActs),
    ["signIn", "acceptInvitation", "lookInvitation", "signOut", "devices", "revokeDevice", "changePassword"],
  ),
};
