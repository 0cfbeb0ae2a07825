import type {
  Absence,
  BalancePage,
  Cells,
  Column,
  PersonPart,
  WorkingTime,
} from "../../../pwa/src/features/reports/types";

const column = (key: string, kind: Column["kind"], title: string): Column => ({
  key,
  kind,
  title,
  adds_up: kind === "min" || kind === "signed",
});

const COLUMNS: Column[] = [
  column("date", "date", "Päivä"),
  column("weekday", "text", "Viikonpäivä"),
  column("first_in", "clock", "Sisään"),
  column("last_out", "clock", "Ulos"),
  column("breaks", "min", "Tauot"),
  column("worked", "min", "Työaika"),
  column("target", "min", "Tavoite"),
  column("flex_change", "signed", "Liukuman muutos"),
  column("flex_balance", "balance", "Liukumasaldo"),
  column("kiky", "min", "Kiky"),
  column("bank_change", "signed", "Työaikapankin muutos"),
  column("overtime50", "min", "Ylityö 50 %"),
  column("supplements.supplement_evening", "min", "Iltalisä"),
  column("absences.sick", "min", "Sairaus"),
  column("findings", "text", "Huomiot"),
  column("status", "text", "Tila"),
];

const DAYS = ["ma", "ti", "ke", "to", "pe", "la", "su"];
const TURNS = [12, -25, 40, 0, 31, 18, -60, 22, 9, 45, -14, 27, 5, 33, -8];

function rowsOf(): Cells[] {
  let balance = 128;
  let turn = 0;
  return Array.from({ length: 20 }, (_, at): Cells => {
    const date = `2026-11-${String(at + 1).padStart(2, "0")}`;
    const weekday = (at + 6) % 7;
    const cells = { date, weekday: DAYS[weekday]!, flex_change: 0, flex_balance: balance };
    if (weekday > 4)
      return at === 13 ? { ...cells, first_in: 600, last_out: 840, worked: 0, kiky: 240, status: "Valmis" } : cells;
    const change = TURNS[turn++ % TURNS.length]!;
    balance += change;
    const day = { first_in: 482, last_out: 962 + change, breaks: 30, worked: 450 + change, target: 450 };
    return { ...cells, ...day, flex_change: change, flex_balance: balance, ...oddity(at) };
  });
}

/** What makes some days different. */
function oddity(at: number): Cells {
  const odd: Record<number, Cells> = {
    3: { overtime50: 90, "supplements.supplement_evening": 75, status: "Valmis" },
    9: { "absences.sick": 450, status: "Valmis" },
    16: { bank_change: 120, status: "Valmis" },
    18: {
      findings: "Ulosleimaus puuttuu. Sisäänleimaus oli klo 8.01; kerro, milloin lähdit.",
      status: "Odottaa vahvistusta",
    },
    19: { status: "Kesken" },
  };
  return odd[at] ?? { status: "Valmis" };
}

function sumsOf(rows: readonly Cells[]): Record<string, number> {
  const adding = COLUMNS.filter(({ adds_up }) => adds_up).map(({ key }) => key);
  return Object.fromEntries(adding.map((key) => [key, rows.reduce((sum, row) => sum + Number(row[key] ?? 0), 0)]));
}

const WEEKS = [
  ["2026-10-26", "2026-11-01"],
  ["2026-11-02", "2026-11-08"],
  ["2026-11-09", "2026-11-15"],
  ["2026-11-16", "2026-11-22"],
] as const;

const ABSENCES: Absence[] = [
  {
    from: "2026-11-05",
    until: "2026-11-06",
    kind: "sick",
    pay: "paid",
    days: 2,
    minutes: 900,
    reason: "Flunssa",
  },
  {
    from: "2026-11-17",
    until: "2026-11-17",
    kind: "unpaid",
    pay: "unpaid",
    days: 0,
    minutes: 150,
    reason: "",
  },
];

const KIKY = {
  year: 2026,
  opening: 1440,
  settled: 1110,
  planned: 150,
  left: 330,
  by_kind: { settlement: 720, extension: 390 },
};

function part(id: string, name: string): PersonPart {
  const rows = rowsOf();
  const weeks = WEEKS.map(([from, until]) => ({
    from,
    until,
    sums: sumsOf(rows.filter(({ date }) => String(date) >= from && String(date) <= until)),
  }));
  const closing = Number(rows[rows.length - 1]!.flex_balance);
  const account = { year: null, unit: "min" as const };
  return {
    person: { id, name },
    rows,
    weeks,
    sums: sumsOf(rows),
    corrections: [],
    months: [],
    summary: {
      money: null,
      accounts: [
        { ...account, account: "flex", opening: 128, closing, changes: { day: closing - 128 } },
        { ...account, account: "overtime_leave", opening: 300, closing: 180, changes: { transfer: -120 } },
        { ...account, account: "bank", opening: 0, closing: 120, changes: { transfer: 120 } },
        {
          account: "annual_holiday",
          year: 2026,
          unit: "day",
          opening: 14,
          closing: 12.5,
          changes: { adjustment: -1.5 },
        },
      ],
      kiky: [KIKY],
      absences: ABSENCES,
      pending_days: 1,
      months: [{ month: "2026-11", status: "open" }],
    },
    charts: {
      flex: rows.map(({ date, flex_balance }) => ({ date: String(date), amount: Number(flex_balance) })),
      weeks: weeks.map(({ from, sums }) => ({ from, worked: sums.worked!, target: sums.target! })),
      kiky: [
        { year: 2026, kind: "settlement", minutes: 720 },
        { year: 2026, kind: "extension", minutes: 390 },
        { year: 2026, kind: "left", minutes: 330 },
      ],
    },
  };
}

