import { existsSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { manifest } from "../../../pwa/manifest";

const worker = readFileSync("pwa/src/sw/sw.ts", "utf8");
const page = readFileSync("pwa/index.html", "utf8");

it("shows only pictures that are there: in a notice, in the page and in the installed app", () => {
  const told = [worker, page, JSON.stringify(manifest)].join("\n");
  const named = [...told.matchAll(/"(\/(?:icons|screenshots)\/[^"]+)"/g)].map(([, path]) => path!);
  expect(named.length).toBeGreaterThan(8);
  expect(named.filter((path) => !existsSync(`pwa/public${path}`))).toEqual([]);
});
