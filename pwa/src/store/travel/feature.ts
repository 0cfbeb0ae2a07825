/** Travel claims: their rows are read when a screen asks for them, so that the first picture does not wait. */
import { later } from "../feature";

export const travel = {
  later: later(
    () => import("./acts").then((m) => m.travelActs),
    [
      "claims",
      "claim",
      "claimsOn",
      "refusedTrip",
      "claimsWaiting",
      "travelPreview",
      "saveClaim",
      "startTrip",
      "endTrip",
      "removeTrip",
      "removeClaim",
      "submitClaim",
      "withdrawClaim",
      "decideClaim",
      "payClaim",
      "claimDraft",
      "keepClaimDraft",
    ],
  ),
};
