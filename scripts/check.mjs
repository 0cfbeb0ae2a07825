/** `npm run check`: format, types, rooms, and the unit tests, before a commit. */
import { main } from "./say.mjs";
import { setup } from "./setup.mjs";
import { quick, runStages, unit } from "./stages.mjs";

await main(async () => {
  const start = performance.now();
  await setup({ dev: true });
  return runStages([...quick, ...unit], { start });
});
