/** The form of contracts says what is paid for travel, and a trial run tells what becomes different. */
import { beforeAll, expect, test } from "vitest";
import { changeOf, EMPTY } from "../../../pwa/src/features/contracts/change";
import { travelNotes, travelTurns } from "../../../pwa/src/features/_shared/forms/travelTerms";
import { speak } from "../../../pwa/src/ui/words";

const none = () => undefined;
const USUAL = { payee: "employee", special_sector: false, travel_pay: null, travel_prices: null } as const;

beforeAll(async () => {
  Object.assign(globalThis, { document: { documentElement: { lang: "" } } });
  await speak("fi");
});

test("sums of travel are euros, and what is left empty is the usual again", () => {
  const asked = { ...EMPTY, kind: "travel_pay", sums: { per_km: "0,45", full: " 40 € ", foreign: "" } } as const;
  expect(changeOf(asked, none)).toEqual({
    travel_pay: { per_km_cents: 45, full_cents: 4000, partial_cents: null, foreign_cents: null },
  });
  const prices = { ...EMPTY, kind: "travel_prices", sums: { per_hour: "35,17" } } as const;
  expect(changeOf(prices, none)).toEqual({
    travel_prices: { per_km_cents: null, per_day_cents: null, per_hour_cents: 3517 },
  });
});

test("what is no sum, and what the server would not take, is said before it is asked", () => {
  for (const [name, text] of [
    ["per_km", "halpa"],
    ["per_km", "20,01"],
    ["full", "1000,01"],
    ["partial", "-5"],
  ] as const) {
    expect(changeOf({ ...EMPTY, kind: "travel_pay", sums: { [name]: text } }, none)).toEqual({ wrong: "travel_sum" });
  }
});

test("a trial run tells each thing of travel that becomes different, and nothing of what stays", () => {
  const pay = { per_km_cents: 45, full_cents: null, partial_cents: null, foreign_cents: null };
  const prices = { per_km_cents: null, per_day_cents: null, per_hour_cents: 3517 };
  const after = { ...USUAL, payee: "contractor", travel_pay: pay, travel_prices: prices } as const;
  expect(travelTurns([USUAL, after])).toEqual([
    "Maksun saaja: Työntekijä → Laskuttaja",
    "Kilometrikorvaus: verovapaa enimmäismäärä → 0,45 €",
    "Matkatunnin hinta: ei sovittu → 35,17 €",
  ]);
  expect(travelTurns([after, after])).toEqual([]);
  expect(travelNotes(USUAL)).toEqual([]);
  expect(travelNotes(after)).toEqual([
    "Maksun saaja: Laskuttaja",
    "Kilometrikorvaus: 0,45 €",
    "Matkatunnin hinta: 35,17 €",
  ]);
});
