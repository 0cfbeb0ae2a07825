import { expect, test } from "vitest";
import { partsOf } from "../../../pwa/src/features/hours/telling";
import type { HoursDay, HoursView } from "../../../pwa/src/store/appState";
import { speak } from "../../../pwa/src/ui/words";

Object.assign(globalThis, { document: { documentElement: {} } });

const VIEW = { whole: true } as HoursView;
const day = (target: number, more: Partial<HoursDay> = {}): HoursDay =>
  ({ plan: { target, holiday: null }, result: null, absence: null, kikyPlanned: false, ...more }) as HoursDay;

test("a day away is no day off, a day off says that it is one, and a working day says its target", async () => {
  await speak("fi");
  expect(partsOf(day(0, { absence: "sick" }), VIEW)).toEqual(["Sairaus"]);
  expect(partsOf(day(0), VIEW)).toEqual(["ei työpäivä"]);
  expect(partsOf(day(450), VIEW)).toEqual(["tavoite 7:30"]);
  expect(partsOf(day(210, { absence: "sick" }), VIEW)).toEqual(["Sairaus", "tavoite 3:30"]);
  expect(partsOf(day(0, { plan: null }), VIEW)).toHaveLength(1);
});
