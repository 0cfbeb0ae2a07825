/** Sends the outbox, batch by batch, until it is empty or the server has to be left in peace for a while. */
import { patience } from "./backoff";
import type { Custody } from "./custody";
import type { Outbox } from "./outbox";
import type { HttpReply } from "../api/exchange";
import type { Ports } from "../device/ports";
import { Refused, type Session, SessionGone } from "./session";
import { MAX_BYTES, MAX_OPS, type OutboxRow, type PushReply } from "../device/operations";

export type Outcome =
  | { kind: "empty"; answered: number }
  | { kind: "auth"; answered: number }
  | ({ kind: "later"; answered: number } & Pause);

/** `wait` ms before the next try; `hard` when the server asked for it by Retry-After; `reached` when it answered at all. */
interface Pause {
  wait: number;
  hard: boolean;
  reached: boolean;
}

type Step = "more" | "auth" | Pause;

const PATIENT_FAILURES = 3;

export class Sender {
  /** Operations a request: halved by 400, 413 and stubborn 5xx, doubled by success. */
  limit = MAX_OPS;
  failures = 0;

  constructor(
    readonly outbox: Outbox,
    readonly session: Session,
    readonly custody: Custody,
    readonly ports: Ports,
    readonly device: string,
  ) {}

  /** `alone`: the lock of sending is held, so whoever has a lease was killed or is too slow to wait for. */
  async flush(alone = false): Promise<Outcome> {
    let answered = 0;
    if (alone) await this.outbox.recover();
    for (;;) {
      if (this.session.status !== "signed_in") return { kind: "auth", answered };
      const rows = await this.outbox.claim(this.limit, MAX_BYTES);
      if (rows.length === 0) return { kind: "empty", answered };
      const step = await this.send(rows);
      if (step === "auth") return { kind: "auth", answered };
      if (step !== "more") return { kind: "later", answered, ...step };
      answered += rows.length;
    }
  }

  protected async send(rows: OutboxRow[]): Promise<Step> {
    const started = this.ports.now();
    let reply: HttpReply;
    try {
      reply = await this.session.call({
        method: "POST",
        path: "/api/v1/sync/push",
        body: this.batch(rows),
        timeout: 20_000,
      });
    } catch (error) {
      return this.unanswered(rows, error);
    }
    if (reply.status === 200 && isPushReply(reply.json)) return this.answered(rows, reply.json, started);
    return this.refused(rows, reply);
  }

  /** The operations travel byte for byte as they were sealed. */
  protected batch(rows: OutboxRow[]): string {
    const head = JSON.stringify({
      device_id: this.device,
      batch_id: this.ports.uuid(),
      sent_at: Math.round(this.ports.now()),
    });
    return `${head.slice(0, -1)},"ops":[${rows.map((row) => row.sealed).join(",")}]}`;
  }

  protected async answered(rows: OutboxRow[], reply: PushReply, started: number): Promise<Step> {
    await this.outbox.answered(reply.results, rows);
    await this.custody.heard(reply.server_time, reply.epoch, started);
    this.limit = Math.min(MAX_OPS, this.limit * 2);
    this.failures = 0;
    return "more";
  }

  protected async unanswered(rows: OutboxRow[], error: unknown): Promise<Step> {
    await this.outbox.release(rows);
    if (error instanceof SessionGone) return "auth";
    const refused = error instanceof Refused;
    return this.later(refused ? error.retryAfter : null, refused);
  }

  /** An HTTP error says nothing of the operations: they stay, and the batch is made smaller where that can help. */
  protected async refused(rows: OutboxRow[], reply: HttpReply): Promise<Step> {
    if (reply.status === 400 || reply.status === 413) {
      await this.bisect(rows);
      return "more";
    }
    const stubborn = reply.status >= 500 && reply.status !== 503 && reply.retryAfter === null;
    const pause = this.later(reply.retryAfter, true);
    if (!stubborn || (this.failures < PATIENT_FAILURES && this.limit === MAX_OPS)) {
      await this.outbox.release(rows);
      return pause;
    }
    await this.bisect(rows); // one of them may be the trouble: find it soon, the others wait for it
    return { ...pause, wait: patience(1, this.ports, null) };
  }

  /** Half as many next time; one alone waits by itself, and its neighbours go on. */
  private async bisect(rows: OutboxRow[]): Promise<void> {
    if (rows.length > 1) {
      this.limit = Math.ceil(rows.length / 2);
      await this.outbox.release(rows);
    } else await this.outbox.release(rows, patience(rows[0]!.tries + 3, this.ports, null));
  }

  private later(retryAfter: number | null, reached: boolean): Pause {
    this.failures += 1;
    return { wait: patience(this.failures, this.ports, retryAfter), hard: retryAfter !== null, reached };
  }
}

function isPushReply(json: unknown): json is PushReply {
  const reply = json as Partial<PushReply> | null;
  return typeof reply?.server_time === "number" && Array.isArray(reply.results);
}
