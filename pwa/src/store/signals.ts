import { type Signal, signal } from "@preact/signals";
import type { Ports } from "../device/ports";
import { readLanguage, readMarker } from "./marker";
import type { Attention } from "./attention/types";
import type { BalancesView } from "./balances/types";
import type { Waits } from "./notices/types";
import type { TodayView } from "./punches/types";
import type { TeamView } from "./team/types";
import type { JournalRow, Language, Session, SyncState } from "./types";
import type { Marker } from "./marker";

export const NONE_WAIT: Waits = { notices: 0, decisions: 0 };

export type Theme = "system" | "light" | "dark";

/** The signals behind `Live`, with what can be known before the first read of the disk. */
export function makeSignals(ports: Pick<Ports, "pocket">) {
  const marker = readMarker(ports.pocket);
  const theme = ports.pocket.get("leima.theme");
  return {
    session: signal<Session>(sessionOf(marker)),
    sync: signal<SyncState>({
      kind: isOnline() ? "sent" : "offline",
      unsent: 0,
      attention: 0,
      oldest: null,
      storage: "ok",
      updateReady: false,
    }),
    today: signal<TodayView | null>(null),
    balances: signal<BalancesView | null>(null),
    attention: signal<Attention[]>([]),
    journal: signal<JournalRow[]>([]),
    team: signal<TeamView | null>(null),
    waits: signal<Waits>(NONE_WAIT),
    language: signal<Language>(readLanguage(ports.pocket)),
    theme: signal<Theme>(theme === "light" || theme === "dark" ? theme : "system"),
    installable: signal(false),
    begun: signal(0),
  };
}

export type Signals = ReturnType<typeof makeSignals>;

export function sessionOf(marker: Marker): Session {
  const { person, name, email, roles, organisation, zone, status } = marker;
  return { status: person ? status : "signed_out", person, name, email, roles, organisation, zone };
}

export function isOnline(): boolean {
  return typeof navigator === "undefined" || navigator.onLine !== false;
}

/** Sets a signal when the value differs from its own, so that an equal value draws nothing again. */
export function setIfChanged<T>(signal: Signal<T>, said: T): void {
  if (JSON.stringify(signal.peek()) !== JSON.stringify(said)) signal.value = said;
}
