/** A server of its own for one file of stories: a fresh company in a fresh folder, on a free port. */
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { Caller, signIn } from "./caller";
import { company, GUEST, PASSWORD, type Wish } from "./company";

const ROOT = path.resolve(import.meta.dirname, "../../..");
/** The Python of the product. */
export const PYTHON = path.join(ROOT, ".venv", process.platform === "win32" ? "Scripts/python.exe" : "bin/python");
const READY_TRIES = 600;

export interface Firm {
  /** `http://localhost:…`, where Chromium takes the Secure cookie over plain http. */
  address: string;
  /** Person id by address. */
  people: Record<string, string>;
  /** Someone signed in from outside the browser, such as a second phone. */
  caller(name: string): Promise<Caller>;
  /** Months of these people come so far at once, as if each had been sent and decided. */
  months(month: string, status: string, people: readonly string[]): Promise<void>;
  close(): Promise<void>;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });
}

async function ready(address: string): Promise<void> {
  for (let turn = 0; turn < READY_TRIES; turn += 1) {
    const answer = await fetch(`${address}/health/ready`).catch(() => null);
    if (answer?.ok) return;
    await new Promise((wake) => setTimeout(wake, 50));
  }
  throw new Error("The server of the stories did not get ready.");
}

/** The process of `firms.py`, one for each worker; it ends with the worker, and its servers with it. */
class Firms {
  private readonly child: ChildProcess;
  private readonly answers: AsyncIterator<string>;
  private turn: Promise<unknown> = Promise.resolve();

  constructor() {
    this.child = spawn(PYTHON, ["tests/browser/kit/firms.py"], { cwd: ROOT, stdio: ["pipe", "pipe", "inherit"] });
    this.answers = createInterface({ input: this.child.stdout! })[Symbol.asyncIterator]();
  }

  /** One command after another; answers what `firms.py` says to it. */
  ask<T>(command: object): Promise<T> {
    const said = this.turn.then(async () => {
      this.child.stdin!.write(`${JSON.stringify(command)}\n`);
      const { value, done } = await this.answers.next();
      if (done) throw new Error("firms.py has ended.");
      return JSON.parse(value) as T;
    });
    this.turn = said.catch(() => undefined);
    return said;
  }
}

let firms: Firms | undefined;

interface Opened {
  pid: number;
  people: Record<string, string>;
  failed?: string;
}

/** Starts a server over what `firms.py` makes of `given`; its people have addresses at `domain`. */
async function open(given: object, domain: string, more: Record<string, string> = {}): Promise<Firm> {
  firms ??= new Firms();
  const own = firms;
  const folder = mkdtempSync(path.join(tmpdir(), "leima-story-"));
  const port = await freePort();
  const env = { LEIMA_DATA: folder, LEIMA_PORT: String(port), LEIMA_DATABASE_URL: "", LEIMA_LOG: "error", ...more };
  const { pid, people, failed } = await own.ask<Opened>({ env, given: { password: PASSWORD, ...given } });
  if (failed) throw new Error(failed);
  const inside = `http://127.0.0.1:${port}`;
  await ready(inside);
  return {
    address: `http://localhost:${port}`,
    people,
    caller: (name) => signIn(inside, `${name}@${domain}`, PASSWORD),
    months: async (month, status, people) => {
      const { failed } = await own.ask<{ failed?: string }>({ env, months: { month, status, people } });
      if (failed) throw new Error(failed);
    },
    close: async () => {
      await own.ask({ end: pid });
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The company of the stories; `more` are settings of its server. */
export const openFirm = (wish: Wish = {}, more: Record<string, string> = {}): Promise<Firm> =>
  open({ company: company(wish), invited: [GUEST] }, "tarina.test", more);

/** A server with nothing but the one-time link of its first administrator, in `people`. */
export const openEmpty = (): Promise<Firm> => open({ empty: true }, "tarina.test");

/** The demo company, cut to so many people; the first four have logins. */
export const openDemo = (people: number): Promise<Firm> => open({ demo: people }, "demo.test");
