import { afterAll, beforeAll, expect, test } from "vitest";
import { size } from "../../sizes";
import { broken } from "./world/invariants";
import { Simulation } from "./world/simulation";
import { countImmediates } from "./world/time";

let restore: () => void;
beforeAll(() => {
  restore = countImmediates();
});
afterAll(() => restore());

test("whatever the network, the server and the battery do, nothing shown as saved is lost or doubled", async () => {
  const seeds = size("simulation_seeds");
  let done = 0;
  let operations = 0;
  for (let seed = 1; seed <= seeds.wanted; seed += 1) {
    const simulation = new Simulation(seed);
    await simulation.run();
    expect(await broken(simulation), `seed ${seed}`).toEqual([]);
    operations += simulation.made.length;
    done += 1;
  }
  expect(operations).toBeGreaterThan(seeds.wanted * 3);
  console.log(`operations shown as saved: ${operations}`);
  seeds.reached(done);
}, 1_200_000);
