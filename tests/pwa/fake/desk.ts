/** Pretended lists of the desk, and a person card. */
import type { Wire } from "../../../pwa/src/store/appState";

const FIRST = ["Aino", "Helmi", "Otto", "Linnea", "Väinö", "Tuula", "Eero", "Siiri", "Onni", "Ilona", "Kalle", "Venla"];
const LAST = ["Virtanen", "Niemi", "Lindqvist", "Kettunen-Saarinen", "Mäkelä"];
const TEAMS = ["Kehitys", "Asiakaspalvelu", "Varasto"];
const STANDING = ["joined", "joined", "waiting", "gone"];
const STATUS = ["open", "sent", "returned", "changed", "approved", "closed"];
const AT = Date.UTC(2026, 10, 19, 8, 30);

const column = (key: string, kind: string, title: string, chosen = true, choices: [string, string][] = []) => ({
  key,
  kind,
  title,
  chosen,
  sorts: !["time", "thing", "old", "new", "seal"].includes(key),
  choices: choices.map(([value, title], n) => ({ value, title, rows: 20 - n })),
});
const named = (n: number): string => `${FIRST[n % FIRST.length]} ${LAST[n % LAST.length]}`;
const teams = TEAMS.map((name): [string, string] => [name, name]);
const rows = (cells: (n: number) => Record<string, string | number | null>) =>
  Array.from({ length: 60 }, (_, n) => ({ id: `p${n}`, cells: cells(n) }));
const page = { found: 11_500, all: 11_500, page: 0, size: 100, look: null };

const MONTH_DAYS: Wire["MonthDate"][] = Array.from({ length: 31 }, (_, n) => {
  const date = `2026-10-${String(n + 1).padStart(2, "0")}`;
  const [free, away] = [[2, 3].includes(n % 7), n === 19];
  const span = {
    kind: "work",
    start: 0,
    end: 0,
    open: false,
    work_type: null,
    cost_centre: null,
    remote: false,
    note: "",
  };
  const begins = Date.parse(`${date}T08:00+03:00`) / 60_000;
  const result = {
    ...{ date, status: "done", worked: 450 + n, target: 450, presence: 480 + n, breaks: 30, flex: n, kiky: 0 },
    ...{ additional: 0, overtime50: 0, overtime100: 0, unapproved: 0, lines: [], proposal: null },
    findings: n === 13 ? [{ kind: "daily_rest", params: { minutes: 600, least: 660 } }] : [],
    spans: [{ ...span, start: begins, end: begins + 480 + n }],
  };
  return { date, target: free ? 0 : 450, away, result: free || away ? null : (result as unknown as Wire["DayResult"]) };
});

