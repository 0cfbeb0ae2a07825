import { afterEach, describe, expect, it } from "vitest";
import { offsetAt, offsetStretchAround, trustOffsetStretch } from "../../../pwa/src/domain/zone";

const HELSINKI = "Europe/Helsinki";
const minute = (iso: string): number => Date.parse(iso) / 60_000;

afterEach(() => trustOffsetStretch(null));

describe("a stretch of even clocks", () => {
  it("reaches as many days to each side as asked when no clock moves", () => {
    const now = minute("2026-07-01T09:00:00Z");
    expect(offsetStretchAround(HELSINKI, now, 30)).toEqual({
      zone: HELSINKI,
      from: now - 30 * 1440,
      until: now + 30 * 1440,
      ahead: 180,
    });
  });

  it("ends before the clocks move, in spring and in autumn", () => {
    const autumn = offsetStretchAround(HELSINKI, minute("2026-10-20T09:00:00Z"), 30);
    expect(autumn.until).toBeLessThan(minute("2026-10-25T01:00:00Z"));
    const winter = offsetStretchAround(HELSINKI, minute("2026-10-28T09:00:00Z"), 30);
    expect(winter.from).toBeGreaterThanOrEqual(minute("2026-10-25T01:00:00Z"));
  });

  it("gives the same offset as the zone's own data at each hour round a move, in it and outside it", () => {
    const from = minute("2026-10-15T00:00:00Z");
    const hours = Array.from({ length: 24 * 20 }, (_, hour) => from + hour * 60);
    const looked = hours.map((at) => offsetAt(HELSINKI, at));
    trustOffsetStretch(offsetStretchAround(HELSINKI, minute("2026-10-20T09:00:00Z"), 30));
    expect(hours.map((at) => offsetAt(HELSINKI, at))).toEqual(looked);
  });

  it("says nothing of another zone", () => {
    trustOffsetStretch({ zone: HELSINKI, from: 0, until: 1e9, ahead: 999 });
    expect(offsetAt("UTC", minute("2026-07-01T09:00:00Z"))).toBe(0);
  });
});
