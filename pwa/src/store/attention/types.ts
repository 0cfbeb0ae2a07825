/** What waits for the person's decision or look. */
import type { Saved } from "../types";

/** Something that waits for the person's decision or look. Every one can be closed with one tap, but a waiting request. */
export type Attention =
  | { kind: "missing_out"; key: string; date: string; openingPunch: string; openedAt: number; proposal: number }
  | {
      kind: "two_outs";
      key: string;
      date: string;
      versions: { punch: string; at: number; author: string; authorName: string; mine: boolean; counts: boolean }[];
    }
  | { kind: "conflict"; key: string; opId: string; what: string; mine: Shown[]; theirs: Shown[]; by: string | null }
  | {
      kind: "rejected";
      key: string;
      opId: string;
      what: string;
      reasonKey: string;
      params?: Record<string, unknown>;
    }
  | {
      kind: "correction";
      key: string;
      date: string;
      status: "waiting" | "approved" | "rejected";
      keptAt: number;
      wantedAt: number;
    };

export interface Shown {
  labelKey: string;
  value: string;
  /** Words to say instead of `value`, and what fills their places. */
  valueKey?: string;
  params?: Record<string, unknown>;
}

export interface AttentionActs {
  /** Conflict or refusal: do mine again on top of what is there, or let mine go. */
  redo(opId: string): Promise<Saved>;
  drop(opId: string): Promise<void>;
}
