// Runs the phone's rules of leave on leaves and earning years from a file: node leave.mjs CASES.json > results.json
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { rolldown } from "rolldown";

const room = fileURLToPath(new URL("../../../pwa/src/domain/leave/", import.meta.url));
const entry = "\0leave";
const bundle = await rolldown({
  input: entry,
  platform: "node",
  plugins: [
    {
      name: "leave",
      resolveId: (id) => (id === entry ? entry : null),
      load: (id) =>
        id === entry ? ["leave", "earning"].map((name) => `export * from "${room}${name}.ts";`).join("\n") : null,
    },
  ],
});
const { output } = await bundle.generate({ format: "esm" });
const code = Buffer.from(output[0].code).toString("base64");
const { workOut, earn } = await import(`data:text/javascript;base64,${code}`);

const { calendar, leaves, years } = JSON.parse(readFileSync(process.argv[2], "utf8"));

process.stdout.write(
  JSON.stringify({
    leaves: leaves.map(({ leave, dated }) => workOut(leave, dated, calendar)),
    years: years.map(({ employments, done, earning_year, dated, ...asked }) =>
      earn(employments, done, earning_year, dated, asked),
    ),
  }),
);
