/**
 * What the screens see: signals that the store keeps true, and acts that become operations.
 * The screens import this file's types and nothing else of the store; `main.ts` hands them an `AppState`.
 */
import type { ReadonlySignal } from "@preact/signals";
import type { Attention } from "./attention/types";
import type { BalancesView } from "./balances/types";
import type { FeatureActs } from "./features";
import type { Waits } from "./notices/types";
import type { Office } from "./office/types";
import type { TodayView } from "./punches/types";
import type { SessionActs } from "./session/types";
import type { TeamView } from "./team/types";
import type { JournalRow, Language, Session, SyncState } from "./types";

export type { Known, Reply, Wire } from "../api/replies";
export type * from "./absences/types";
export type * from "./attention/types";
export type * from "./balances/types";
export type * from "./calendar/types";
export type * from "./corrections/types";
export type * from "./hours/types";
export type * from "./inbox/types";
export type * from "./kiky/types";
export type * from "./certificates/types";
export type * from "./leave/types";
export type * from "./logo/types";
export type * from "./months/types";
export type * from "./notices/types";
export type * from "./office/types";
export type * from "./orders/types";
export type * from "./phone/types";
export type * from "./punches/types";
export type * from "./rounds/types";
export type * from "./saving/types";
export type * from "./session/types";
export type * from "./team/types";
export type * from "./travel/receipts/types";
export type * from "./travel/types";
export type * from "./types";
export type * from "./undo/types";

/** What the app itself can do, beside its features. */
interface DeviceActs {
  setLanguage(language: Language): Promise<void>;
  setTheme(theme: "system" | "light" | "dark"): Promise<void>;
  syncNow(): void;
  applyUpdate(): void;
  install(): Promise<"installed" | "dismissed" | "unavailable">;
}

export type Acts = FeatureActs & SessionActs & DeviceActs;

export interface AppState {
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
  /** How many acts have begun on this page. */
  begun: ReadonlySignal<number>;
  acts: Acts;
  /** Requests of the office screens. */
  office: Office;
}
