/** `npm start`: from a fresh clone to a running Leima with its demo company. `-- --no-demo` starts empty. */
import { randomBytes } from "node:crypto";
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { main, root, run, say, since, Trouble } from "./say.mjs";
import { setup, venv } from "./setup.mjs";

const started = performance.now();
const demo = !process.argv.includes("--no-demo");
const data = path.resolve(root, process.env.LEIMA_DATA ?? "var");
const address = `http://${shownHost(process.env.LEIMA_HOST)}:${process.env.LEIMA_PORT ?? "8000"}`;
const here = `http://127.0.0.1:${process.env.LEIMA_PORT ?? "8000"}`;
const logins = [
  ["employee@demo.test", "monthly paid, flexitime, kiky by extension days"],
  ["contractor@demo.test", "hourly contractor"],
  ["supervisor@demo.test", "supervisor of both"],
  ["payroll@demo.test", "payroll and admin"],
];

function shownHost(host) {
  return !host || ["127.0.0.1", "0.0.0.0", "::", "::1"].includes(host) ? "localhost" : host;
}

/** LEIMA_DEMO_PASSWORD, or one made at the first start and kept beside the demo's data, so that it can be printed again. */
function demoPassword() {
  if (process.env.LEIMA_DEMO_PASSWORD) return process.env.LEIMA_DEMO_PASSWORD;
  const file = path.join(data, "demo-password");
  if (existsSync(file)) return readFileSync(file, "utf8").trim();
  mkdirSync(data, { recursive: true });
  const made = `demo-${randomBytes(9).toString("base64url")}`;
  writeFileSync(file, `${made}\n`, { mode: 0o600 });
  return made;
}

async function leima(args, env, sentence) {
  const { code } = await run(venv("leima"), args, { env });
  if (code !== 0) throw new Trouble(sentence);
}

async function prepare(env) {
  await setup();
  await leima(["migrate"], env, "The database could not be brought up to date. What went wrong stands above.");
  if (demo)
    await leima(["seed", "--if-empty"], env, "The demo company could not be put in. What went wrong stands above.");
  else await leima(["user", "first-admin"], env, "The first administrator's link could not be made.");
}

function greet(password) {
  say(`\nLeima is ready at ${address} (${since(started)} from the command)`);
  if (!demo) return;
  say(`Demo logins, password ${password}:`);
  for (const [email, what] of logins) say(`  ${email.padEnd(22)} ${what}`);
}

/** Waits until the server says that it is ready, at most a minute; false when it ended before. */
async function ready(child) {
  for (let turn = 0; turn < 600 && child.exitCode === null; turn++) {
    const answer = await fetch(`${here}/health/ready`).catch(() => null);
    if (answer?.ok) return true;
    await new Promise((wake) => setTimeout(wake, 100));
  }
  return false;
}

/** The server has its own process group, so that Ctrl-C reaches it once, through us, and it may finish what it holds. */
function serve(env) {
  const child = spawn(venv("leima"), ["serve"], {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: "inherit",
    detached: process.platform !== "win32",
  });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill("SIGTERM"));
  stopWithParent(child);
  const ended = new Promise((resolve) => child.on("exit", (code) => resolve(code ?? 0)));
  return { child, ended };
}

/** npm ends at SIGTERM without telling us: its shell is between. Losing our parent says the same. */
function stopWithParent(child) {
  const parent = process.ppid;
  setInterval(() => process.ppid !== parent && child.kill("SIGTERM"), 500).unref();
}

async function refuseTakenPort() {
  if (await fetch(`${here}/health/live`).catch(() => null)) {
    throw new Trouble(
      `Something answers at ${address} already. Stop it, or choose another port: LEIMA_PORT=8001 npm start`,
    );
  }
}

await main(async () => {
  await refuseTakenPort();
  const password = demo ? demoPassword() : "";
  const env = demo ? { LEIMA_DEMO_PASSWORD: password } : {};
  await prepare(env);
  const { child, ended } = serve(env);
  if (await ready(child)) greet(password);
  return ended;
});
