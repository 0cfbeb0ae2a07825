/**
 * `npm run lock`: pins every Python package with the hashes of its files, for each system and Python that we support.
 * What is pinned already stays; `npm run lock -- --upgrade` takes the newest that pyproject.toml allows.
 */
import { main, run, say } from "./say.mjs";
import { setup, venv } from "./setup.mjs";

const common = ["--universal", "--python-version=3.11", "--generate-hashes", "--no-annotate", "--no-header", "--quiet"];

async function pin(file, ...more) {
  const args = ["pip", "compile", "pyproject.toml", ...common, "--no-emit-index-url", `--output-file=${file}`, ...more];
  const { code } = await run(venv("uv"), args);
  if (code === 0) say(`${file} is written`);
  return code;
}

await main(async () => {
  await setup({ dev: true, pwa: false });
  const more = process.argv.slice(2);
  return (await pin("requirements.lock", ...more)) || (await pin("requirements-dev.lock", "--extra=dev", ...more));
});