export const DESK_ANSWERS: Record<string, unknown> = {
  "GET /api/v1/tables/people": {
    ...page,
    columns: [
      column("name", "text", "Nimi"),
      column("team", "choice", "Tiimi", true, teams),
      column("email", "text", "Sähköposti"),
      column("roles", "text", "Oikeudet"),
      column("standing", "choice", "Tila", true, [
        ["joined", "Liittynyt"],
        ["waiting", "Ei vielä liittynyt"],
        ["gone", "Poistettu käytöstä"],
      ]),
      column("agreement", "choice", "Työehtosopimus", true, [["law", "Työaikalaki"]]),
      column("since", "date", "Sopimus alkaen"),
      column("lang", "choice", "Kieli", false),
    ],
    rows: rows((n) => ({
      name: named(n),
      team: TEAMS[n % 3]!,
      email: `${named(n).toLowerCase().replace(" ", ".")}@esimerkki.test`,
      roles: n % 7 === 0 ? "Esihenkilö, Palkanlaskija" : null,
      standing: STANDING[n % 4]!,
      agreement: "Kunnallinen yleinen virka- ja työehtosopimus",
      since: "2024-03-01",
      lang: "fi",
    })),
  },
  "GET /api/v1/tables/months": {
    ...page,
    found: 60,
    all: 60,
    columns: [
      column("name", "text", "Nimi"),
      column("team", "choice", "Tiimi", true, teams),
      column("status", "choice", "Tila", true, [
        ["open", "Kesken"],
        ["sent", "Lähetetty"],
        ["returned", "Palautettu"],
        ["changed", "Muuttunut hyväksynnän jälkeen"],
        ["approved", "Hyväksytty"],
        ["closed", "Suljettu"],
      ]),
      column("worked", "min", "Tehty"),
      column("flex", "signed", "Liukuman muutos"),
      column("findings", "count", "Huomioita"),
      column("sent_at", "instant", "Lähetetty"),
      column("decided_by", "text", "Päättäjä"),
      column("reason", "text", "Syy", false),
    ],
    rows: rows((n) => ({
      name: named(n),
      team: TEAMS[n % 3]!,
      status: STATUS[n % 6]!,
      worked: 9000 + n * 7,
      flex: n % 2 ? -75 - n : 130 + n,
      findings: n % 5 ? 0 : 2,
      sent_at: n % 6 ? AT : null,
      decided_by: n % 6 > 3 ? "Eeva Esihenkilö" : null,
      reason: "",
    })),
  },
  "GET /api/v1/tables/audit": {
    ...page,
    found: 20_000,
    all: 20_000,
    columns: [
      column("what", "choice", "Tapahtuma", true, [
        ["Leimaus korjattiin", "Leimaus korjattiin"],
        ["Oikeudet muuttuivat", "Oikeudet muuttuivat"],
      ]),
      column("at", "instant", "Päivä"),
      column("time", "text", "Kello"),
      column("who", "choice", "Tekijä", true, teams),
      column("person", "choice", "Keitä koskee", true, teams),
      column("thing", "choice", "Aihe", false, [["times", "Leimaukset ja kirjaukset"]]),
      column("old", "text", "Ennen"),
      column("new", "text", "Jälkeen"),
      column("seal", "choice", "Sinetti", true, [
        ["holds", "Ehjä"],
        ["broken", "Ei täsmää"],
      ]),
      column("number", "count", "Numero", false),
    ],
    rows: rows((n) => ({
      what: n % 9 ? "Leimaus korjattiin" : "Oikeudet muuttuivat",
      at: AT - n * 3_600_000,
      time: n < 2 ? `10.30.${n ? "07" : "41"}` : "10.30",
      who: named(n + 5),
      person: named(n),
      thing: "times",
      old: n % 3 ? "Aika: 8.00 19.11.2026; Huomautus: unohtui" : null,
      new: "Aika: 8.15 19.11.2026; Huomautus: korjattu esihenkilön kanssa",
      seal: n === 7 ? "broken" : "holds",
      number: 20_000 - n,
    })),
  },
  "GET /api/v1/audit/chain": { events: 20_000, broken: [19_992, 19_993], more: 0 },
  "GET /api/v1/people/p0/card": {
    id: "p0",
    name: "Aino Virtanen",
    teams: [{ id: "t1", name: "Kehitys", role: "member" }],
    site: "Tampere",
    decides: ["Eeva Esihenkilö"],
    month: "2026-10",
    away: [
      { from: "2026-12-21", until: "2026-12-31", kind: "annual_holiday" },
      { from: "2026-11-05", until: "2026-11-06", kind: "sick" },
    ],
    email: "aino.virtanen@esimerkki.test",
    roles: ["employee", "supervisor"],
    devices: [{ name: "Aino puhelin", seen_at: AT }],
    active: true,
    joined: true,
  },
  "GET /api/v1/months/person?person=p0": {
    as_of: "2026-11-20T10:00:00Z",
    today: "2026-11-20",
    person: "p0",
    name: "Aino Virtanen",
    month: "2026-10",
    status: "approved",
    row: null,
    may_decide: true,
    summary: {
      worked: 9_120,
      target: 9_000,
      flex: 120,
      kiky: 0,
      unapproved: 0,
      additional: 0,
      overtime50: 0,
      overtime100: 0,
      days: 20,
      findings: [{ kind: "daily_rest", count: 1, dates: ["2026-10-14"] }],
      pending: [],
      unfinished: { missing: [], ahead: 0, running: false, waiting: 0, undecided: 0 },
      corrected: 0,
    },
    days: MONTH_DAYS,
  },
  "POST /api/v1/months/remind": {
    month: "2026-10",
    done: [
      { person: "p0", name: "Aino Virtanen" },
      { person: "p2", name: "Otto Lindqvist" },
    ],
    refused: [{ person: "p6", name: "Eero Niemi", code: "reminded_today", detail: "Muistutettu jo tänään." }],
  },
  "POST /api/v1/months/reopen": { month: "2026-10", done: [{ person: "p5", name: "Tuula Virtanen" }], refused: [] },
};
