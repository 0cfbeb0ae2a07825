/** A server of its own for one file of stories: a fresh company in a fresh folder, on a free port. */
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
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

async function ready(address: string, child: ChildProcess): Promise<void> {
  for (let turn = 0; turn < READY_TRIES && child.exitCode === null; turn += 1) {
    const answer = await fetch(`${address}/health/ready`).catch(() => null);
    if (answer?.ok) return;
    await new Promise((wake) => setTimeout(wake, 50));
  }
  throw new Error(`The server of the stories did not get ready (exit code ${child.exitCode}).`);
}

function run(env: NodeJS.ProcessEnv, input: string, ...args: string[]): string {
  const done = spawnSync(PYTHON, args, { cwd: ROOT, env, input, encoding: "utf8", timeout: 120_000 });
  if (done.status !== 0) throw new Error(`${args.join(" ")} failed:\n${done.stdout}\n${done.stderr}`);
  return done.stdout;
}

/** Starts a server over what `found.py` makes of `given`; its people have addresses at `domain`. */
async function open(given: object, domain: string): Promise<Firm> {
  const folder = mkdtempSync(path.join(tmpdir(), "leima-story-"));
  const port = await freePort();
  const settings = { LEIMA_DATA: folder, LEIMA_PORT: String(port), LEIMA_DATABASE_URL: "", LEIMA_LOG: "error" };
  const env = { ...process.env, ...settings };
  const input = JSON.stringify({ password: PASSWORD, ...given });
  const people = JSON.parse(run(env, input, "tests/browser/kit/found.py")) as Record<string, string>;
  const child = spawn(PYTHON, ["-m", "leima", "serve"], { cwd: ROOT, env, stdio: ["ignore", "ignore", "inherit"] });
  const inside = `http://127.0.0.1:${port}`;
  await ready(inside, child);
  return {
    address: `http://localhost:${port}`,
    people,
    caller: (name) => signIn(inside, `${name}@${domain}`, PASSWORD),
    close: async () => {
      const ended = new Promise((resolve) => child.once("exit", resolve));
      child.kill("SIGKILL");
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The company of the stories. */
export const openFirm = (wish: Wish = {}): Promise<Firm> =>
  open({ company: company(wish), invited: [GUEST] }, "tarina.test");

/** The demo company, cut to so many people; the first four have logins. */
export const openDemo = (people: number): Promise<Firm> => open({ demo: people }, "demo.test");
