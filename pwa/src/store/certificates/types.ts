/** Certificates of absences and requests as the screens see them. */
import type { Page } from "../travel/receipts/types";
import type { Saved } from "../types";

/** One's own certificate on this device, of the absence or request `id`. */
export interface OwnCertificate {
  id: string;
  /** SHA-256 of each file, in their order. */
  files: readonly string[];
  /** Said here and not yet on the server; then how many of its files are not there either. */
  local: boolean;
  unsentFiles: number;
  /** Why the server did not take it: the key of its sentence. */
  refused: { key: string; params: Readonly<Record<string, unknown>> } | null;
}

/** Somebody's certificate as the server tells it; `files` null: that it was given, and no more. */
export interface ToldCertificate {
  files: readonly string[] | null;
}

export interface CertificateActs {
  /** One's own. */
  certificates(): Promise<OwnCertificate[]>;
  /** Anybody's, over the network; null where there is none that one may know of, "offline" without a network. */
  certificate(id: string): Promise<ToldCertificate | "offline" | null>;
  /** A file of a certificate: from this device, or from the server. */
  certificateFile(id: string, hash: string): Promise<Blob | null>;
  /** Keeps a whole certificate with the pages that are new to this device: all of it, or nothing. */
  giveCertificate(id: string, files: readonly string[], pages: readonly Page[]): Promise<Saved>;
  removeCertificate(id: string): Promise<Saved>;
}
