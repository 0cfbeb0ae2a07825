/**
 * `npm run contract`: the API as it is -> shared/contract/openapi.json -> pwa/src/api/schema.d.ts.
 * `--check` writes nothing and fails when either is stale.
 */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { main, root, run, say, Trouble } from "./say.mjs";
import { npmBin, setup, venv } from "./setup.mjs";

const contract = path.join(root, "shared/contract/openapi.json");
const types = path.join(root, "pwa/src/api/schema.d.ts");

async function must(command, args, sentence) {
  const { code, output } = await run(command, args, { quiet: true });
  if (code !== 0) throw new Trouble(`${output}\n${sentence}`);
}

async function write(contractFile, typesFile) {
  mkdirSync(path.dirname(contractFile), { recursive: true });
  await must(venv("leima"), ["contract", "--out", contractFile], "The contract could not be written.");
  const args = [contractFile, "--output", typesFile, "--immutable", "--default-non-nullable=false"];
  await must(npmBin("openapi-typescript"), args, "The contract's TypeScript could not be written.");
  // The same form wherever the file lies: a folder of the system knows neither our settings nor our exceptions.
  const form = ["--config", path.join(root, ".prettierrc.json"), "--ignore-path", path.join(root, "none")];
  const formatted = [...form, "--write", "--log-level", "warn", typesFile];
  await must(npmBin("prettier"), formatted, "The types could not be formatted.");
}

const same = (fresh, kept) => existsSync(kept) && readFileSync(fresh, "utf8") === readFileSync(kept, "utf8");

async function check() {
  const folder = mkdtempSync(path.join(tmpdir(), "leima-contract-"));
  try {
    const [freshContract, freshTypes] = [path.join(folder, "openapi.json"), path.join(folder, "schema.d.ts")];
    await write(freshContract, freshTypes);
    const stale = [
      [freshContract, contract],
      [freshTypes, types],
    ].filter(([fresh, kept]) => !same(fresh, kept));
    for (const [, kept] of stale) say(`Stale: ${path.relative(root, kept)}. Run: npm run contract`);
    return stale.length ? 1 : 0;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

await main(async () => {
  if (process.argv.includes("--check")) return check();
  await setup({ dev: true, pwa: false });
  await write(contract, types);
  say("Written: shared/contract/openapi.json and pwa/src/api/schema.d.ts");
});
