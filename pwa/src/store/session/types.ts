/** Coming in and going out, and the person's devices. */
import type { Wire } from "../../api/replies";

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

/** What a provider has sent back with the browser. */
export interface WayBack {
  state: string;
  code: string;
  iss: string;
  error: string;
}

export interface CompanyWays {
  readonly ways: readonly { readonly word: string; readonly organisation: string }[];
  readonly more: boolean;
}

/** Coming in without a password. */
export interface OtherWays {
  /** The company that the word names, or the one that was last signed in to here; null without a network. */
  look(word: string): Promise<CompanyWays | null>;
  /** Where the browser goes to sign in. */
  begin(word: string): Promise<{ ok: true; address: string } | KeptOut>;
  /** `code` is of the second step, empty where none is asked for. */
  finish(back: WayBack, code: string): Promise<{ ok: true } | KeptOut>;
  askPasskey(): Promise<{ ok: true; options: string } | KeptOut>;
  enterByPasskey(credential: string): Promise<{ ok: true } | KeptOut>;
}

export interface SessionActs {
  /** `code` is of the second step, empty where none is asked for. */
  signIn(email: string, password: string, code?: string): Promise<{ ok: true } | KeptOut>;
  acceptInvitation(token: string, password: string, code?: string): Promise<{ ok: true } | KeptOut>;
  otherWays(): Promise<OtherWays>;
  /** A letter with a link for a new password; nothing says whether somebody has the address. */
  forgotPassword(email: string): Promise<{ ok: true } | KeptOut>;
  lookInvitation(token: string): Promise<Wire["LinkLook"] | null>;
  /** Unsent work stays on the device; ask first when `unsent > 0`. */
  signOut(): Promise<void>;
  devices(): Promise<DeviceRow[] | null>;
  revokeDevice(id: string): Promise<boolean>;
  changePassword(current: string, next: string): Promise<{ ok: true } | { ok: false; messageKey: string }>;
}
