// Runs the phone's rules of travel on trips and receipts from a file: node travel.mjs CASES.json > results.json
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { rolldown } from "rolldown";

const room = fileURLToPath(new URL("../../../pwa/src/domain/travel/", import.meta.url));
const entry = "\0travel";
const names = ["trip", "receipt", "rates", "wire", "reading"];
const bundle = await rolldown({
  input: entry,
  platform: "node",
  plugins: [
    {
      name: "travel",
      resolveId: (id) => (id === entry ? entry : null),
      load: (id) => (id === entry ? names.map((name) => `export * from "${room}${name}.ts";`).join("\n") : null),
    },
  ],
});
const { output } = await bundle.generate({ format: "esm" });
const code = Buffer.from(output[0].code).toString("base64");
const { workOut, splitVat, ratesOf, answerTo, Refused } = await import(`data:text/javascript;base64,${code}`);

const { tables, trips, receipts, wire = [] } = JSON.parse(readFileSync(process.argv[2], "utf8"));
const rates = ratesOf(tables);

function answered(asked) {
  try {
    return { answer: answerTo(asked, rates) };
  } catch (error) {
    if (error instanceof Refused) return { refused: [error.place, error.code] };
    throw error;
  }
}

process.stdout.write(
  JSON.stringify({
    trips: trips.map((trip) => workOut(trip, rates)),
    receipts: receipts.map((receipt) => splitVat(receipt, rates)),
    wire: wire.map(answered),
  }),
);
