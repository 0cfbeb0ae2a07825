// Devices with the phone's own rules: a line of JSON in, a line out. In: what a device pulled, and the days it is asked of.
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { rolldown } from "rolldown";

const source = fileURLToPath(new URL("../../pwa/src/", import.meta.url));
const entry = "\0store";
const WORKER = "?worker&url";
const bundle = await rolldown({
  input: entry,
  platform: "node",
  plugins: [
    {
      name: "store",
      // A worker's address is a matter of the build: nothing here starts one.
      resolveId: (id) => (id === entry ? entry : id.endsWith(WORKER) ? WORKER : null),
      load: (id) => {
        if (id === WORKER) return 'export default "";';
        return id === entry
          ? ["store/factsOf", "store/project", "device/rows"]
              .map((name) => `export * from "${source}${name}.ts";`)
              .join("\n")
          : null;
      },
    },
  ],
});
const { output } = await bundle.generate({ format: "esm", codeSplitting: false });
const { factsOf, project, projectDay, rowOf } = await import(
  `data:text/javascript;base64,${Buffer.from(output[0].code).toString("base64")}`
);

const devices = new Map();

/** The rows of a device, by type and id, with what came laid over them. */
function taken({ device, reset, changes }) {
  if (reset || !devices.has(device)) devices.set(device, new Map());
  const rows = devices.get(device);
  for (const change of changes) {
    const key = `${change.type} ${change.id}`;
    if (change.deleted && change.data === null) rows.delete(key);
    else rows.set(key, rowOf(change, 1));
  }
  return rows;
}

function answered(said) {
  const byType = new Map();
  for (const row of taken(said).values()) byType.set(row.type, [...(byType.get(row.type) ?? []), row]);
  const meta = new Map([
    ["cursor", ""],
    ["balances", said.balances],
  ]);
  const facts = factsOf({ rows: byType, outbox: [], meta }, said.person, said.zone);
  const days = said.asks.map(({ date, left }) => projectDay(facts, date, said.now, left)?.result ?? null);
  const { accounts } = project(facts, said.now);
  return { days, accounts: accounts.map(({ account, amount }) => [account, amount]) };
}

for await (const line of createInterface({ input: process.stdin })) {
  process.stdout.write(`${JSON.stringify(answered(JSON.parse(line)))}\n`);
}
