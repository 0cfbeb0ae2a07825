/** Notices that come to this device while the app is closed. */

/** What is so on this device: `unknown` where the server could not be asked. */
export type PhoneState =
  | { kind: "unsupported" | "install" | "blocked" | "off" | "unknown" }
  | { kind: "on"; sentAt: string | null }
  | { kind: "failing"; since: string };

/** What became of a test message. */
export type Tried = "sent" | "often" | "failed";

export interface PhoneActs {
  /** Looks at the browser and asks the server; mends what has come apart. */
  phoneState(): Promise<PhoneState>;
  /** Asks the browser, from the person's own tap, and subscribes. */
  turnPhoneOn(): Promise<PhoneState>;
  turnPhoneOff(): Promise<PhoneState>;
  tryPhone(): Promise<Tried>;
}
