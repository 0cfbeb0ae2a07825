import { afterEach, describe, expect, it } from "vitest";
import { offsetAt, trustOffsetStretch } from "../../../pwa/src/domain/zone";
import { recallZoneOffset, renewZoneOffset } from "../../../pwa/src/store/zoneOffsets";

const HELSINKI = "Europe/Helsinki";
const NOW = Date.parse("2026-07-01T09:00:00Z");
const HOUR = 3_600_000;

function pocket() {
  const kept = new Map<string, string>();
  return {
    get: (key: string) => kept.get(key) ?? null,
    set: (key: string, value: string) => void kept.set(key, value),
    remove: (key: string) => void kept.delete(key),
    keys: () => [...kept.keys()],
  };
}

afterEach(() => trustOffsetStretch(null));

describe("the kept stretch", () => {
  it("is looked up anew after a day, for another zone, and when the clock has been set back", () => {
    const kept = pocket();
    const looked = (hours: number, zone: string): boolean => {
      const before = kept.get("leima.steady");
      renewZoneOffset({ pocket: kept, now: () => NOW + hours * HOUR }, zone);
      return kept.get("leima.steady") !== before;
    };
    expect(looked(0, HELSINKI)).toBe(true);
    expect(looked(23, HELSINKI)).toBe(false);
    expect(looked(24, HELSINKI)).toBe(true);
    expect(looked(25, "Europe/Stockholm")).toBe(true);
    expect(looked(24, "Europe/Stockholm")).toBe(true);
  });

  it("is trusted at the next start, and nothing is without one", () => {
    const kept = pocket();
    const minute = NOW / 60_000;
    kept.set("leima.steady", JSON.stringify({ zone: HELSINKI, from: minute, until: minute, ahead: 7, at: minute }));
    recallZoneOffset(kept);
    expect(offsetAt(HELSINKI, minute)).toBe(7);
    recallZoneOffset(pocket());
    expect(offsetAt(HELSINKI, minute)).toBe(180);
  });
});
