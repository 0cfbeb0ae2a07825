// Counts the wishes of a file as the phone does: node asked.mjs WISHES.json > results.json
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { rolldown } from "rolldown";

const room = fileURLToPath(new URL("../../../pwa/src/domain/leave/", import.meta.url));
const entry = "\0asked";
const bundle = await rolldown({
  input: entry,
  platform: "node",
  plugins: [
    {
      name: "asked",
      resolveId: (id) => (id === entry ? entry : null),
      load: (id) =>
        id === entry ? ["asked", "wire"].map((name) => `export * from "${room}${name}.ts";`).join("\n") : null,
    },
  ],
});
const { output } = await bundle.generate({ format: "esm" });
const code = Buffer.from(output[0].code).toString("base64");
const { ask, leaveTermsOf } = await import(`data:text/javascript;base64,${code}`);

const { calendar, wishes } = JSON.parse(readFileSync(process.argv[2], "utf8"));
const told = wishes.map(({ wish, ground, terms }) => ask(wish, ground, leaveTermsOf(terms), calendar));
process.stdout.write(JSON.stringify(told));
