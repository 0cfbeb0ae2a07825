/** `npm run seed` and its like: gets the clone ready, then passes everything on to the `leima` command. */
import { main, run } from "./say.mjs";
import { setup, venv } from "./setup.mjs";

await main(async () => {
  await setup({ pwa: false });
  const { code } = await run(venv("leima"), process.argv.slice(2));
  return code;
});
