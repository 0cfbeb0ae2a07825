/** Who is in at a company of several teams, and who sees it. */
import type { Wire } from "../../../pwa/src/store/appState";

type Line = Wire["Present"];

const AT = Date.parse("2026-11-20T12:40:00Z");
const hour = (time: string): number => Date.parse(`2026-11-20T${time}:00+02:00`);
const SITES: Record<string, string> = { t1: "s1", t3: "s2" };
const line = (name: string, team: string | null, status: Line["status"], more: Partial<Line> = {}): Line => ({
  ...{
    person: `p-${name.toLowerCase().replace(/\W/g, "")}`,
    name,
    team,
    status,
    since: null,
    kind: null,
    site: SITES[team ?? ""] ?? null,
  },
  ...more,
});

const PRESENCE: Wire["Presence"] = {
  as_of: AT,
  teams: [
    { id: "t1", name: "Asiakaspalvelu ja varastonhallinta", site: "s1" },
    { id: "t2", name: "Kehitys", site: null },
    { id: "t3", name: "Tuotanto", site: "s2" },
  ],
  sites: [
    { id: "s1", name: "Tampereen keskusvarasto" },
    { id: "s2", name: "Turku" },
  ],
  people: [
    line("Aino Virtanen", "t2", "in", { since: hour("08:02") }),
    line("Eero Mäkinen", "t2", "remote", { since: hour("07:45") }),
    line("Helmi Niemi", "t3", "break", { since: hour("14:30") }),
    line("Ilkka Lehtonen", "t3", "gone", { since: hour("14:05") }),
    line("Kaisa Korhonen", "t1", "away", { kind: "annual_holiday" }),
    line("Linnea Lindqvist-Kettunen", "t1", "in", { since: hour("08:30") }),
    line("Mikko Laine", "t1", "unseen"),
    line("Olli Heikkinen", "t3", "in", { since: hour("06:00") }),
    line("Pirkko Salminen", null, "remote", { since: hour("09:12") }),
    line("Sami Hämäläinen", "t3", "away", { kind: "sick" }),
    line("Tuula Rantanen", "t1", "gone", { since: hour("13:30") }),
  ],
};

const SEEN_BY: Wire["SeenBy"] = {
  people: [
    { name: "Anna Aula", why: "reception" },
    { name: "Paula Palkka", why: "payroll" },
    { name: "Pekka Esihenkilö", why: "supervisor" },
  ],
};

export const PRESENCE_ANSWERS: Record<string, unknown> = {
  "GET /api/v1/presence": PRESENCE,
  "GET /api/v1/presence/seen-by": SEEN_BY,
};
