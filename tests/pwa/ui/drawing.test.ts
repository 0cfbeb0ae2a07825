import { expect, test } from "vitest";
import { sparkPath } from "../../../pwa/src/ui/SparkLine";
import { drawLine } from "../../../pwa/src/ui/timeLineDrawing";
import { folded } from "../../../pwa/src/features/_shared/explain/folding";
import { clockOutAt } from "../../../pwa/src/features/_shared/punches/clockOutAt";
import { fillsAt } from "../../../pwa/src/features/today/progress";
import { at, minute, NOW, plan, result, span, todayView } from "../fake/day";
import { flexExplained } from "../fake/explained";

const dayStart = minute(at("00:00"));
const empty = { spans: [], now: null, fillsAt: null, dayStart, zone: "Europe/Helsinki" };

test("an ordinary day is drawn from six to eighteen", () => {
  const hours = drawLine(empty).hours.map(({ label }) => label);
  expect(hours).toEqual(["6", "8", "10", "12", "14", "16", "18"]);
});

test("a day that began at four and went on past midnight makes the line wider", () => {
  const drawing = drawLine({ ...empty, spans: [{ start: dayStart + 240, end: dayStart + 1500, kind: "work" }] });
  expect(drawing.bars[0]!.from).toBe(0);
  expect(drawing.bars[0]!.from + drawing.bars[0]!.width).toBe(1);
  expect(drawing.hours.map(({ label }) => label)).toEqual(["6", "9", "12", "15", "18", "21", "0"]);
});

test("what is still to come reaches from now to where the target fills", () => {
  const drawing = drawLine({ ...empty, now: dayStart + 780, fillsAt: dayStart + 960 });
  expect(drawing.ahead).toEqual({ from: 420 / 720, width: 180 / 720 });
});

test("the line of balances always has zero in its picture", () => {
  expect(sparkPath([60, 120]).zero).toBe(31);
  expect(sparkPath([-60, -120]).zero).toBe(3);
  expect(sparkPath([]).path).toBe("");
});

test("the target fills when what is left of it has been worked", () => {
  expect(fillsAt(todayView())).toBe(minute(at("16:02")));
});

test("an automatic break that is still to come moves the hour at which the target fills", () => {
  const since = result([span("work", "08:02", "13:46", true)]);
  expect(fillsAt(todayView({ result: since }))).toBe(minute(NOW) + 450 - 344 + plan.auto_break!.minutes);
});

test("nobody is told when the target fills on a break, at home, or once it is full", () => {
  expect(fillsAt(todayView({ state: "break" }))).toBeNull();
  expect(fillsAt(todayView({ result: result([span("work", "06:00", "13:46", true)], 300) }))).toBeNull();
});

test("folding a month's older days loses no minute", () => {
  const { rows, total } = flexExplained();
  const parts = folded(rows);
  const sum = parts.reduce((minutes, part) => minutes + ("days" in part ? part.amount : part.row.amount), 0);
  expect(parts.some((part) => "days" in part)).toBe(true);
  expect(sum).toBe(total);
});

test("a clock-out typed as earlier than the clock-in was in the following night", () => {
  const opened = at("20:00", "2026-11-19");
  expect(clockOutAt("02:15", "2026-11-19", opened, "Europe/Helsinki")).toEqual([at("02:15", "2026-11-20")]);
  expect(clockOutAt("21:15", "2026-11-19", opened, "Europe/Helsinki")).toEqual([at("21:15", "2026-11-19")]);
});
