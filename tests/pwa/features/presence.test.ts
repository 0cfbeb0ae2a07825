import { expect, test } from "vitest";
import {
  atSite,
  byTeam,
  counts,
  type Line,
  named,
  type Status,
  teamsAt,
  withStatus,
} from "../../../pwa/src/features/presence/sorting";

const line = (name: string, status: Status, team: string | null = "t1"): Line => ({
  ...{ person: name, name, team, status, since: null, kind: null, site: null },
});
const PEOPLE = [line("Åke Berg", "gone"), line("Aino Virtanen", "in"), line("Eino Virta", "remote", null)];
const ALL = { name: "", team: "", statuses: [] };

test("every word of the search is found, in any order and size", () => {
  const found = named(PEOPLE, { ...ALL, name: " VIRTANEN ain " });
  expect(found.map(({ name }) => name)).toEqual(["Aino Virtanen"]);
  expect(named(PEOPLE, { ...ALL, name: "virta" })).toHaveLength(2);
});

test("a team narrows to its own people, and no choice of status shows all", () => {
  expect(named(PEOPLE, { ...ALL, team: "t1" })).toHaveLength(2);
  expect(withStatus(PEOPLE, [])).toHaveLength(3);
  expect(withStatus(PEOPLE, ["in", "remote"]).map(({ status }) => status)).toEqual(["in", "remote"]);
});

test("every status is counted, those that nobody has too", () => {
  expect(counts(PEOPLE)).toEqual({ in: 1, remote: 1, break: 0, away: 0, gone: 1, unseen: 0 });
});

test("who is in comes first in a team, and those in no team come last", () => {
  const teams = byTeam(PEOPLE, [
    { id: "t0", name: "Tyhjä" },
    { id: "t1", name: "Kehitys" },
  ]);
  expect(teams.map(({ id, people }) => [id, people.map(({ name }) => name)])).toEqual([
    ["t1", ["Aino Virtanen", "Åke Berg"]],
    ["", ["Eino Virta"]],
  ]);
});

test("a site narrows to those who belong to it by their team or by themselves, and to their teams", () => {
  const teams = [
    { id: "t1", name: "Kehitys", site: "s1" },
    { id: "t2", name: "Myynti", site: null },
  ];
  const at = PEOPLE.map((one) => ({ ...one, site: one.team === "t1" ? "s1" : null }));
  expect(atSite(at, "s1").map(({ name }) => name)).toEqual(["Åke Berg", "Aino Virtanen"]);
  expect(teamsAt(teams, at, "s1").map(({ id }) => id)).toEqual(["t1"]);
  const people = [...at, { ...line("Olli Oja", "in", "t2"), site: "s1" }];
  expect(atSite(people, "s1").map(({ name }) => name)).toContain("Olli Oja");
  expect(atSite(people, "")).toHaveLength(4);
  expect(teamsAt(teams, people, "s1").map(({ id }) => id)).toEqual(["t1", "t2"]);
  expect(teamsAt(teams, people, "")).toHaveLength(2);
});
