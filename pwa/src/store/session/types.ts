/** Coming in and going out, and the person's devices. */

export interface DeviceRow {
  id: string;
  name: string;
  createdAt: string;
  lastSeenAt: string;
  current: boolean;
}

export interface SessionActs {
  signIn(
    email: string,
    password: string,
  ): Promise<{ ok: true } | { ok: false; messageKey: string; retryAfter?: number }>;
  acceptInvitation(token: string, password: string): Promise<{ ok: true } | { ok: false; messageKey: string }>;
  lookInvitation(token: string): Promise<{ name: string; organisation: string; email: string; kind: string } | null>;
  /** Unsent work stays on the device; ask first when `unsent > 0`. */
  signOut(): Promise<void>;
  devices(): Promise<DeviceRow[] | null>;
  revokeDevice(id: string): Promise<boolean>;
  changePassword(current: string, next: string): Promise<{ ok: true } | { ok: false; messageKey: string }>;
}
