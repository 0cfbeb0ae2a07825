/** Leave saved over years: its rows are read when a screen asks for them. */
import { later } from "../feature";

export const saving = {
  later: later(
    () => import("./acts").then((m) => m.savingActs),
    ["savings", "savingsWaiting", "savingBasis", "saveLeave", "withdrawSaving", "decideSaving"],
  ),
};
