/** Words that every feature of the store uses: who is signed in, how an act went, what can be booked on. */

export type Language = "fi" | "sv" | "en";

export type Role = "employee" | "supervisor" | "planner" | "admin" | "payroll" | "reception";

export interface Session {
  status: "starting" | "signed_out" | "signed_in" | "expired" | "revoked";
  person: string | null;
  name: string;
  email: string;
  roles: Role[];
  organisation: string;
  zone: string;
}

/** The chip at the top: always the truth about sync. `oldest` is epoch ms of the oldest unsent operation. */
export interface SyncState {
  kind: "sent" | "waiting" | "offline" | "attention";
  unsent: number;
  /** Files that are not on the server, of receipts for instance. */
  files?: number;
  attention: number;
  oldest: number | null;
  /** Storage trouble that the person must know of. */
  storage: "ok" | "tight" | "rescued" | "failed" | "evicted";
  /** A newer app is installed and waits for a yes. */
  updateReady: boolean;
  /** The server wants a newer app: what is made here goes on being sent, nothing new is asked for. */
  outdated?: boolean;
}

export interface NamedChoice {
  id: string;
  name: string;
  code?: string;
  kiky?: boolean;
  /** Ids of what has been merged into it. */
  was?: readonly string[];
  /** Booked on lately. */
  recent?: boolean;
}

/** `saved` means that it is on the disk of this device; `rescued` that only the emergency copy took it. */
export type Saved = "saved" | "rescued" | "failed";

/** The journal in plain words: a words key with raw params (`at` in epoch minutes), newest first. */
export interface JournalRow {
  id: string;
  at: number;
  key: string;
  params: Record<string, string | number | null>;
  status: "waiting" | "sending" | "sent" | "attention" | "closed";
  sentAt: number | null;
}
