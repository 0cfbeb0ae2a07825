/** A company half set up, and what its file of people would do. */
import type { Wire } from "../../../pwa/src/store/appState";

const team = (
  id: string,
  name: string,
  members: number,
  supervisors: string[],
  site: string | null = null,
): Wire["SetUpTeam"] => ({
  ...{ id, name, site, members, supervisors },
});

const SETUP: Wire["SetUp"] = {
  name: "Havu Oy",
  zone: "Europe/Helsinki",
  logo: "v1",
  teams: [team("t1", "Asiakaspalvelu ja varastonhallinta", 41, ["p-0"], "s1"), team("t2", "Tuotanto", 78, [])],
  sites: [
    { id: "s1", name: "Tampereen keskusvarasto", address: "Hämeenkatu 1, 33100 Tampere", teams: 1 },
    { id: "s2", name: "Turku", address: "", teams: 0 },
  ],
  work_types: [{ id: "w1", name: "Koulutus", kiky: true, active: true, used: 12 }],
  cost_centres: [{ id: "c1", code: "100", name: "Hallinto", active: false, used: 0 }],
  agreements: ["general-37-5"],
  people: 120,
  employed: 119,
  joined: 2,
  payroll: 1,
  waiting: [{ id: "p1", name: "Helmi Niemi", team: "Tuotanto", invited: false }],
  clocked_in: false,
};

const note = (field: string, before: string, after: string) => ({ ...{ field, before, after }, from: "2026-12-01" });
const person = (name: string, kind: "joined" | "left" | "changed", ...notes: ReturnType<typeof note>[]) => ({
  ...{ name, kind, notes },
  row: kind === "left" ? null : 12,
});

const TAKEN: Wire["StaffTaken"] = {
  written: false,
  seen: "0".repeat(64),
  rows: 121,
  same: 104,
  columns: [
    { title: "Henkilönumero", field: "external_id" },
    { title: "Hyllypaikka", field: "" },
  ],
  fields: ["name", "email", "external_id", "team", "manager", "from"],
  teams: ["Logistiikka"],
  people: [
    person("Aino Uusi", "joined"),
    person("Otto Lähtijä", "left", note("until", "", "2026-11-30")),
    person(
      "Linnea Lindqvist-Kettunen",
      "changed",
      note("team", "Tuotanto", "Logistiikka"),
      note("share", "1.0", "0.8"),
    ),
  ],
  faults: [],
};

const HISTORY: Wire["HistoryTaken"] = {
  ...{
    written: false,
    seen: "0".repeat(64),
    layout: "own",
    clock_zone: "Europe/Helsinki",
    date_order: "",
    rows: 10_000,
  },
  columns: [
    { title: "Henkilönumero", field: "number" },
    { title: "Alku", field: "start" },
    { title: "Loppu", field: "end" },
  ],
  fields: ["number", "name", "start", "end", "note"],
  people: [
    {
      ...{ person: "p0", name: "Aino Virtanen", said: "0012", by: "number", days: 115, minutes: 51_750, new: 230 },
      ...{ same: 3, overlapping: [12], first: "2026-01-12", last: "2026-06-30", counts_from: "2026-03-01", before: 64 },
      openings: [{ account: "flex", as_of: "2026-06-30", before: null, after: 435 }],
    },
    {
      ...{ person: "p4", name: "Linnea Lindqvist-Kettunen", said: "Lindqvist", by: "name", days: 98, minutes: 44_100 },
      ...{ new: 196, same: 0, overlapping: [], first: "2026-01-12", last: "2026-06-30", counts_from: "2026-01-01" },
      ...{ before: 0, openings: [] },
    },
  ],
  unknown: [{ said: "Ville L.", lines: 42, chosen: "" }],
  choices: [{ id: "p9", name: "Ville Lehtonen" }],
  faults: [
    { row: 7, column: "Loppu", message: "Loppu on ennen alkua. Korjaa jompikumpi." },
    { row: 41, column: "Alku", message: "25.30 ei ole kellonaika. Kirjoita esimerkiksi 8.30." },
  ],
  ...{ bad: 12, ready: false },
};

const SHEETS: Wire["Sheets"] = {
  organisation: "Havu Oy",
  sheets: [
    {
      person: "p1",
      name: "Helmi Niemi",
      lang: "fi",
      email: "helmi.niemi@esimerkki.test",
      site: { name: "Tampereen keskusvarasto", address: "Hämeenkatu 1, 33100 Tampere" },
      link: "https://leima.esimerkki.test/liity#0123456789abcdefghijklmnopqrstuvwxyzABCDEFG",
      expires_at: "2026-11-30T10:00:00Z",
      qr: "M1 1.5h7m1 0h1m2 0h7M1 2.5h1m5 0h1m2 0h1M1 3.5h1m1 0h3m1 0h1",
      size: 29,
    },
  ],
};

const DETAILS: Wire["PersonDetails"] = {
  name: "Aino Virtanen",
  email: "aino.virtanen@esimerkki.test",
  team: "t1",
  supervises: [],
  roles: ["employee", "supervisor"],
  teams: SETUP.teams.map(({ id, name }) => ({ id, name })),
  site: null,
  sites: [
    { id: "s1", name: "Tampereen keskusvarasto" },
    { id: "s2", name: "Turku" },
  ],
  planned: [{ what: "name", value: "Aino Virtanen-Kettunen", from: "2027-01-01" }],
};

const USE = { in_use: true, counts_as_kiky: false, merged_into: null, merged_on: null } as const;
const CHOICES: Wire["ChoicesUsed"] = {
  choices: [
    { ...USE, which: "work_type", id: "w1", name: "Koulutus", entries: 12, agreements: 2, last_used: "2026-11-19" },
    { ...USE, which: "work_type", id: "w2", name: "Kurssit", entries: 0, agreements: 0, last_used: null },
  ],
};
const [KEPT, AWAY] = CHOICES.choices;

export const SETUP_ANSWERS: Record<string, unknown> = {
  "GET /api/v1/people/p0/details": DETAILS,
  "GET /api/v1/setup": SETUP,
  "GET /api/v1/setup/pilot": {
    people: 41,
    lacks: [{ kind: "form", value: "period", people: 12 }],
    began: "2026-11-02",
    weeks: 2,
    weeks_needed: 4,
    pay_run: false,
  },
  "GET /api/v1/setup/choices": CHOICES,
  "POST /api/v1/setup/choices/merge": { away: AWAY, heir: KEPT, begins: "2026-11-20", dry_run: true },
  "POST /api/v1/setup/choices/prune": { choices: [AWAY], since: "2025-11-20", dry_run: true },
  "POST /api/v1/people/file": TAKEN,
  "POST /api/v1/history/file": HISTORY,
  "POST /api/v1/setup/sheets": SHEETS,
};
