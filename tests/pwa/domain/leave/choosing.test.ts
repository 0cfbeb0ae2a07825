import { expect, it } from "vitest";
import {
  between,
  type Chosen,
  type Choosing,
  monthsFrom,
  onKey,
  weeksOf,
} from "../../../../pwa/src/features/leave/choosing";

const IDLE: Choosing = { at: "2026-03-30", start: null, before: null };
const STANDS: Chosen = { from: "2026-03-30", until: "2026-03-30" };

/** Presses keys one after another; a key with `+` goes with Shift. */
function press(...keys: string[]): { now: Choosing; stands: Chosen } {
  let [now, stands] = [IDLE, STANDS];
  for (const key of keys) {
    const step = onKey(key.replace("+", ""), key.startsWith("+"), now, stands)!;
    [now, stands] = [step.next, step.chosen ?? stands];
  }
  return { now, stands };
}

it("Shift and arrows extend the range from where they began, to both sides", () => {
  expect(press("+ArrowDown", "+ArrowRight").stands).toEqual({ from: "2026-03-30", until: "2026-04-07" });
  expect(press("+ArrowLeft", "+ArrowLeft").stands).toEqual({ from: "2026-03-28", until: "2026-03-30" });
});

it("Enter begins a range and the next one ends it", () => {
  const done = press("Enter", "ArrowDown", "End", "Enter");
  expect(done.stands).toEqual({ from: "2026-03-30", until: "2026-04-12" });
  expect(done.now.start).toBeNull();
});

it("Escape brings back what stood before, and without a range it is left to the sheet", () => {
  expect(press("ArrowDown", "Enter", "ArrowDown", "Escape").stands).toEqual(STANDS);
  expect(onKey("Escape", false, IDLE, STANDS)).toBeNull();
  expect(onKey("Tab", false, IDLE, STANDS)).toBeNull();
});

it("arrows alone move and choose nothing; pages turn months to their last day at most", () => {
  expect(press("ArrowRight", "ArrowUp").stands).toEqual(STANDS);
  expect(press("ArrowRight", "ArrowUp").now.at).toBe("2026-03-24");
  expect([monthsFrom("2026-03-31", -1), monthsFrom("2026-12-31", 2)]).toEqual(["2026-02-28", "2027-02-28"]);
});

it("a month's grid is whole weeks from Monday and holds both ends of Easter's leave", () => {
  const april = weeksOf("2026-04").flat();
  expect([april.length, april[0]]).toEqual([42, "2026-03-30"]);
  expect(april).toContain("2026-04-12");
  expect(between("2026-04-12", "2026-03-30")).toEqual({ from: "2026-03-30", until: "2026-04-12" });
});
