/**
 * The stages of `npm run check` and `npm test`: each is a name, a command and, where its tool can tell, a count of tests.
 * A stage without a count is one check. A failed stage does not stop the ones after it.
 */
import { execFileSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statfsSync,
  writeFileSync,
} from "node:fs";
import { availableParallelism } from "node:os";
import path from "node:path";
import { root, run, say, since } from "./say.mjs";
import { npmBin, venv } from "./setup.mjs";

const reports = path.join(root, "var", "reports");
/** Of each failed test the summary repeats these many lines: whoever has only a log's end sees what to look for. */
const FAILURE_LINES = 12;
const report = (name) => path.join(reports, name);
const node = process.execPath;
const prettier = ["--check", "--log-level", "warn", "--no-error-on-unmatched-pattern"];
const formatted = ["*.{json,ts,mjs,cjs}", "pwa/**/*.{ts,tsx,css,html,json}", "scripts/**/*.mjs", "tests/**/*.{ts,mjs}"];

/** What is only read, each on a core of its own: as many at once as there are cores. The longest begin first. */
export const quick = [
  { name: "Python types", command: [venv("mypy")] },
  { name: "Web lint", command: [npmBin("eslint"), "--max-warnings=0", "pwa/src"] },
  { name: "TypeScript", command: [npmBin("tsc"), "-p", "pwa/tsconfig.json"] },
  { name: "Web format", command: [npmBin("prettier"), ...prettier, ...formatted, "shared/words/*.json"] },
  { name: "Contract and its types", command: [node, "scripts/contract.mjs", "--check"] },
  { name: "PWA rooms", command: [node, "scripts/rooms.mjs"] },
  { name: "Python rooms", command: [venv("lint-imports"), "--no-cache"] },
  { name: "Python style", command: [venv("ruff"), "check", "."] },
  { name: "Python format", command: [venv("ruff"), "format", "--check", "."] },
].map((stage) => ({ ...stage, beside: true }));

const pytest = (name, ...args) => ({
  name,
  command: [venv("python"), "-m", "pytest", ...args, `--junitxml=${report(`${name}.xml`)}`],
  count: () => countJunit(report(`${name}.xml`)),
});

