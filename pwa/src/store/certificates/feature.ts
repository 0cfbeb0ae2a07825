/** Certificates: their rows are read when a screen asks. */
import { later } from "../feature";

export const certificates = {
  later: later(
    () => import("./acts").then((m) => m.certificateActs),
    ["certificates", "certificate", "certificateFile", "giveCertificate", "removeCertificate"],
  ),
};
