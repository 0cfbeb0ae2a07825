/** Certificates for looking at: one's own of two pages, and a supervisor's view of another's. */
import type { CertificateActs } from "../../../pwa/src/store/appState";
import { receiptsOf } from "./receipts";

type Done = (name: string, ...given: unknown[]) => Promise<"saved">;

const PAGES = ["1", "2"].map((one) => one.padStart(64, "0"));

export function certificatesOf(done: Done): CertificateActs {
  return {
    certificates: async () => [
      { id: "l1", files: PAGES, local: false, unsentFiles: 0, refused: null },
      { id: "l3", files: PAGES.slice(1), local: true, unsentFiles: 1, refused: null },
    ],
    certificate: async (id) => (id === "l6" ? { files: null } : { files: PAGES }),
    certificateFile: (_, hash) => receiptsOf(done).receiptFile(hash, ""),
    giveCertificate: (...given) => done("giveCertificate", ...given),
    removeCertificate: (...given) => done("removeCertificate", ...given),
  };
}
