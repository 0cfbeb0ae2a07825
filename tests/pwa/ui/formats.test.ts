import { readFileSync } from "node:fs";
import { expect, test, vi } from "vitest";
import { fill, speak } from "../../../pwa/src/ui/words";
import * as formats from "../../../pwa/src/ui/formats";

const ZONE = "Europe/Helsinki";
const ms = (iso: string): number => Date.parse(iso);

test.each([
  ["a clock time has a point in Finnish", () => formats.clock(ms("2026-11-20T06:02:59Z"), "fi", ZONE), "8.02"],
  ["a clock time has a point in Swedish", () => formats.clock(ms("2026-11-20T06:02:00Z"), "sv", ZONE), "8.02"],
  ["a clock time has a colon in English", () => formats.clock(ms("2026-11-20T06:02:00Z"), "en", ZONE), "8:02"],
  ["midnight is 0, not 24", () => formats.clock(ms("2026-11-19T22:00:00Z"), "fi", ZONE), "0.00"],
  [
    "epoch minutes are told from milliseconds",
    () => formats.clock(ms("2026-11-20T06:02:00Z") / 60_000, "fi", ZONE),
    "8.02",
  ],
  ["summer time is known", () => formats.clock(ms("2026-06-20T06:02:00Z"), "fi", ZONE), "9.02"],
  ["a length is hours and minutes", () => formats.hm(314), "5:14"],
  ["a length below zero has a real minus", () => formats.hm(-5), "\u22120:05"],
  ["a balance above zero has a plus", () => formats.signedHm(135), "+2:15"],
  ["a balance below zero has a real minus", () => formats.signedHm(-136), "\u22122:16"],
  ["a balance of zero has no sign", () => formats.signedHm(0), "0:00"],
  ["half a day has a comma", () => formats.num(7.5, "fi"), "7,5"],
  ["half a day has a point in English", () => formats.num(-7.5, "en"), "\u22127.5"],
  ["a date is day, month, year", () => formats.fullDate("2026-11-21", "fi"), "21.11.2026"],
  ["an English date names its month", () => formats.fullDate("2026-09-01", "en"), "1 Sep 2026"],
  ["a day has its weekday before it", () => formats.dayDate("2026-11-20", "fi"), "pe 20.11."],
  ["a Swedish day has no point after its weekday", () => formats.dayDate("2026-11-20", "sv"), "fre 20.11."],
  ["a weekday stands alone", () => formats.capital(formats.weekday("2026-11-20", "fi")), "Perjantai"],
  ["a range within a month names it once", () => formats.dateRange("2026-11-01", "2026-11-16", "fi"), "1.–16.11."],
  ["a range over a month's end names both", () => formats.dateRange("2026-10-28", "2026-11-03", "fi"), "28.10.–3.11."],
  ["one day is no range", () => formats.dateRange("2026-11-16", "2026-11-16", "fi"), "16.11."],
])("%s", (_, written, expected) => expect(written()).toBe(expected));

test.each([
  ["2026-01-01", 1],
  ["2027-01-01", 53],
  ["2024-12-30", 1],
  ["2026-11-20", 47],
  ["2026-11-22", 47],
  ["2026-11-23", 48],
])("%s is in ISO week %i", (date, week) => expect(formats.weekNumber(date)).toBe(week));

test("a typed time is one instant on an ordinary day", () => {
  expect(formats.instantsAt("2026-11-19", "16:56", ZONE)).toEqual([ms("2026-11-19T14:56:00Z")]);
});

test("a time that the clocks jumped over is no instant, and one that came twice is two", () => {
  expect(formats.instantsAt("2026-03-29", "03:30", ZONE)).toEqual([]);
  expect(formats.instantsAt("2026-10-25", "03:30", ZONE)).toEqual([
    ms("2026-10-25T00:30:00Z"),
    ms("2026-10-25T01:30:00Z"),
  ]);
});

test("a zone with half an hour is read too, and nonsense is nothing", () => {
  expect(formats.instantsAt("2026-11-19", "16:56", "Asia/Kolkata")).toEqual([ms("2026-11-19T11:26:00Z")]);
  expect(formats.instantsAt("2026-11-19", "", ZONE)).toEqual([]);
});

interface Filled {
  title: string;
  sentence: string;
  zone?: string;
  params: Record<string, unknown>;
  expect: Record<formats.Language, string>;
}
const { cases } = JSON.parse(readFileSync("shared/vectors/both/formats.json", "utf8")) as { cases: Filled[] };

/** The same as tests/rules/test_formats.py keeps in Python. */
test.each(cases)("$title", async (one) => {
  vi.stubGlobal("document", { documentElement: { lang: "" } });
  for (const language of ["fi", "sv", "en"] as const) {
    await speak(language);
    expect(fill(one.sentence, one.params, language, one.zone ?? ZONE)).toBe(one.expect[language]);
  }
});
