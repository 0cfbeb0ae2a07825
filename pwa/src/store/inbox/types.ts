/** The inbox as the screens see it: what waits, and what became of decisions on many at once. */
import type { Wire } from "../../api/replies";
import type { Saved } from "../types";

/** One thing that waits, in the server's words. */
export type InboxItem = Wire["InboxItem"];

export type Decidable = Pick<InboxItem, "kind" | "decided_by" | "proposed">;

/** Yes, or back with a reason: a month and a claim are returned, the rest is refused. */
export type Word = "approve" | "return";

/** A decision that the server did not take: what it was on, and how that stands now. */
export interface HeldBack {
  opId: string;
  entity: string;
  title: string;
  name: string;
  /** The thing changed after it was seen; otherwise somebody else was first, or it is gone. */
  changed: boolean;
  /** The refusal's key among the words, with what fills it. */
  reasonKey: string;
  params: Record<string, unknown>;
}

export interface InboxView {
  items: readonly InboxItem[];
  held: readonly HeldBack[];
  /** The ids of things on which this device has decided and the server has not answered. */
  sending: readonly string[];
  /** No network: the list is the last one that this device was told. */
  offline: boolean;
}

export interface InboxActs {
  /** Null where the server has never told this device, and now does not either. */
  inbox(): Promise<InboxView | null>;
  /** Says one word on each as it was seen, by its own operation; `reason` goes with what is returned. */
  decideSeen(items: readonly InboxItem[], word: Word, reason: string): Promise<Saved>;
  /** What was held back has been read. */
  letGo(opIds: readonly string[]): Promise<void>;
}
