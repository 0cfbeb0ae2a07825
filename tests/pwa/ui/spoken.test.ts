import { beforeAll, expect, test } from "vitest";
import { spoken } from "../../../pwa/src/ui/spoken";
import { speak } from "../../../pwa/src/ui/words";

beforeAll(() => {
  globalThis.document ??= { documentElement: {} } as Document;
});

test("a length of time in an accessible name is said in hours and minutes, with its sign in words", async () => {
  await speak("fi");
  expect([450, -136, 61, 120, 0, -0.2].map(spoken)).toEqual([
    "7 tuntia 30 minuuttia",
    "miinus 2 tuntia 16 minuuttia",
    "1 tunti 1 minuutti",
    "2 tuntia",
    "0 minuuttia",
    "0 minuuttia",
  ]);
  await speak("sv");
  expect(spoken(-61)).toBe("minus 1 timme 1 minut");
  await speak("en");
  expect(spoken(450)).toBe("7 hours 30 minutes");
});
