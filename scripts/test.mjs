/** `npm test`: everything, from a fresh clone. `npm run proof` is the same at full size. */
import { main, say, since } from "./say.mjs";
import { setup } from "./setup.mjs";
import { everything, quick, runStages } from "./stages.mjs";

await main(async () => {
  const start = performance.now();
  const sizes = process.argv.includes("--full") ? "full" : process.env.LEIMA_SIZES || "ci";
  await setup({ dev: true });
  say(`Ready to test after ${since(start)}; sizes: ${sizes} (tests/sizes.toml)`);
  return runStages([...quick, ...everything], { start, env: { LEIMA_SIZES: sizes } });
});
