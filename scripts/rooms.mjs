/** The PWA's import rules (.dependency-cruiser.cjs), with a floor under the number of modules looked at. */
import { readdirSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { main, root, run, say, Trouble } from "./say.mjs";
import { npmBin } from "./setup.mjs";

/** The folder whose modules are judged: pwa/src, or the one named, so that a test can show a rule failing. */
const folder = process.argv[2] ?? "pwa/src";

const sources = (where) =>
  readdirSync(path.join(root, where), { recursive: true, withFileTypes: true }).filter(
    (entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !entry.name.endsWith(".d.ts"),
  );

const { forbidden } = createRequire(import.meta.url)("../.dependency-cruiser.cjs");

/** Where a rule is broken, and what to do. A circle is told once, from whichever file it is entered. */
function sentence({ rule, from, to, cycle }) {
  const { comment } = forbidden.find(({ name }) => name === rule.name);
  const files = cycle ? cycle.map(({ name }) => name) : [];
  const first = files.indexOf([...files].sort()[0]);
  const round = [...files.slice(first), ...files.slice(0, first), files[first]];
  return `${rule.name}: ${cycle ? round.join(" -> ") : `${from} imports ${to}`}. ${comment}`;
}

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
  const found = [...new Set(summary.violations.map(sentence))];
  for (const one of found) say(one);
  say(`${summary.totalCruised} modules, ${found.length} forbidden imports`);
  return found.length ? 1 : 0;
});
