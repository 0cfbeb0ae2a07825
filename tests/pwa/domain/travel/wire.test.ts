/** How a trip is written on the wire: the same golden cases as tests/rules/travel/test_travel_wire.py. */
import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { Refused } from "../../../../pwa/src/domain/travel/reading";
import { type Answer, answerTo, workOutAsked } from "../../../../pwa/src/domain/travel/wire";
import { RATES } from "./asking";

interface WireCase {
  title: string;
  asked: Record<string, unknown>;
  expect: Record<string, unknown>;
}

const { cases } = JSON.parse(readFileSync("shared/vectors/both/travel-wire.json", "utf8")) as { cases: WireCase[] };

function told(asked: unknown): { answer: Answer } | { refused: [string, string] } {
  try {
    return { answer: answerTo(asked, RATES) };
  } catch (error) {
    if (error instanceof Refused) return { refused: [error.place, error.code] };
    throw error;
  }
}

it.each(cases)("$title", ({ asked, expect: wanted }) => {
  const found = told(asked);
  if (wanted.refused) return expect(found).toEqual(wanted);
  const { answer } = found as { answer: Answer };
  expect({ ...answer, start: answer.days[0]?.start, end: answer.days.at(-1)?.end }).toMatchObject(wanted);
});

it("tells a screen of what cannot be read as of any other fault", () => {
  const { faults, lines } = workOutAsked({ start: "2026-03-02T08:00", nights: [{ date: "" }] }, RATES);
  expect([faults.map(({ place, code }) => [place, code]), lines]).toEqual([[["nights[0].date", "not_text"]], []]);
});
