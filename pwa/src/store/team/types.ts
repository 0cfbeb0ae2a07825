/** A supervisor's people now, and what waits for a word. */
import type { Correction } from "../corrections/types";
import type { WaitingMark } from "../kiky/types";
import type { OrderRequest, OrderSpan } from "../orders/types";

export interface TeamMember {
  person: string;
  name: string;
  state: "in" | "break" | "out";
  since: number | null;
  remote: boolean;
  clockSuspect: boolean;
  /** The kind of absence that covers today, if any. */
  away?: string | null;
  attention: {
    date: string;
    kind: string;
    openingPunch: string;
    openedAt: number;
    proposal: number | null;
    /** Of unapproved time: how much, and the orders that would approve it. */
    minutes?: number;
    orders?: readonly OrderSpan[];
  }[];
}

export interface TeamView {
  teams: { id: string; name: string; members: TeamMember[] }[];
  corrections: Correction[];
  /** Overtime that people ask for. */
  orders?: OrderRequest[];
  /** Kiky marks without punches. */
  marks?: WaitingMark[];
  /** Epoch ms of the data; offline shows what this device saw last, or nothing. */
  asOf: number | null;
  offline: boolean;
}

export interface TeamActs {
  loadTeam(): Promise<void>;
}
