/** `npm run bench`: Leima beside TimeTagger and Kinto, on this machine, in one run. `-- --short` for a glance. */
import { main, run } from "./say.mjs";
import { setup, venv } from "./setup.mjs";
import { findChromium, findPostgres } from "./stages.mjs";

await main(async () => {
  await setup({ dev: true });
  const env = { LEIMA_CHROMIUM: findChromium() ?? "", LEIMA_POSTGRES_BIN: findPostgres() ?? "" };
  const { code } = await run(venv("python"), ["-u", "-m", "tests.bench", ...process.argv.slice(2)], { env });
  return code;
});
