/** The API from outside the browser: what the server has, and what another device says. */
import { randomUUID } from "node:crypto";

interface Operation {
  type: string;
  entity: { type: string; id: string };
  body: Record<string, unknown>;
  at: number;
  subject?: string;
}

interface Change {
  type: string;
  id: string;
  deleted: boolean;
  data: Record<string, unknown> | null;
}

export interface PunchRow {
  id: string;
  person: string;
  kind: string;
  at: number;
  flags: string[];
  superseded_by: string | null;
  author: string;
}

/** One signed-in person beside the browser. */
export class Caller {
  constructor(
    readonly address: string,
    readonly person: string,
    private readonly token: string,
  ) {}

  async ask<T>(method: string, path: string, body?: unknown): Promise<T> {
    const reply = await fetch(`${this.address}/api/v1/${path}`, {
      method,
      headers: { Authorization: `Bearer ${this.token}`, ...(body ? { "Content-Type": "application/json" } : {}) },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    if (!reply.ok) throw new Error(`${method} ${path}: ${reply.status} ${await reply.text()}`);
    return (reply.status === 204 ? null : await reply.json()) as T;
  }

  /** A file, byte for byte. */
  async file(path: string): Promise<Buffer> {
    const reply = await fetch(`${this.address}/api/v1/${path}`, { headers: { Authorization: `Bearer ${this.token}` } });
    if (!reply.ok) throw new Error(`GET ${path}: ${reply.status} ${await reply.text()}`);
    return Buffer.from(await reply.arrayBuffer());
  }

  /** Every row that this person may pull, by type. */
  async rows(type: string): Promise<Change[]> {
    const found: Change[] = [];
    let cursor = "";
    for (;;) {
      const query = cursor ? `?limit=500&cursor=${encodeURIComponent(cursor)}` : "?limit=500";
      const page = await this.ask<{ cursor: string; more: boolean; changes: Change[] }>("GET", `sync/pull${query}`);
      found.push(...page.changes.filter((change) => change.type === type && !change.deleted));
      if (!page.more) return found;
      cursor = page.cursor;
    }
  }

  /** Own punches as the server has them, oldest first. */
  async punches(): Promise<PunchRow[]> {
    const rows = (await this.rows("punch")).map(({ id, data }) => ({ ...data, id }) as PunchRow);
    return rows.filter(({ person }) => person === this.person).sort((a, b) => a.at - b.at);
  }

  /** One balance, in minutes or days. */
  async balance(account: string): Promise<number> {
    const { accounts } = await this.ask<{ accounts: { account: string; amount: number }[] }>("GET", "balances");
    return accounts.find((row) => row.account === account)!.amount;
  }

  /** Tells the server one operation, as another device of this person would. Answers its result. */
  async say({ type, entity, body, at, subject }: Operation): Promise<Record<string, unknown>> {
    const op = {
      op_id: randomUUID(),
      dev_seq: 1,
      type,
      v: 1,
      subject: subject ?? this.person,
      entity,
      base: null,
      body,
      time: { claimed_at: at, tz: "Europe/Helsinki", offset_min: 120, mono: null, srv_offset: null },
    };
    const batch = { device_id: "story", batch_id: randomUUID(), sent_at: Date.now(), ops: [op] };
    const { results } = await this.ask<{ results: Record<string, unknown>[] }>("POST", "sync/push", batch);
    if (results[0]?.status !== "applied") throw new Error(JSON.stringify(results[0]));
    return results[0];
  }

  /** A punch at an instant (epoch ms); answers its id. */
  async punch(kind: "in" | "out", at: number): Promise<string> {
    const id = randomUUID();
    const body = { kind, work_type: null, cost_centre: null, remote: false, note: "" };
    await this.say({ type: "punch.record", entity: { type: "punch", id }, body, at });
    return id;
  }
}

/** Signs in as a device that nobody has seen before. */
export async function signIn(address: string, email: string, password: string): Promise<Caller> {
  const reply = await fetch(`${address}/api/v1/auth/login`, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-Leima": "1" },
    body: JSON.stringify({ email, password, device_id: randomUUID(), device_name: "Tarina" }),
  });
  if (!reply.ok) throw new Error(`${email}: ${reply.status} ${await reply.text()}`);
  const { access_token, user } = (await reply.json()) as { access_token: string; user: { id: string } };
  return new Caller(address, user.id, access_token);
}
