import { expect, test } from "vitest";
import { askedOf } from "../../../pwa/src/features/_shared/reply/announce";
import type { MonthStatus } from "../../../pwa/src/store/appState";
import { speak } from "../../../pwa/src/ui/words";

Object.assign(globalThis, { document: { documentElement: {} } });

const STATUS: Record<string, MonthStatus> = { "2026-09": "closed", "2026-10": "approved", "2026-11": "sent" };
const acts = { ownMonth: async (month: string) => ({ status: STATUS[month] ?? "open" }) as never };

test("a change in a locked month is told as a request and who decides on it, the closed month before the approved", async () => {
  await speak("fi");
  expect(await askedOf(acts, ["2026-10-14"])).toBe(
    "Muutos on nyt pyyntö: kuukausi on hyväksytty, joten esihenkilö tai palkanlaskija päättää siitä",
  );
  expect(await askedOf(acts, [Date.parse("2026-09-30T20:59:00Z"), Date.parse("2026-09-30T21:10:00Z")])).toContain(
    "kuukausi on suljettu",
  );
});

test("in a month that is open or only sent a change is a change, and an unreadable month promises nothing", async () => {
  expect(await askedOf(acts, ["2026-11-02", "2026-12-01", null, undefined])).toBe("");
  const silent = { ownMonth: () => Promise.reject(new Error("no database")) };
  expect(await askedOf(silent, ["2026-09-01"])).toBe("");
});
