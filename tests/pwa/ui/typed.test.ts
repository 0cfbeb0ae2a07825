import { describe, expect, it } from "vitest";
import { written } from "../../../pwa/src/features/_shared/written";
import { typedAmount } from "../../../pwa/src/features/ledger/typed";

describe("an amount as it is typed", () => {
  const TIMES: [string, number | null][] = [
    ["24:00", 1440],
    ["-24:00", -1440],
    ["−24.00", -1440],
    ["2:15", 135],
    ["+2:15", 135],
    [" 24 ", 1440],
    ["2,5", 150],
    ["0:00", 0],
    ["2:60", null],
    ["kaksi", null],
    ["1:2:3", null],
    ["", null],
  ];
  it.each(TIMES)("reads the time %s as %s minutes", (text, minutes) => {
    expect(typedAmount(text, "min")).toBe(minutes);
  });
  it("reads days to a hundredth and euros as cents", () => {
    expect(typedAmount("2,5", "day")).toBe(2.5);
    expect(typedAmount("-1", "day")).toBe(-1);
    expect(typedAmount("120,50", "cent")).toBe(12050);
    expect(typedAmount("-40", "cent")).toBe(-4000);
    expect(typedAmount("1,234", "day")).toBe(null);
  });
  it("writes a balance in its own unit", () => {
    expect(written(-1440, "min", "fi", true)).toBe("−24:00");
    expect(written(135, "min", "fi", true)).toBe("+2:15");
    expect(written(12.5, "day", "fi")).toBe("12,5 pv");
    expect(written(12050, "cent", "fi")).toBe("120,50 €");
  });
});
