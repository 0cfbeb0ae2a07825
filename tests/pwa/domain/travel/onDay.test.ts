/** Travel of a day, apart from its working time. */
import { expect, test } from "vitest";
import { minutesOn } from "../../../../pwa/src/domain/travel/onDay";

const DAY = { start: 1440, end: 2880 };

test.each([
  ["a trip within the day counts whole", [{ start: 1900, end: 2100 }], 2880, 200],
  ["of a trip that began the day before only this day's part counts", [{ start: 1000, end: 1500 }], 2880, 60],
  ["what is still ahead does not count", [{ start: 1900, end: 2100 }], 2000, 100],
  [
    "minutes of two trips at once count once",
    [
      { start: 1900, end: 2100 },
      { start: 1950, end: 2000 },
      { start: 2050, end: 2200 },
    ],
    2880,
    300,
  ],
  ["a trip of another day counts nothing", [{ start: 100, end: 900 }], 2880, 0],
] as const)("%s", (_, spans, now, minutes) => {
  expect(minutesOn(spans, DAY, now)).toBe(minutes);
});
