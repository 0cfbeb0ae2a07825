/**
 * Gets a fresh clone ready: Python packages in .venv, npm packages, the built PWA.
 * Each is done again only when the files it follows from have changed.
 */
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { main, root, run, say, since, Trouble } from "./say.mjs";

const windows = process.platform === "win32";
const bin = path.join(root, ".venv", windows ? "Scripts" : "bin");

/** The path of a program inside .venv, such as `python` or `leima`. */
export const venv = (program) => path.join(bin, windows ? `${program}.exe` : program);
/** The path of a program that `npm ci` brought, such as `vite`. */
export const npmBin = (program) => path.join(root, "node_modules", ".bin", windows ? `${program}.cmd` : program);

const stamps = {
  python: path.join(root, ".venv", ".leima-stamp"),
  node: path.join(root, "node_modules", ".leima-stamp"),
  build: path.join(root, "node_modules", ".leima-build-stamp"),
};

function filesUnder(start, found = []) {
  if (!existsSync(start)) return found;
  if (statSync(start).isFile()) return [...found, start];
  for (const name of readdirSync(start).sort()) {
    if (["dist", "node_modules"].includes(name)) continue;
    found = filesUnder(path.join(start, name), found);
  }
  return found;
}

function hashOf(...places) {
  const hash = createHash("sha256").update(process.version);
  for (const file of places.flatMap((place) => filesUnder(path.join(root, place)))) {
    hash.update(path.relative(root, file)).update(readFileSync(file));
  }
  return hash.digest("hex");
}

const read = (file) => (existsSync(file) ? readFileSync(file, "utf8") : "");

function refuseOldNode() {
  const major = Number(process.versions.node.split(".")[0]);
  if (major < 20) throw new Trouble(`Leima needs Node 20 or newer; this is ${process.version}. See https://nodejs.org`);
}

const probe = "import sys, venv, ensurepip; print('%d.%d' % sys.version_info[:2])";

/** The first Python 3.11 or newer that can make a virtual environment. LEIMA_PYTHON comes first. */
async function findPython() {
  const seen = [];
  const names = [process.env.LEIMA_PYTHON, "python3", "python3.13", "python3.12", "python3.11", "python"].filter(
    Boolean,
  );
  for (const name of names) {
    const { code, output } = await run(name, ["-c", probe], { quiet: true });
    const version = output.trim();
    const minor = code === 0 ? Number(version.match(/^3\.(\d+)$/)?.[1] ?? 0) : 0;
    if (minor >= 11) return { name, version };
    if (code === 0) seen.push(`${name} is ${version}`);
    else if (/ensurepip|No module named/.test(version)) seen.push(`${name} has no venv`);
  }
  throw new Trouble(
    [
      `Leima needs Python 3.11 or newer with the venv module, and found none${seen.length ? ` (${seen.join("; ")})` : ""}.`,
      "Debian or Ubuntu:  sudo apt install python3 python3-venv",
      "macOS:             brew install python@3.12",
      "Windows:           winget install Python.Python.3.12",
      "Another place:     LEIMA_PYTHON=/path/to/python npm start",
    ].join("\n"),
  );
}

/** Makes the bytecode of what changed: a start that may not write it would compile everything, each time. */
async function compilePython() {
  const compile = ["-m", "compileall", "-q", "backend/leima"];
  await must(venv("python"), compile, "The backend's Python could not be compiled.");
}

/** Stamp of .venv: what it was made from, and whether the test tools are in it. */
async function preparePython(dev) {
  const wanted = hashOf("pyproject.toml", "requirements.lock", "requirements-dev.lock");
  const [have, extras] = read(stamps.python).split(" ");
  if (have === wanted && (extras === "dev" || !dev) && existsSync(venv("python"))) return;
  const start = performance.now();
  if (!existsSync(venv("python"))) {
    const python = await findPython();
    say(`Python ${python.version}: making .venv`);
    await must(python.name, ["-m", "venv", ".venv"], "The virtual environment could not be made.");
  }
  await renewPip();
  const withDev = dev || extras === "dev";
  say(`Python packages: installing${withDev ? " (with the test tools)" : ""}`);
  const pinned = ["--require-hashes", "-r", withDev ? "requirements-dev.lock" : "requirements.lock"];
  for (const what of [pinned, ["--no-deps", "-e", "."]]) {
    const flags = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", ...what];
    await must(venv("python"), flags, "Python packages could not be installed. Is the network there?");
  }
  writeFileSync(stamps.python, `${wanted} ${withDev ? "dev" : "run"}`);
  say(`Python packages: ready (${since(start)})`);
}

/** The pip and setuptools that a Python brings are as old as it is; nothing here needs setuptools. */
async function renewPip() {
  const pip = [venv("python"), ["-m", "pip", "--quiet", "--disable-pip-version-check"]];
  await must(pip[0], [...pip[1], "install", "--upgrade", "pip"], "pip could not be renewed. Is the network there?");
  await must(pip[0], [...pip[1], "uninstall", "--yes", "setuptools"], "setuptools could not be removed.");
}

async function prepareNode() {
  const wanted = hashOf("package-lock.json");
  if (read(stamps.node) === wanted) return;
  const start = performance.now();
  say("npm packages: installing");
  const npm = windows ? "npm.cmd" : "npm";
  await must(npm, ["ci", "--no-audit", "--no-fund", "--loglevel=error"], "npm packages could not be installed.");
  writeFileSync(stamps.node, wanted);
  say(`npm packages: ready (${since(start)})`);
}

async function must(command, args, sentence) {
  const { code, output } = await run(command, args, { quiet: true });
  if (code !== 0) throw new Trouble(`${output.trim().split("\n").slice(-30).join("\n")}\n\n${sentence}`);
}

/** Builds pwa/dist when a source of it changed. */
export async function buildPwa({ force = false } = {}) {
  const wanted = hashOf("pwa", "shared/words", "shared/tables", "package-lock.json");
  if (!force && read(stamps.build) === wanted && existsSync(path.join(root, "pwa/dist/index.html"))) return;
  const start = performance.now();
  say("PWA: building");
  await must(npmBin("vite"), ["build", "--config", "pwa/vite.config.ts"], "The PWA could not be built.");
  mkdirSync(path.dirname(stamps.build), { recursive: true });
  writeFileSync(stamps.build, wanted);
  say(`PWA: built (${since(start)})`);
}

/** Everything that a verb needs before it: `dev` adds the test tools, `pwa` the build. */
export async function setup({ dev = false, pwa = true } = {}) {
  refuseOldNode();
  const outcomes = await Promise.allSettled([preparePython(dev).then(compilePython), prepareNode()]);
  for (const outcome of outcomes) if (outcome.status === "rejected") throw outcome.reason;
  if (pwa) await buildPwa();
}

/** The PWA alone: what a wheel needs, where Python is already at work. */
async function pwaAlone() {
  refuseOldNode();
  await prepareNode();
  await buildPwa();
}

const asked = (flag) => process.argv.includes(flag);

if (process.argv[1] === new URL(import.meta.url).pathname) {
  await main(async () => {
    if (asked("--pwa")) return pwaAlone();
    await setup({ dev: asked("--dev"), pwa: false });
    if (asked("--build")) await buildPwa({ force: true });
  });
}
