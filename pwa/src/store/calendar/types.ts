/** A team's calendar as the screens see it. */
import type { LeaveStatus } from "../leave/types";

export type LaneState = "away" | "requested" | "kiky";

export interface LaneDay {
  date: string;
  state: LaneState;
  /** For some hours only. */
  part: boolean;
  /** An extension day is planned beside the rest. */
  kiky: boolean;
  /** Why, and the request behind it, where this person may know. */
  kind: string | null;
  request: string | null;
}

export interface LaneRequest {
  id: string;
  status: LeaveStatus;
  kind: string;
  from: string;
  until: string;
  minutes: number | null;
  version: number;
  /** This person may decide on it. */
  decides: boolean;
}

export interface Lane {
  person: string;
  name: string;
  days: ReadonlyMap<string, LaneDay>;
  requests: readonly LaneRequest[];
  /** This person may record time away on it, as its supervisor. */
  mayRecord: boolean;
}

export interface TeamCount {
  working: number;
  away: number;
  requested: number;
}

export interface TeamCalendar {
  from: string;
  until: string;
  team: string | null;
  teams: readonly { id: string; name: string }[];
  lanes: readonly Lane[];
  /** Named days by their date: the key of the name, and whether it is a midweek holiday. */
  holidays: ReadonlyMap<string, { key: string; midweek: boolean }>;
  /** The team's working dates. */
  counts: ReadonlyMap<string, TeamCount>;
  minimum: number | null;
  short: ReadonlySet<string>;
  shortIfGranted: ReadonlySet<string>;
  maySetMinimum: boolean;
  /** Epoch ms of what the server told; `offline`: it is what it last told this device. */
  asOf: number;
  offline: boolean;
}

export interface CalendarActs {
  /** A team's calendar between two dates; null where this device has never heard of it and there is no network. */
  readCalendar(from: string, until: string, team: string | null): Promise<TeamCalendar | null>;
}
