import { expect, test } from "vitest";
import { euros } from "../../../pwa/src/features/_shared/forms/money";

test("euros are grouped by thousands as each language groups them", () => {
  const told = (["fi", "sv", "en"] as const).map((language) => euros(-1_234_567, language).replace(/\s/g, " "));
  expect(told).toEqual(["-12 345,67 €", "-12 345,67 €", "-12,345.67 €"]);
  expect(euros(5, "fi").replace(/\s/g, " ")).toBe("0,05 €");
});
