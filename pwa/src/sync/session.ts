/** Who may send: the access token in memory, renewed under the lock `auth` and shared between tabs. */
import type { HttpReply, HttpRequest } from "../api/exchange";
import type { LoginReply } from "../api/types";
import type { Ports } from "../device/ports";

export type SessionStatus = "signed_in" | "expired" | "revoked" | "signed_out";

/** The server does not take this person's session any more. Nothing is lost: the queue waits for the next sign-in. */
export class SessionGone extends Error {
  override name = "SessionGone";
}

/** The server answered, but not with what was asked for. */
export class Refused extends Error {
  override name = "Refused";
  constructor(
    readonly status: number,
    readonly code: string | null,
    readonly retryAfter: number | null,
  ) {
    super(`${status} ${code ?? ""}`);
  }
}

interface Token {
  value: string;
  until: number;
}

const SPARE_MS = 30_000;
const ASK_TABS_MS = 60;

export class Session {
  status: SessionStatus = "signed_in";
  protected token: Token | null = null;
  private renewing: Promise<string> | null = null;
  private readonly unlisten: () => void;

  constructor(
    readonly ports: Ports,
    readonly person: string,
    private readonly told: (status: SessionStatus) => void = () => {},
  ) {
    this.unlisten = ports.listen((message) => {
      if (message.kind === "token" && message.person === person) this.accept(message.token, message.until, false);
      if (message.kind === "token?" && message.person === person) this.share();
    });
  }

  stop(): void {
    this.unlisten();
  }

  /** Takes the answer of a login or a renewal: from here on this person sends. */
  signedIn(reply: LoginReply): void {
    this.accept(reply.access_token, this.ports.now() + reply.expires_in * 1000, true);
  }

  /** One request with the bearer token; renews it once when the server says 401. Throws NoReply, Refused or SessionGone. */
  async call(request: HttpRequest): Promise<HttpReply> {
    const token = await this.bearer();
    const reply = await this.ports.http(this.signed(request, token));
    if (reply.status !== 401) return reply;
    const again = await this.ports.http(this.signed(request, await this.renew(token)));
    if (again.status === 401) throw new Refused(401, codeOf(again.json), null);
    return again;
  }

  /** A token that is good for at least half a minute more. */
  async bearer(): Promise<string> {
    if (this.status !== "signed_in") throw new SessionGone(this.status);
    const left = this.token ? this.token.until - this.ports.now() : 0;
    // A clock that was moved makes `left` absurd; the server says 401 if the token is too old all the same.
    return this.token && left > SPARE_MS ? this.token.value : this.renew(this.token?.value ?? null);
  }

  end(status: SessionStatus): void {
    this.token = null;
    if (this.status === status) return;
    this.status = status;
    this.told(status);
  }

  private signed(request: HttpRequest, token: string): HttpRequest {
    return { ...request, headers: { ...request.headers, Authorization: `Bearer ${token}` } };
  }

  private renew(used: string | null): Promise<string> {
    this.renewing ??= this.ports
      .lock("auth", () => this.renewed(used), { patience: 30_000 })
      .finally(() => {
        this.renewing = null;
      });
    return this.renewing;
  }

  private async renewed(used: string | null): Promise<string> {
    if (used === null) await this.askTabs();
    if (this.token && this.token.value !== used) return this.token.value;
    const reply = await this.ports.http({
      method: "POST",
      path: "/api/v1/auth/refresh",
      headers: { "X-Leima": "1" },
      timeout: 20_000,
    });
    if (reply.status === 401) this.gone(codeOf(reply.json) === "session_revoked" ? "revoked" : "expired");
    if (reply.status !== 200) throw new Refused(reply.status, codeOf(reply.json), reply.retryAfter);
    const login = reply.json as LoginReply;
    if (login.user.id !== this.person) this.gone("expired");
    this.signedIn(login);
    return login.access_token;
  }

  private gone(status: SessionStatus): never {
    this.end(status);
    throw new SessionGone(status);
  }

  private async askTabs(): Promise<void> {
    this.ports.post({ kind: "token?", person: this.person });
    await new Promise<void>((resolve) => this.ports.after(ASK_TABS_MS, resolve));
  }

  private accept(value: string, until: number, share: boolean): void {
    this.token = { value, until };
    if (this.status !== "signed_in") {
      this.status = "signed_in";
      this.told("signed_in");
    }
    if (share) this.share();
  }

  private share(): void {
    if (!this.token || this.token.until <= this.ports.now()) return;
    this.ports.post({ kind: "token", person: this.person, token: this.token.value, until: this.token.until });
  }
}

/** The machine-readable code of a problem+json body, or null. */
export function codeOf(json: unknown): string | null {
  const code = (json as { code?: unknown } | null)?.code;
  return typeof code === "string" ? code : null;
}
