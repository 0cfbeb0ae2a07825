import { expect, test } from "vitest";
import { lacking } from "../../../pwa/src/features/payroll/codes";
import { PAYROLL_ANSWERS } from "../fake/payroll";
import type { Wire } from "../../../pwa/src/store/appState";

const told = PAYROLL_ANSWERS["GET /api/v1/payroll/codes"] as Wire["Codes"];

test("a kind that has the product's own code alone is named, and one with a code for one agreement only", () => {
  expect(lacking(told, "2026-12-01")).toEqual(["overtime50", "overtime100", "to_bank"]);
});

test("a code that does not hold yet is none, and the product's own code given by hand has no target either", () => {
  expect(lacking(told, "2025-12-31")).toContain("base");
  const own = told.codes.find(({ kind, ready }) => kind === "base" && !ready)!;
  expect(lacking({ codes: [...told.codes, { ...own, kind: "to_bank", code: "BASE" }] }, "2026-12-01")).toContain(
    "to_bank",
  );
});
