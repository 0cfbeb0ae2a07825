/**
 * What the screens see: signals that the store keeps true, and acts that become operations.
 * The screens import this file's types and nothing else of the store; `main.ts` hands them a `Live`.
 */
import type { ReadonlySignal } from "@preact/signals";
import type { DayResult, DayPlan } from "../domain/types";
import type { HoursActs } from "./hoursTypes";
import type { MonthActs, Waits } from "./monthTypes";
import type { KikyActs } from "./kikyTypes";
import type { BookingChoice, RunningWork, SwitchActs, UndoActs } from "./switchTypes";
import type { OrderActs, OrderRequest, OrderSpan } from "./orderTypes";
import type { components } from "../api/schema";
import type { Office } from "./office";

export type { Office, OfficeReply, Problem } from "./office";
export type * from "./hoursTypes";
export type * from "./kikyTypes";
export type * from "./orderTypes";
export type * from "./switchTypes";
/** What the server sends and takes, by the contract. */
export type Wire = components["schemas"];

export type { ChangeRow, FrozenTotals, MonthRow, MonthStatus, NoticeRow, OwnMonth, Waiting, Waits } from "./monthTypes";
export type Language = "fi" | "sv" | "en";
export type Role = "employee" | "supervisor" | "planner" | "admin" | "payroll";

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
  /** Booked on lately. */
  recent?: boolean;
}

export interface TodayView {
  /** Epoch ms that this view was worked out for. */
  now: number;
  date: string;
  state: "out" | "in" | "break";
  /** Epoch ms since which the state holds, null when out and never in today. */
  since: number | null;
  plan: DayPlan | null;
  result: DayResult | null;
  /** No terms for this date on the device: "lasketaan, kun verkko palaa". */
  noTerms: boolean;
  /** There are none at all: no contract is in force. */
  noContract: boolean;
  workTypes: NamedChoice[];
  costCentres: NamedChoice[];
  /** While in: what the running entry is booked on; while out: what the next one will be. */
  choice: BookingChoice;
  running: RunningWork | null;
  /** On a break: the choice holds from its end. */
  onReturn: boolean;
  /** A kiky scheme with extension days runs today. */
  kikyOffered: boolean;
}

export interface AccountView {
  account: "flex" | "kiky" | "annual_holiday" | string;
  year: number | null;
  unit: "min" | "day";
  amount: number;
  settled: number;
  today: number;
  owed: boolean;
  opening?: number;
  done?: number;
  planned?: number;
}

export interface BalancesView {
  /** True when own unsent or unconfirmed work is part of the numbers. */
  projected: boolean;
  accounts: AccountView[];
  pendingDays: number;
  /** The flex balance at the end of each of the last 30 days, for the line. */
  flexHistory: { date: string; amount: number }[];
  nextHoliday: string | null;
  /** "Kiky sisältyy työehtosopimukseen" when the running scheme keeps no account. */
  kikyInAgreement: boolean;
  /** Without a flex account: minutes worked this week and this month; null where flex says it, or not all is read yet. */
  earned: { week: number; month: number } | null;
}

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
  /** Words to say instead of `value`. */
  valueKey?: string;
}

/** The journal in plain words: a words key with raw params (`at` in epoch minutes), newest first. */
export interface JournalRow {
  id: string;
  at: number;
  key: string;
  params: Record<string, string | number | null>;
  status: "waiting" | "sending" | "sent" | "attention" | "closed";
  sentAt: number | null;
}

export interface ExplainLine {
  rule: string;
  minutes: number;
  params: Record<string, unknown>;
  source: string | null;
  total: boolean;
}

export interface ExplainRow {
  date: string | null;
  from: string;
  until: string;
  kind: "day" | "opening" | "month" | string;
  amount: number;
  status: string;
  /** Own unsent work makes this row: it is worked out on this device. */
  local: boolean;
  params: Record<string, unknown>;
  lines: ExplainLine[];
}

export interface Explanation {
  account: string;
  year: number | null;
  unit: "min" | "day";
  asOf: number;
  total: number;
  rows: ExplainRow[];
}

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
    orders?: OrderSpan[];
  }[];
}

export interface Correction {
  id: string;
  person: string;
  personName: string;
  date: string;
  keptAt: number;
  wantedAt: number;
  status: "waiting" | "approved" | "rejected";
  version: number;
}

export interface TeamView {
  teams: { id: string; name: string; members: TeamMember[] }[];
  corrections: Correction[];
  /** Overtime that people ask for. */
  orders?: OrderRequest[];
  /** Epoch ms of the data; offline shows the last seen within this visit, or nothing. */
  asOf: number | null;
  offline: boolean;
}

export interface DeviceRow {
  id: string;
  name: string;
  createdAt: string;
  lastSeenAt: string;
  current: boolean;
}

export type PunchKind = "in" | "out" | "break_start" | "break_end";
/** `saved` means that it is on the disk of this device; `rescued` that only the emergency copy took it. */
export type Saved = "saved" | "rescued" | "failed";

export interface Acts extends HoursActs, KikyActs, OrderActs, MonthActs, SwitchActs, UndoActs {
  signIn(
    email: string,
    password: string,
  ): Promise<{ ok: true } | { ok: false; messageKey: string; retryAfter?: number }>;
  acceptInvitation(token: string, password: string): Promise<{ ok: true } | { ok: false; messageKey: string }>;
  lookInvitation(token: string): Promise<{ name: string; organisation: string; email: string; kind: string } | null>;
  /** Unsent work stays on the device; ask first when `unsent > 0`. */
  signOut(): Promise<void>;
  punch(kind: PunchKind): Promise<Saved>;
  /** A forgotten clock-out, confirmed by a person. `person` set: a supervisor says it for an employee. */
  confirmOut(openingPunch: string, at: number, person?: string): Promise<Saved>;
  choosePunch(keep: string, insteadOf: string[], person?: string): Promise<Saved>;
  decideCorrection(id: string, decision: "approve" | "reject", reason: string, version: number): Promise<Saved>;
  /** Conflict or refusal: do mine again on top of what is there, or let mine go. */
  redo(opId: string): Promise<Saved>;
  drop(opId: string): Promise<void>;
  setChoice(choice: Partial<TodayView["choice"]>): Promise<void>;
  setLanguage(language: Language): Promise<void>;
  setTheme(theme: "system" | "light" | "dark"): Promise<void>;
  explain(account: string, from?: string): Promise<Explanation>;
  loadTeam(): Promise<void>;
  devices(): Promise<DeviceRow[] | null>;
  revokeDevice(id: string): Promise<boolean>;
  changePassword(current: string, next: string): Promise<{ ok: true } | { ok: false; messageKey: string }>;
  syncNow(): void;
  applyUpdate(): void;
  install(): Promise<"installed" | "dismissed" | "unavailable">;
}

export interface Live {
  session: ReadonlySignal<Session>;
  sync: ReadonlySignal<SyncState>;
  today: ReadonlySignal<TodayView | null>;
  balances: ReadonlySignal<BalancesView | null>;
  attention: ReadonlySignal<Attention[]>;
  journal: ReadonlySignal<JournalRow[]>;
  team: ReadonlySignal<TeamView | null>;
  /** What waits beside one's own days; zeros until the engine is at work. */
  waits: ReadonlySignal<Waits>;
  language: ReadonlySignal<Language>;
  theme: ReadonlySignal<"system" | "light" | "dark">;
  installable: ReadonlySignal<boolean>;
  acts: Acts;
  /** Requests of the office screens. */
  office: Office;
}
