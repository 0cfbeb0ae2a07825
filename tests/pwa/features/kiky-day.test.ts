import { expect, test } from "vitest";
import type { DayPlan, DayResult, Mark } from "../../../pwa/src/domain/types";
import { kikyDayOf } from "../../../pwa/src/features/hours/kikyDay";
import { summaryOf } from "../../../pwa/src/features/hours/telling";
import type { HoursDay, HoursView } from "../../../pwa/src/store/hours/types";
import { speak } from "../../../pwa/src/ui/words";

Object.assign(globalThis, { document: { documentElement: {} } });

const VIEW = { today: "2026-11-20" } as HoursView;
const WHOLE: Mark = { id: "m", date: "2026-11-18", start: null, end: null, break_min: 0, status: "planned" };
const CLOCKED: Mark = { ...WHOLE, start: 600, end: 960, break_min: 30 };

function marked(marks: Mark[], result: Partial<DayResult> | null, more: Partial<DayPlan> = {}): HoursDay {
  const kiky = { accounted: "obligation", left: 1440, extension: 0, marks };
  const plan = { target: 450, contract_day: 450, credit: 0, holiday: null, kiky, ...more } as unknown as DayPlan;
  const day = { date: "2026-11-18", plan, result: result as DayResult | null, entries: [], deleted: [], absence: null };
  return { ...day, kikyPlanned: true, unsent: 0, local: false, uncounted: false, hourlyCents: null, asTime: false };
}

const DONE = { status: "done", worked: 0, kiky: 450, spans: [], findings: [], lines: [] } as Partial<DayResult>;

test("a kiky day without entries says how much kiky it made", async () => {
  await speak("fi");
  const day = marked([WHOLE], DONE);
  expect(kikyDayOf(day)).toEqual({ minutes: 450, done: true });
  expect(summaryOf(day, VIEW).text).toBe("pidennyspäivä");
  expect(summaryOf(day, VIEW, true).text).toBe("");
});

test("a kiky day that is still to come says how much is planned: the clock's length less the break, or the contract day", () => {
  const day = { ...marked([CLOCKED], null), date: "2026-11-24" };
  expect(kikyDayOf(day)).toEqual({ minutes: 330, done: false });
  expect(summaryOf(day, VIEW).text).toBe("pidennyspäivä 5:30 suunniteltu");
  expect(kikyDayOf(marked([WHOLE], null, { credit: 150 }))).toEqual({ minutes: 300, done: false });
});

test("a day without a mark is no kiky day, though longer hours make kiky on it", () => {
  expect(kikyDayOf(marked([], DONE))).toBeNull();
  expect(kikyDayOf(marked([WHOLE], DONE, { kiky: { accounted: "contract", marks: [WHOLE] } as never }))).toBeNull();
});
