import { signal } from "@preact/signals";
import type { Ports } from "../sync/ports";
import { readLanguage, readMarker } from "./device";
import type {
  Attention,
  BalancesView,
  JournalRow,
  Language,
  Session,
  SyncState,
  TeamView,
  TodayView,
  Waits,
} from "./live";
import type { Marker } from "./device";

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
