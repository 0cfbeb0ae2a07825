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
  topics: ["months", "orders", "claims", "kiky", "balances", "contracts", "other"],
  off: ["kiky"],
  quiet: { start: "21:00", end: "07:00" },
};
export const PHONE_ANSWERS = { "GET /api/v1/notices/choices": CHOSEN, "PUT /api/v1/notices/choices": CHOSEN };
