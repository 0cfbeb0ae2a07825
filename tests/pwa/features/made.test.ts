import { expect, test } from "vitest";
import { deltaOf, madeOf } from "../../../pwa/src/features/hours/telling";
import type { HoursDay } from "../../../pwa/src/store/appState";

const day = (worked: number, kiky: number): HoursDay => ({ result: { worked, kiky } }) as HoursDay;

test("a day of nothing but kiky is told by its kiky, and any other by its work", () => {
  expect(madeOf(day(0, 450))).toEqual({ minutes: 450, kiky: true });
  expect(madeOf(day(450, 120))).toEqual({ minutes: 450, kiky: false });
  expect(madeOf(day(0, 0))).toBeNull();
  expect(madeOf({ result: null } as HoursDay)).toBeNull();
});

test("a day of nothing but kiky tells its flex only when it moved", () => {
  const of = (flex: number): HoursDay => ({ result: { status: "done", worked: 0, kiky: 450, flex } }) as HoursDay;
  expect([deltaOf(of(0), true), deltaOf(of(-450), true)]).toEqual([null, -450]);
});
