import { expect, test } from "vitest";
import { formOf } from "../../../pwa/src/features/people/NewPerson";
import { found, standingOf } from "../../../pwa/src/features/people/standing";

const person = (name: string, active: boolean, joined: boolean) => {
  return { id: name, name, email: `${name.toLowerCase()}@firm.test`, teams: [], roles: ["employee"], active, joined };
};
const PEOPLE = [person("Aino", true, true), person("Onni", true, false), person("Helmi", false, true)];
const TYPED = {
  name: " Tuula Uusi ",
  email: "tuula@firm.test",
  start: "2026-12-01",
  lang: "sv",
  team: "",
  role: "",
  agreement: "-",
  form: "flexitime",
  pay: "monthly",
  weeks: "",
  first: "",
  wage: "",
};

test("who has gone is listed only when asked for, and people are found by name or address", () => {
  const names = (typed: string, standing: string) => found(PEOPLE, typed, standing).map(({ name }) => name);
  expect(PEOPLE.map(standingOf)).toEqual(["joined", "waiting", "gone"]);
  expect(names("", "")).toEqual(["Aino", "Onni"]);
  expect(names("ONNI@", "")).toEqual(["Onni"]);
  expect(names("", "gone")).toEqual(["Helmi"]);
  expect(names("aino", "waiting")).toEqual([]);
});

test("a new person has no team, no role and no contract unless they are chosen", () => {
  const bare = { name: "Tuula Uusi", email: "tuula@firm.test", start: "2026-12-01", lang: "sv" };
  expect(formOf(TYPED)).toEqual({ form: { ...bare, team: null, roles: [], contract: null } });
  expect(formOf({ ...TYPED, team: "t1", role: "payroll", agreement: "kvtes", pay: "hourly" })).toEqual({
    form: {
      ...bare,
      team: "t1",
      roles: ["payroll"],
      contract: { agreement: "kvtes", form: "flexitime", pay: "hourly" },
    },
  });
});

test("period work says when its periods begin and the hourly paid what an hour pays, where it is written", () => {
  const contract = (typed: object) => formOf({ ...TYPED, agreement: "kvtes", form: "period", ...typed });
  const form = (more: object) => ({
    form: { contract: { agreement: "kvtes", form: "period", pay: "monthly", ...more } },
  });
  expect(contract({})).toMatchObject(form({}));
  expect(contract({ weeks: "3", first: "2026-11-02" })).toMatchObject(
    form({ period: { weeks: 3, start: "2026-11-02" } }),
  );
  expect(contract({ weeks: "3" })).toEqual({ missing: "first" });
  expect(contract({ weeks: "3,5", first: "2026-11-02" })).toEqual({ missing: "weeks" });
  expect(contract({ pay: "hourly", wage: "18,50 €" })).toMatchObject(form({ pay: "hourly", hourly_cents: 1850 }));
  expect(contract({ pay: "hourly", wage: "noin 18" })).toEqual({ missing: "wage" });
  const other = contract({ form: "general", weeks: "3", wage: "18,50" });
  expect(other).toMatchObject({ form: { contract: { form: "general", pay: "monthly" } } });
  expect(JSON.stringify(other)).not.toMatch(/period|hourly_cents/);
});

test("what is missing is named, first things first", () => {
  expect(formOf({ ...TYPED, name: "  ", email: "" })).toEqual({ missing: "name" });
  expect(formOf({ ...TYPED, email: "" })).toEqual({ missing: "email" });
  expect(formOf({ ...TYPED, start: "" })).toEqual({ missing: "start" });
  expect(formOf({ ...TYPED, agreement: "" })).toEqual({ missing: "agreement" });
});
