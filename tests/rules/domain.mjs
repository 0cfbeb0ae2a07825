// Runs the phone's rules on cases from a file: node domain.mjs CASES.json > results.json
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { rolldown } from "rolldown";

const room = fileURLToPath(new URL("../../pwa/src/domain/", import.meta.url));
const entry = "\0rules";
const bundle = await rolldown({
  input: entry,
  platform: "node",
  plugins: [
    {
      name: "rules",
      resolveId: (id) => (id === entry ? entry : null),
      load: (id) =>
        id === entry
          ? ["plan", "day", "kiky", "propose", "zone"].map((name) => `export * from "${room}${name}.ts";`).join("\n")
          : null,
    },
  ],
});
const { output } = await bundle.generate({ format: "esm" });
const { plan, day, kikyOf, nextDate, proposeOut, yearShare } = await import(
  `data:text/javascript;base64,${Buffer.from(output[0].code).toString("base64")}`
);

const planOf = (one, date) => plan(one.terms, one.calendar, one.absences, one.marks, date, one.kiky_left, one.orders);
const aloneOf = (one, date, beside) => day(planOf(one, date), one.punches, one.entries, one.as_of, one.live, beside);
const besideOf = (one) => {
  if (!one.marks.some(({ start }) => start !== null)) return undefined;
  const [before, after] = [-1, 1].map((days) => kikyOf(aloneOf(one, nextDate(one.date, days))));
  return { before, after };
};

const results = JSON.parse(readFileSync(process.argv[2], "utf8")).map((one) => {
  const planned = planOf(one, one.date);
  return {
    plan: planned,
    result: aloneOf(one, one.date, besideOf(one)),
    proposal: proposeOut(one.as_of, planned, one.recent_outs),
    share: yearShare(1440, one.terms.share, Number(one.date.slice(0, 4)), one.terms.from, one.terms.until),
  };
});
process.stdout.write(JSON.stringify(results));
