import { expect, test } from "vitest";
import { byBooking } from "../../../pwa/src/features/hours/bookedSums";
import type { HoursDay } from "../../../pwa/src/store/appState";

const span = (minutes: number, work_type: string | null, kind = "work") => ({
  start: 1000,
  end: 1000 + minutes,
  kind,
  work_type,
  cost_centre: null,
});
const day = (worked: number, spans: object[], status = "done"): HoursDay =>
  ({ result: { worked, status, spans } }) as unknown as HoursDay;

test("hours by work type make the worked time, with what an automatic break takes, the most first", () => {
  const days = [
    day(450, [span(120, "care"), span(360, "dev")]),
    day(60, [span(60, null), span(30, null, "break")]),
    day(0, [span(480, "care")], "pending"),
  ];
  const { rows, rest } = byBooking(days, "work_type");
  expect(rows).toEqual([
    { id: "dev", minutes: 360 },
    { id: "care", minutes: 120 },
    { id: null, minutes: 60 },
  ]);
  expect(rest).toBe(-30);
  expect(rows.reduce((sum, { minutes }) => sum + minutes, rest)).toBe(510);
});
