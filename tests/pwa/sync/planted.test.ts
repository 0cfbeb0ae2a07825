import { afterAll, beforeAll, expect, test } from "vitest";
import { size } from "../../sizes";
import { broken } from "./world/invariants";
import { PLANTED } from "./world/planted";
import { Simulation } from "./world/simulation";
import { countImmediates } from "./world/time";

const MOST_SEEDS = 120;
const bugs = size("planted_bugs");
let caught = 0;
let restore: () => void;

beforeAll(() => {
  restore = countImmediates();
});
afterAll(() => {
  restore();
  bugs.reached(caught);
});

test.each(PLANTED)(
  "the simulation notices when %s",
  { timeout: 300_000 },
  async (name, promise, planted, first = 1) => {
    for (let seed = first; seed < first + MOST_SEEDS; seed += 1) {
      const simulation = new Simulation(seed, planted);
      await simulation.run();
      const faults = await broken(simulation);
      if (!faults.some((fault) => promise.test(fault))) continue;
      caught += 1;
      console.log(`${name}: seed ${seed}`);
      return;
    }
    expect.fail(`not noticed in ${MOST_SEEDS} seeds`);
  },
);