const vitest = {
  name: "PWA tests",
  command: [
    npmBin("vitest"),
    "run",
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${report("vitest.json")}`,
  ],
  count: () => countVitest(report("vitest.json")),
};

const stories = ["test", "--config", "tests/browser/playwright.config.ts", "--reporter=line,json"];

const playwright = (name, ...args) => ({
  name,
  command: [npmBin("playwright"), ...stories, ...args],
  env: { PLAYWRIGHT_JSON_OUTPUT_NAME: report(`${name}.json`) },
  count: () => countPlaywright(report(`${name}.json`)),
  needs: "chromium",
});

export const unit = [pytest("Rules and house", "tests/rules", "tests/house"), vitest];
/**
 * What kills, fills and races servers has the machine to itself; the rest shares two cores, a file at a time. In order
 * of their names: by their number of tests the files with the fewest and longest would be left for one core at the end.
 */
const alone = "tests/faults";
const shared = [
  `--ignore=${alone}`,
  "-n",
  "2",
  "--dist",
  "loadfile",
  "--no-loadscope-reorder",
  "-o",
  "tmp_path_retention_policy=failed",
];

export const everything = [
  pytest("Fault tests", alone),
  { ...pytest("Python tests", "tests", ...shared), inMemory: true },
  vitest,
  playwright("Browser stories", "--grep-invert=@alone"),
  playwright("Timed stories", "--grep=@alone", "--workers=1"),
];

const decode = (text) =>
  text
    .replace(/&#10;/g, "\n")
    .replace(/&(lt|gt|quot|apos|amp);/g, (_, name) => ({ lt: "<", gt: ">", quot: '"', apos: "'", amp: "&" })[name]);

function countJunit(file) {
  const text = readFileSync(file, "utf8");
  const suite = text.match(/<testsuite [^>]*>/)?.[0] ?? "";
  const number = (name) => Number(suite.match(new RegExp(` ${name}="(\\d+)"`))?.[1] ?? 0);
  const [failed, skipped] = [number("failures") + number("errors"), number("skipped")];
  const fell = /<testcase classname="([^"]*)" name="([^"]*)"[^>]*><(?:failure|error) message="([^"]*)"/g;
  const failures = [...text.matchAll(fell)].map(([, place, name, why]) => decode(`${place} ${name}\n${why}`));
  return { passed: number("tests") - failed - skipped, failed, skipped, failures };
}

function countVitest(file) {
  const told = JSON.parse(readFileSync(file, "utf8"));
  const skipped = told.numPendingTests + (told.numTodoTests ?? 0);
  const failures = told.testResults.flatMap(({ name, message, assertionResults }) => {
    const fell = assertionResults.filter((one) => one.status === "failed");
    if (fell.length === 0 && message) return [`${name}\n${message}`];
    return fell.map((one) => `${name} ${one.fullName}\n${one.failureMessages[0] ?? ""}`);
  });
  return { passed: told.numPassedTests, failed: told.numFailedTests, skipped, failures };
}

function countPlaywright(file) {
  const { stats, suites } = JSON.parse(readFileSync(file, "utf8"));
  const specsOf = (suite) => [...suite.specs, ...(suite.suites ?? []).flatMap(specsOf)];
  const failures = suites.flatMap(specsOf).flatMap(({ ok, file, line, title, tests }) => {
    if (ok) return [];
    const errors = tests.flatMap((one) => one.results).flatMap((one) => one.errors ?? []);
    return [`${file}:${line} ${title}\n${errors[0]?.message ?? ""}`];
  });
  const { expected, unexpected, flaky, skipped } = stats;
  return { passed: expected, failed: unexpected + flaky, skipped, failures };
}

/** A failure's place and name, and the first lines of what it said, without colours. */
function brief(failure) {
  const lines = failure.replace(/\u001b\[[0-9;]*m/g, "").split("\n");
  return lines
    .filter((line) => line.trim())
    .slice(0, FAILURE_LINES)
    .map((line, at) => `${at ? "    " : "  "}${line.slice(0, 300)}`)
    .join("\n");
}

const onPath = (names) =>
  (process.env.PATH ?? "")
    .split(path.delimiter)
    .flatMap((folder) => names.map((name) => path.join(folder, name)))
    .find(existsSync);

const macChromes = ["Google Chrome", "Chromium"].map((app) => `/Applications/${app}.app/Contents/MacOS/${app}`);

/** Chromium for the browser stories: LEIMA_CHROMIUM, or one that the machine has. */
export const findChromium = () =>
  process.env.LEIMA_CHROMIUM ??
  onPath(["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]) ??
  macChromes.find(existsSync);

/** The folder with PostgreSQL's `initdb`: LEIMA_POSTGRES_BIN, Debian's newest, or where `initdb` is on the path. */
export function findPostgres() {
  if (process.env.LEIMA_POSTGRES_BIN) return process.env.LEIMA_POSTGRES_BIN;
  const debian = "/usr/lib/postgresql";
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : [];
  const folders = versions.map((version) => path.join(debian, version, "bin"));
  const found = folders.find((folder) => existsSync(path.join(folder, "initdb"))) ?? onPath(["initdb"]);
  return found?.endsWith("initdb") ? path.dirname(found) : found;
}

/** What the machine lacks, one sentence each; in CI each is a failure. */
function lacking(found) {
  const sentences = [];
  if (!found.postgres) sentences.push("PostgreSQL is not on this machine: its tests are left out.");
  if (!found.chromium) sentences.push("Chromium is not on this machine: the browser stories are left out.");
  return sentences;
}

/** Where Linux keeps files in memory, and the bytes that must be free there. */
const MEMORY = "/dev/shm";
const ROOM = 4_000_000_000;

/**
 * A folder in memory for what the tests of a stage write, where there is one with room that may run programs. No test
 * of such a stage outlives a crash of the machine: what waits for a disk in them waits for nothing.
 */
function memoryFolder() {
  if (!existsSync(MEMORY)) return null;
  const { bavail, bsize } = statfsSync(MEMORY);
  if (bavail * bsize < ROOM) return null;
  const folder = mkdtempSync(path.join(MEMORY, "leima-"));
  chmodSync(folder, 0o1777); // as the folder that it stands for: PostgreSQL is another user
  try {
    writeFileSync(path.join(folder, "probe"), "#!/bin/sh\n", { mode: 0o700 });
    execFileSync(path.join(folder, "probe"));
    return folder;
  } catch {
    rmSync(folder, { recursive: true, force: true });
    return null;
  }
}

async function runStage(stage, env) {
  if (!stage.beside) say(`\n── ${stage.name}`);
  const start = performance.now();
  const [command, ...args] = stage.command;
  const folder = stage.inMemory ? memoryFolder() : null;
  const places = { ...env, ...stage.env, ...(folder ? { TMPDIR: folder } : {}) };
  const { code, output } = await run(command, args, { env: places, quiet: stage.beside });
  if (folder) rmSync(folder, { recursive: true, force: true });
  if (stage.beside) say(`\n── ${stage.name}\n${output.trimEnd()}`);
  const counted = told(stage, code);
  if (code !== 0 && counted.failed === 0) counted.failed = 1;
  return { name: stage.name, time: since(start), ...counted };
}

/** Runs stages side by side; what each one says comes when it has ended. */
async function runBeside(stages, env) {
  const waiting = stages.entries();
  const rows = [];
  const work = async () => {
    for (const [at, stage] of waiting) rows[at] = await runStage(stage, env);
  };
  await Promise.all(Array.from({ length: availableParallelism() }, work));
  return rows;
}

/** What the stage's own report says; a stage that ended before its report has failed. */
function told(stage, code) {
  if (!stage.count) return code === 0 ? { passed: 1, failed: 0, skipped: 0 } : { passed: 0, failed: 1, skipped: 0 };
  try {
    const counted = stage.count();
    return counted.passed + counted.failed === 0 ? { ...counted, failed: 1 } : counted;
  } catch {
    return { passed: 0, failed: 1, skipped: 0 };
  }
}

function summary(rows, start) {
  say("\n── Summary");
  for (const row of rows) {
    const skipped = row.skipped ? `, ${row.skipped} skipped` : "";
    say(
      `${row.failed ? "✗" : "✓"} ${row.name.padEnd(24)} ${row.time.padStart(8)}   ${row.passed} passed${skipped}${row.failed ? `, ${row.failed} failed` : ""}`,
    );
    for (const failure of row.failures ?? []) say(brief(failure));
  }
  const sum = (field) => rows.reduce((total, row) => total + row[field], 0);
  say(`Took ${since(start)}. A stage without tests of its own counts as one.\n`);
  const skipped = sum("skipped") ? `, ${sum("skipped")} skipped` : "";
  say(`${sum("passed")} passed, ${sum("failed")} failed${skipped}`);
  return sum("failed") ? 1 : 0;
}

/** Runs the stages, in order but for those that go side by side before the others, and gives the exit code. */
export async function runStages(stages, { start, env = {} }) {
  rmSync(reports, { recursive: true, force: true });
  mkdirSync(reports, { recursive: true });
  const found = { chromium: findChromium(), postgres: findPostgres() };
  const full = stages.some((stage) => stage.needs);
  const left = full ? lacking(found) : [];
  const places = { LEIMA_CHROMIUM: found.chromium ?? "", LEIMA_POSTGRES_BIN: found.postgres ?? "", ...env };
  const rows = await runBeside(
    stages.filter((stage) => stage.beside),
    places,
  );
  for (const stage of stages) {
    if (!stage.beside && (!stage.needs || found[stage.needs])) rows.push(await runStage(stage, places));
  }
  for (const sentence of left) say(`\nLeft out: ${sentence}`);
  if (process.env.CI === "true" && left.length > 0) {
    rows.push({ name: "Nothing left out", time: "", passed: 0, failed: left.length, skipped: 0 });
  }
  return summary(rows, start);
}
