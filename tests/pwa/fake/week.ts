/** A week of two teams, with days of every kind. */
import type { Wire } from "../../../pwa/src/store/appState";

const DATES = ["16", "17", "18", "19", "20", "21", "22"].map((day) => `2026-11-${day}`);
type Cell = Wire["WeekCell"];
const cell = (date: string, more: Partial<Cell> = {}): Cell => ({
  ...{ date, worked: 0, target: 450, away: null, open: false, findings: 0 },
  ...more,
});
const days = (odd: Record<number, Partial<Cell> | null>, worked = 450): (Cell | null)[] =>
  DATES.map((date, n) => {
    const usual = n > 4 ? { target: 0 } : { worked };
    return odd[n] === null ? null : cell(date, { ...usual, ...odd[n] });
  });
const row = (name: string, n: number, team: string, cells: (Cell | null)[]): Wire["WeekPerson"] => ({
  ...{ person: `p${n}`, name, team, cells },
  team_name: team === "t1" ? "Asiakaspalvelu" : "Kehitys",
});

const WEEK: Wire["PeopleWeek"] = {
  today: "2026-11-20",
  dates: DATES,
  teams: [
    { id: "t1", name: "Asiakaspalvelu" },
    { id: "t2", name: "Kehitys" },
  ],
  people: [
    row("Aino Virtanen", 1, "t2", days({ 1: { worked: 495 }, 3: { worked: 0, open: true, findings: 1 } })),
    row("Eero Mäkinen", 2, "t2", days({ 2: { worked: 0, target: 0, away: "away" }, 4: { worked: 210, open: true } })),
    row(
      "Linnea Lindqvist-Kettunen",
      3,
      "t1",
      days({ 0: { worked: 645, findings: 2 }, 3: null, 4: null, 5: null, 6: null }),
    ),
    row("Olli Heikkinen", 4, "t1", days({ 0: { worked: 0, target: 0, away: "sick" }, 5: { worked: 300 } }, 480)),
  ],
};

export const WEEK_ANSWERS: Record<string, unknown> = { "GET /api/v1/weeks": WEEK };
