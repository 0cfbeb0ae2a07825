/** The form of contracts says when the periods of period work begin. */
import { expect, test } from "vitest";
import { read, typedOf } from "../../../pwa/src/features/agreements/typed";
import { SHAPES } from "../../../pwa/src/features/agreements/shapes";
import { BEGIN, changeOf, EMPTY } from "../../../pwa/src/features/contracts/change";

const none = () => undefined;

test("a contract's periods are a length in weeks and a first day", () => {
  const asked = { ...EMPTY, kind: "period", weeks: "3", start: "2026-11-02" } as const;
  expect(changeOf(asked, none)).toEqual({ period: { weeks: 3, start: "2026-11-02" } });
  expect(changeOf({ ...asked, weeks: "0" }, none)).toEqual({ wrong: "weeks" });
  expect(changeOf({ ...asked, weeks: "2,5" }, none)).toEqual({ wrong: "weeks" });
  expect(changeOf({ ...asked, start: "" }, none)).toEqual({ wrong: "start" });
});

test("period work may leave its periods to the agreement, and other forms have none", () => {
  const asked = { ...BEGIN, agreement: "kvtes", form: "period" };
  expect(changeOf(asked, none)).toEqual({ agreement: "kvtes", form: "period", pay: "monthly" });
  expect(changeOf({ ...asked, weeks: "3" }, none)).toEqual({ wrong: "start" });
  const told = { ...asked, weeks: "3", start: "2026-11-02" };
  expect(changeOf(told, none)).toMatchObject({ period: { weeks: 3, start: "2026-11-02" } });
  expect(changeOf({ ...told, form: "general" }, none)).not.toHaveProperty("period");
});

test("an agreement's row tells periods with a day of the calendar", () => {
  const value = { weeks: 3, start: "2026-11-02" };
  const shape = SHAPES.work_period!;
  expect(read(shape, typedOf(shape, value), "value", [])).toEqual(value);
  const faults: never[] = [];
  read(shape, typedOf(shape, undefined), "value", faults);
  expect(faults).toMatchObject([{ id: "value.weeks" }, { id: "value.start", why: "date" }]);
});
