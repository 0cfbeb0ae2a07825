import { expect, test } from "vitest";
import { difference, quantity } from "../../../pwa/src/features/payroll/kinds";
import { fieldName } from "../../../pwa/src/features/_shared/reply/reply";
import { speak } from "../../../pwa/src/ui/words";

test("half days are days, and days that differ from the last period are told, also where no minute and no cent does", async () => {
  Object.assign(globalThis, { document: { documentElement: {} } });
  await speak("fi");
  const now = { minutes: 0, days: 1.5, cents: null };

  expect(quantity(now)).toBe("1,5 pv");
  expect(difference(now, { minutes: 0, days: 2, cents: null }, "fi")).toBe("−0,5 pv");
  expect(difference(now, null, "fi")).toBe("+1,5 pv");
  expect(difference({ minutes: 61, days: 0, cents: 2050 }, { minutes: 0, days: 0, cents: 0 }, "fi")).toContain("+1:01");
});

test("a row of a file is named in the reader's language", async () => {
  Object.assign(globalThis, { document: { documentElement: {} } });
  await speak("sv");
  expect(fieldName("row 46")).toMatch(/^(rad|desk.field.rows) 46$/);
});
