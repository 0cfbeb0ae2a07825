/** How much each test does: tests/sizes.toml, read by the mode in LEIMA_SIZES (`ci`, or `full` for `npm run proof`). */
import { readFileSync } from "node:fs";

export interface Size {
  wanted: number;
  /** Prints the count and fails when the test did less than its mode asks. */
  reached(done: number): void;
}

export function size(name: string): Size {
  const table = readFileSync(new URL("./sizes.toml", import.meta.url), "utf8");
  const row = new RegExp(`^${name} = \\[(\\d+), (\\d+)\\]`, "m").exec(table);
  if (!row) throw new Error(`tests/sizes.toml has no ${name}`);
  const wanted = Number(process.env.LEIMA_SIZES === "full" ? row[2] : row[1]);
  return {
    wanted,
    reached(done) {
      console.log(`${name}: ${done} of ${wanted}`);
      if (done < wanted) throw new Error(`${name}: only ${done} of ${wanted} were done`);
    },
  };
}
