/** Planning rounds: their rows are read when a screen asks for them. */
import { later } from "../feature";

export const rounds = {
  later: later(
    () => import("./acts").then((m) => m.roundActs),
    ["rounds", "wishLeave", "withdrawWish", "openRound", "cancelRound", "settleRound"],
  ),
};
