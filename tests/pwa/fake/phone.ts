/** A pretended device that takes notices, or does not, and is never installed. */
import type { Acts, PhoneActs, PhoneState } from "../../../pwa/src/store/appState";
import { at } from "./day";

const STATES: Record<string, PhoneState> = {
  offline: { kind: "unknown" },
  attention: { kind: "failing", since: new Date(at("08:01", "2026-11-19")).toISOString() },
  contractor: { kind: "on", sentAt: new Date(at("08:01", "2026-11-19")).toISOString() },
};

export function phoneOf(scenario: string): PhoneActs & Pick<Acts, "install"> {
  return {
    install: async () => "dismissed",
    phoneState: async () => STATES[scenario] ?? { kind: "off" },
    turnPhoneOn: async () => ({ kind: "on", sentAt: null }),
    turnPhoneOff: async () => ({ kind: "off" }),
    tryPhone: async () => "sent",
  };
}

const CHOSEN = {
  topics: ["months", "orders", "claims", "kiky", "balances", "contracts", "reminders", "other"],
  off: ["kiky"],
  quiet: { start: "21:00", end: "07:00" },
};
const MAIL = {
  available: true,
  address: "aino.virtanen@pohjola.example",
  topics: ["months", "reminders"],
  sent_at: new Date(at("08:01", "2026-11-19")).toISOString(),
  failing_since: null,
  stopped_at: null,
};

type Reminder = [kind: string, time: string | null, number: number | null, least: number | null, most: number | null];
const REMINDERS: Reminder[] = [
  ["clock", "20:00", null, null, null],
  ["clock_again", "08:00", null, null, null],
  ["break", null, 60, 10, 600],
  ["month", "09:00", 3, 1, 28],
  ["waits", "09:00", 1, 1, 60],
  ["kiky", "09:00", null, null, null],
  ["leave", "09:00", 60, 7, 365],
];
const OWN = {
  reminders: REMINDERS.map(([kind, time, number]) => ({
    kind,
    enabled: kind !== "kiky",
    time: kind === "month" ? "18:15" : time,
    number: kind === "break" ? number : null,
    may_choose: kind !== "clock",
    chosen: kind === "month" || kind === "kiky",
    usual_enabled: true,
    usual_time: time,
    usual_number: number,
  })),
};
const RULES = {
  reminders: REMINDERS.map(([kind, time, number, least, most]) => {
    return { kind, enabled: true, time, number, own: kind !== "clock", least, most };
  }),
};

export const PHONE_ANSWERS = {
  "GET /api/v1/notices/choices": CHOSEN,
  "PUT /api/v1/notices/choices": CHOSEN,
  "GET /api/v1/notices/mail": MAIL,
  "PUT /api/v1/notices/mail": MAIL,
  "GET /api/v1/reminders/own": OWN,
  "GET /api/v1/reminders/rules": RULES,
};
