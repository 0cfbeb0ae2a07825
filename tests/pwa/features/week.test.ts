import { expect, test } from "vitest";
import { led } from "../../../pwa/src/features/week/moving";
import { type Row, shown, sumOf } from "../../../pwa/src/features/week/sums";

const cell = (worked: number, target = 450) => ({
  ...{ date: "2026-11-16", worked, target, away: null, open: false, findings: 0 },
});
const row = (name: string, team: string | null): Row => ({ person: name, name, team, team_name: team, cells: [] });

test("the arrows go from cell to cell, over days that are not shown, and not past the edge", () => {
  const rows = [
    [true, false, true],
    [false, true, true],
  ];
  expect(led("ArrowRight", [0, 0], rows)).toEqual([0, 2]);
  expect(led("ArrowRight", [0, 2], rows)).toBeNull();
  expect(led("ArrowDown", [0, 0], rows)).toBeNull();
  expect(led("ArrowUp", [1, 2], rows)).toEqual([0, 2]);
  expect(led("Home", [1, 2], rows)).toEqual([1, 1]);
  expect(led("End", [0, 0], rows)).toEqual([0, 2]);
  expect(led("a", [0, 0], rows)).toBeNull();
});

test("the days that one sees add up, and the others add nothing", () => {
  expect(sumOf([cell(480), null, cell(30, 0)])).toEqual({ worked: 510, target: 450 });
});

test("a search finds every word of a name, in the team that was chosen", () => {
  const people = [row("Aino Virtanen", "t1"), row("Eino Virta", "t2")];
  expect(shown(people, "virta", "").length).toBe(2);
  expect(shown(people, "VIRTA ei", "t2").map(({ name }) => name)).toEqual(["Eino Virta"]);
  expect(shown(people, "", "t1").map(({ name }) => name)).toEqual(["Aino Virtanen"]);
});
