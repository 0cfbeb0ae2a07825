/** Notices to the person, and how much waits beside one's own days. */
import type { Saved } from "../types";

export interface NoticeRow {
  id: string;
  at: number;
  kind: string;
  params: Record<string, unknown>;
  read: boolean;
}

/** What waits beside one's own days, as this device knows it. */
export interface Waits {
  /** Notices that nobody has read. */
  notices: number;
  /** Months and late changes of one's people that wait for a word. */
  decisions: number;
}

export interface NoticeActs {
  /** Own notices, newest first. */
  notices(): Promise<NoticeRow[]>;
  readNotice(id: string): Promise<Saved>;
}