const workingTime: WorkingTime = {
  from: "2026-11-01",
  to: "2026-11-30",
  until: "2026-11-20",
  columns: COLUMNS,
  as_of: "2026-11-20T07:00:00Z",
  lang: "fi",
  person_title: "Nimi",
  people: [part("p-aino", "Aino Virtanen")],
};
const teamsTime: WorkingTime = {
  ...workingTime,
  people: ["Aino Virtanen", "Mika Nieminen", "Linnea Lindqvist-Kettunen"].map((name, n) => part(`p-${n}`, name)),
};

const NAMES = ["Aino Virtanen", "Mika Nieminen", "Outi Mäkelä", "Pekka Heikkinen", "Sanna Järvinen", "Ville Korhonen"];
const PARTS = ["alussa", "muutos", "lopussa"];
const accountColumns = (key: string, name: string): Column[] =>
  ["opening", "change", "closing"].map((at, n) =>
    column(`${key}.${at}`, at === "change" ? "signed" : "balance", `${name}: ${PARTS[n]}`),
  );
const BALANCE_COLUMNS: Column[] = [
  column("name", "text", "Nimi"),
  column("team", "text", "Tiimi"),
  ...accountColumns("flex", "Liukuma"),
  ...accountColumns("bank", "Työaikapankki"),
  ...["alussa", "hoidettu", "suunniteltu", "jäljellä"].map((title, n) =>
    column(`kiky.${["opening", "settled", "planned", "left"][n]}`, "min", `Kiky: ${title}`),
  ),
  column("pending_days", "count", "Päiviä odottaa"),
  column("months", "text", "Kuukaudet"),
];

function balances(): BalancePage {
  const rows = NAMES.map((name, n): Cells => {
    const [flex, moved, left] = [40 * n - 65, 37 - 22 * n, 330 + 90 * n];
    return {
      person: `p-${n}`,
      name,
      team: "Tuotetiimi",
      months: n % 2 ? "Lähetetty" : "Avoin",
      pending_days: n === 5 ? 1 : 0,
      "flex.opening": flex,
      "flex.change": moved,
      "flex.closing": flex + moved,
      "bank.opening": 0,
      "bank.change": 60 * n,
      "bank.closing": 60 * n,
      "kiky.opening": 1440,
      "kiky.settled": 1440 - left,
      "kiky.planned": 0,
      "kiky.left": left,
    };
  });
  const sums = Object.fromEntries(
    BALANCE_COLUMNS.filter(({ kind }) => kind !== "text").map(({ key }) => [
      key,
      rows.reduce((sum, row) => sum + Number(row[key] ?? 0), 0),
    ]),
  );
  return {
    from: "2026-11-01",
    to: "2026-11-30",
    until: "2026-11-19",
    as_of: "2026-11-20T07:00:00Z",
    lang: "fi",
    columns: BALANCE_COLUMNS,
    rows,
    sums,
    next: null,
  };
}

/** One is not in yet, one has gone, one keeps the pay. */
function person(name: string, n: number) {
  const email = `${name.toLowerCase().replace(" ", ".").replaceAll("ä", "a")}@esimerkki.test`;
  const roles = n === 2 ? ["employee", "payroll"] : ["employee"];
  return { id: `p-${n}`, name, teams: TEAM, email, roles, active: n !== 4, joined: n !== 5, contract: n !== 5 };
}

const TEAM = [{ id: "t-product", name: "Tuotetiimi", role: "member" }];

/** What the pretended server says about reports. */
export const reportAnswers: Record<string, unknown> = {
  "GET /api/v1/reports/working-time": workingTime,
  "GET /api/v1/reports/working-time?from=2026-11-01&to=2026-11-20&team": teamsTime,
  "GET /api/v1/reports/balances": balances(),
  "POST /api/v1/people": { id: "p-9" },
  "POST /api/v1/auth/invitations": {
    link: "https://leima.esimerkki.test/liity#kQ7vT2",
    expires_at: "2026-11-23T10:00:00Z",
  },
  "GET /api/v1/people": { people: NAMES.map(person) },
};
