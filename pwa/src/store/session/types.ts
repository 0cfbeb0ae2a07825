/** Coming in and going out, and the person's devices. */

export interface DeviceRow {
  id: string;
  name: string;
  createdAt: string;
  lastSeenAt: string;
  current: boolean;
}

/** What an authenticator app is given; `qr` are the rows of its picture, 1 is dark. */
export interface AppSecret {
  secret: string;
  uri: string;
  qr: string[];
}

/** What keeps somebody out. `setup` when the company asks for a second step that they do not have yet. */
export interface KeptOut {
  ok: false;
  messageKey: string;
  retryAfter?: number;
  setup?: AppSecret;
}

export interface SessionActs {
  /** `code` is of the second step, empty where none is asked for. */
  signIn(email: string, password: string, code?: string): Promise<{ ok: true } | KeptOut>;
  acceptInvitation(token: string, password: string, code?: string): Promise<{ ok: true } | KeptOut>;
  /** A letter with a link for a new password; nothing says whether somebody has the address. */
  forgotPassword(email: string): Promise<{ ok: true } | KeptOut>;
  lookInvitation(token: string): Promise<{ name: string; organisation: string; email: string; kind: string } | null>;
  /** Unsent work stays on the device; ask first when `unsent > 0`. */
  signOut(): Promise<void>;
  devices(): Promise<DeviceRow[] | null>;
  revokeDevice(id: string): Promise<boolean>;
  changePassword(current: string, next: string): Promise<{ ok: true } | { ok: false; messageKey: string }>;
}
