/**
 * `npm run audit`: known holes in what is installed, by pip-audit and npm audit. Where one cannot reach its list it says
 * NOT RUN, which is neither good nor bad news; security-floors.toml holds what we know ourselves.
 */
import { main, run, say } from "./say.mjs";
import { setup, venv } from "./setup.mjs";

const firstLine = (text) => text.trim().split("\n").filter(Boolean).at(-1)?.slice(0, 160) ?? "no answer";

/** What a tool's JSON says: how many holes, or why it could not look. */
async function look(name, command, args, count) {
  const { output } = await run(command, args, { quiet: true });
  const start = output.search(/^[{[]/m);
  let holes;
  try {
    holes = count(JSON.parse(output.slice(start, output.lastIndexOf("}") + 1)));
  } catch {
    holes = undefined;
  }
  if (holes === undefined) say(`${name}: NOT RUN (${firstLine(output)})`);
  else say(`${name}: ${holes === 0 ? "no known holes" : `${holes} known holes; run it by hand to see them`}`);
  return holes ?? 0;
}

const python = ({ dependencies }) => dependencies?.reduce((sum, { vulns }) => sum + (vulns?.length ?? 0), 0);
const npm = ({ metadata }) => metadata?.vulnerabilities?.total;

await main(async () => {
  await setup({ dev: true, pwa: false });
  const audited = ["-m", "pip_audit", "--strict", "--format", "json", "--progress-spinner", "off", "--skip-editable"];
  const found = await look("pip-audit", venv("python"), audited, python);
  return found + (await look("npm audit", "npm", ["audit", "--omit=dev", "--json"], npm)) ? 1 : 0;
});
