import { expect, test } from "vitest";
import { punchOf } from "../../../pwa/src/shell/shortcuts";

test("a key punches only what can be punched now", () => {
  expect(["i", "u", "t"].map((key) => punchOf(key, "out"))).toEqual(["in", null, null]);
  expect(["i", "u", "t"].map((key) => punchOf(key, "in"))).toEqual([null, "out", "break_start"]);
  expect(["i", "u", "t"].map((key) => punchOf(key, "break"))).toEqual([null, "out", "break_end"]);
  expect(punchOf("x", "in")).toBeNull();
});
