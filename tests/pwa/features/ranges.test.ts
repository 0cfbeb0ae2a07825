import { expect, test } from "vitest";
import { fullRange } from "../../../pwa/src/features/_shared/ranges";

test.each([
  ["2026-10-01", "2026-10-31", "1.–31.10.2026", "1–31 Oct 2026"],
  ["2026-09-28", "2026-10-04", "28.9.–4.10.2026", "28 Sep–4 Oct 2026"],
  ["2026-12-28", "2027-01-03", "28.12.2026–3.1.2027", "28 Dec 2026–3 Jan 2027"],
  ["2026-10-05", "2026-10-05", "5.10.2026", "5 Oct 2026"],
])("the dates from %s to %s say a month and a year that both have once", (from, until, fi, en) => {
  expect(fullRange(from, until, "fi")).toBe(fi);
  expect(fullRange(from, until, "sv")).toBe(fi);
  expect(fullRange(from, until, "en")).toBe(en);
});
