/** The way between devices and the server: it drops, doubles, reorders and loses replies as the weather has it. */
import { createHash } from "node:crypto";
import { NoReply, type HttpReply, type HttpRequest } from "../../../../pwa/src/api/exchange";
import type { Chance } from "./chance";
import type { ModelServer } from "./server";
import type { Time } from "./time";

export interface Weather {
  dropped: number;
  doubled: number;
  replyLost: number;
  broken: number;
  limited: number;
}

export const CALM: Weather = { dropped: 0, doubled: 0, replyLost: 0, broken: 0, limited: 0 };

const TOKEN_LIFE = 600;

/** What the server knows of the sessions; a cookie is the person whose session it carries, or nobody's. */
export class Sessions {
  private tokens = new Map<string, { person: string; until: number }>();

  constructor(
    readonly time: Time,
    readonly chance: Chance,
  ) {}

  grant(person: string) {
    const token = this.chance.uuid();
    this.tokens.set(token, { person, until: this.time.now + TOKEN_LIFE * 1000 });
    return {
      access_token: token,
      expires_in: TOKEN_LIFE,
      user: { id: person, name: person, roles: ["employee"], lang: "fi" },
    };
  }

  personOf(token: string): string | null {
    const known = this.tokens.get(token);
    return known && known.until > this.time.now ? known.person : null;
  }

  end(person: string): void {
    for (const [token, known] of this.tokens) if (known.person === person) this.tokens.delete(token);
  }
}

export class Network {
  weather: Weather = CALM;
  maxOps = 1000;
  /** How far a file gets before the line is cut, as a share of it; null when it arrives. */
  cut: (request: HttpRequest) => number | null = () => null;
  /** Bytes of files that were on the way, and whole files that arrived. */
  filed: { sent: number; arrived: string[] } = { sent: 0, arrived: [] };
  /** Milliseconds that a byte of a file takes. */
  slow = 0;

  constructor(
    readonly time: Time,
    readonly chance: Chance,
    readonly server: ModelServer,
    readonly sessions: Sessions,
  ) {}

  /** One request of a device: `online` and `cookie` are looked at when it leaves. */
  send(request: HttpRequest, online: boolean, cookie: () => string | null): Promise<HttpReply> {
    const { chance, time, weather } = this;
    return new Promise((resolve, reject) => {
      const lost = () => reject(new NoReply("nothing came back"));
      time.after(request.timeout ?? 15_000, lost);
      if (!online) return void time.after(1, lost);
      if (chance.happens(weather.dropped)) return;
      const cut = request.bytes ? this.cut(request) : null;
      if (request.bytes) this.filed.sent += request.bytes.byteLength * (cut ?? 1);
      if (cut !== null) return void time.after(5, lost);
      const onTheWay = (request.bytes?.byteLength ?? 0) * this.slow;
      const times = chance.happens(weather.doubled) ? 2 : 1;
      for (let n = 0; n < times; n += 1) {
        time.after(this.latency() + onTheWay, () => {
          const reply = this.answer(request, cookie());
          if (!reply || chance.happens(weather.replyLost)) return;
          time.after(this.latency(), () => resolve(structuredClone(reply)));
        });
      }
    });
  }

  /** Mostly quick, sometimes slower than a later request: that is how replies change order. */
  private latency(): number {
    return this.chance.happens(0.1) ? 500 + this.chance.below(12_000) : 5 + this.chance.below(120);
  }

  /** Null when the server dies: before it committed, or after. */
  private answer(request: HttpRequest, cookie: string | null): HttpReply | null {
    const { chance, weather } = this;
    if (chance.happens(weather.limited)) return { status: 503, json: null, retryAfter: 1 + chance.below(5) };
    if (chance.happens(weather.broken))
      return chance.happens(0.5) ? null : { status: 500, json: null, retryAfter: null };
    const reply = this.handled(request, cookie);
    return chance.happens(weather.broken / 2) ? { status: 502, json: null, retryAfter: null } : reply;
  }

  private handled(request: HttpRequest, cookie: string | null): HttpReply {
    const ok = (json: unknown): HttpReply => ({ status: 200, json, retryAfter: null });
    const { server, time } = this;
    if (request.path === "/api/v1/auth/refresh") {
      if (!cookie) return { status: 401, json: { code: "session_expired" }, retryAfter: null };
      return ok(this.sessions.grant(cookie));
    }
    const person = this.sessions.personOf(request.headers?.Authorization?.replace("Bearer ", "") ?? "");
    if (!person) return { status: 401, json: { code: "unauthorized" }, retryAfter: null };
    const epoch = `e${server.epoch}`;
    const url = new URL(request.path, "http://model");
    if (url.pathname.endsWith("/hello")) {
      return ok({ server_time: time.now, epoch, schema: { min_pull: 1, current: 1 }, user_id: person });
    }
    if (url.pathname.endsWith("/pull")) return ok(server.pull(person, url.searchParams.get("cursor"), time.now));
    if (url.pathname.endsWith("/status")) {
      return ok({ receipts: server.status(person, (JSON.parse(request.body!) as { op_ids: string[] }).op_ids) });
    }
    if (url.pathname.includes("/blobs/")) return this.file(person, url.pathname.split("/").at(-1)!, request);
    return this.pushed(person, request.body!, epoch);
  }

  private file(person: string, hash: string, { bytes }: HttpRequest): HttpReply {
    const { files, refuses } = this.server;
    const name = `${person}/${hash}`;
    if (!bytes) return { status: files.has(name) ? 200 : 404, json: null, retryAfter: null };
    const refused = refuses(bytes);
    if (refused) return { ...refused, retryAfter: refused.retryAfter ?? null };
    if (createHash("sha256").update(new Uint8Array(bytes)).digest("hex") !== hash)
      return { status: 400, json: { code: "attachment_hash" }, retryAfter: null };
    files.add(name);
    this.filed.arrived.push(hash);
    return { status: 200, json: {}, retryAfter: null };
  }

  private pushed(person: string, body: string, epoch: string): HttpReply {
    if (body.includes('"note":"poison500"')) return { status: 500, json: null, retryAfter: null };
    if (body.includes('"note":"poison400"')) return { status: 400, json: null, retryAfter: null };
    const sealed = operationsIn(body);
    if (sealed.length > this.maxOps) return { status: 413, json: null, retryAfter: null };
    const results = this.server.push(person, sealed);
    return { status: 200, json: { server_time: this.time.now, epoch, results }, retryAfter: null };
  }
}

/** The operations byte for byte as they stand in the body. */
export function operationsIn(body: string): string[] {
  const { ops } = JSON.parse(body) as { ops: unknown[] };
  const texts = ops.map((op) => JSON.stringify(op));
  for (const text of texts) if (!body.includes(text)) throw new Error("the body is not made of the sealed bytes");
  return texts;
}
