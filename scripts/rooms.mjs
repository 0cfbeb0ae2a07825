/** The PWA's import rules (.dependency-cruiser.cjs), with a floor under the number of modules looked at. */
import { readdirSync } from "node:fs";
import path from "node:path";
import { main, root, run, say, Trouble } from "./say.mjs";
import { npmBin } from "./setup.mjs";

/** The folder whose modules are judged: pwa/src, or the one named, so that a test can show a rule failing. */
const folder = process.argv[2] ?? "pwa/src";

const sources = (where) =>
  readdirSync(path.join(root, where), { recursive: true, withFileTypes: true }).filter(
    (entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !entry.name.endsWith(".d.ts"),
  );

await main(async () => {
  const args = ["--config", ".dependency-cruiser.cjs", "--output-type", "json", folder];
  const { output } = await run(npmBin("depcruise"), args, { quiet: true });
  const json = output.slice(output.indexOf("{"), output.lastIndexOf("}") + 1);
  if (!json) throw new Trouble(`dependency-cruiser said nothing that can be read:\n${output}`);
  const { summary } = JSON.parse(json);
  const expected = sources(folder).length;
  if (summary.totalCruised < expected || expected === 0) {
    throw new Trouble(
      `Only ${summary.totalCruised} of ${expected} modules were looked at: the tool did not understand them.`,
    );
  }
  for (const broken of summary.violations) say(`${broken.rule.name}: ${broken.from} -> ${broken.to}`);
  say(`${summary.totalCruised} modules, ${summary.violations.length} forbidden imports`);
  return summary.violations.length ? 1 : 0;
});
