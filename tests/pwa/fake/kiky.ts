/** A pretended year of kiky, and the office's answers about it. */
import type { KikyActs, KikyLine, KikyMonth, KikyYear } from "../../../pwa/src/store/kiky/types";

type Done = (name: string, ...given: unknown[]) => Promise<"saved">;

const line = (date: string, kind: string, minutes: number, more: Partial<KikyLine> = {}): KikyLine => ({
  date,
  kind,
  minutes,
  why: "",
  who: null,
  accounts: {},
  ...more,
});
const LINES: KikyLine[] = [
  line("2026-01-01", "opening", 1440),
  line("2026-02-03", "settlement", -600, { accounts: { flex: -600 }, why: "Kiky 2026", who: "Sari Ahola" }),
  line("2026-04-18", "day", -240),
  line("2026-09-12", "day", -270),
  line("2026-11-28", "planned", -240),
];

const gone = new Map([
  ["2026-02", -600],
  ["2026-04", -240],
  ["2026-09", -270],
]);
function months(): KikyMonth[] {
  let left = 0;
  return Array.from({ length: 12 }, (_, n) => {
    const month = `2026-${String(n + 1).padStart(2, "0")}`;
    const [given, taken] = [n === 0 ? 1440 : 0, -(gone.get(month) ?? 0)];
    left += given - taken;
    const settled = month === "2026-02" ? taken : 0;
    return { month, given, settled, done: taken - settled, lapsed: 0, planned: month === "2026-11" ? 240 : 0, left };
  });
}

export const YEAR: KikyYear = {
  year: 2026,
  today: "2026-11-20",
  accounted: "obligation",
  source: "Paikallinen sopimus 1.1.2025",
  opening: 1440,
  settled: 600,
  done: 510,
  lapsed: 0,
  planned: 240,
  left: 330,
  lines: LINES,
  months: months(),
  local: false,
};

export function kikyOf(scenario: string, done: Done): KikyActs {
  const inside = { ...YEAR, accounted: "none", lines: [], opening: 0, left: 0 };
  const at = (clock: string, next?: boolean): number => Date.parse(`2026-11-28T${clock}:00+02:00`) + (next ? 864e5 : 0);
  const marks = [{ id: "m1", start: at("10:00"), end: at("16:00"), breakMin: 30 }];
  return {
    kikyYear: async () => (scenario === "noterms" ? inside : YEAR),
    kikyDay: async (date) => ({
      date,
      offered: scenario !== "contractor",
      unclocked: 450,
      left: 330,
      missed: 450,
      marks: scenario === "kiky" ? marks : [],
      at,
    }),
    markKiky: (...given) => done("markKiky", ...given),
    unmarkKiky: (...given) => done("unmarkKiky", ...given),
    decideMark: (...given) => done("decideMark", ...given),
  };
}

const row = (person: string, name: string, more: object): object => ({
  person,
  name,
  accounted: "obligation",
  pay: "monthly",
  opening: 1440,
  settled: 0,
  done: 0,
  lapsed: 0,
  planned: 0,
  left: 1440,
  leaves: null,
  proposal: "none",
  ...more,
});
const TEAM = {
  year: 2026,
  today: "2026-11-20",
  people: [
    row("p1", "Aino Virtanen", { settled: 600, done: 510, planned: 240, left: 330 }),
    row("p2", "Eero Koskinen", { done: 1080, planned: 360, left: 360 }),
    row("p3", "Helmi Laine", { opening: 720, settled: 1440, left: -720, leaves: "2026-06-30", proposal: "return" }),
    row("p4", "Mikael Lindqvist-Saarenmaa", { opening: 720, done: 240, left: 480 }),
    row("p5", "Noora Salmi", { accounted: "contract", done: 1290, left: 150 }),
    row("p6", "Väinö Heikkilä", { accounted: "none", opening: 0, left: 0 }),
  ],
};
const deducted = (person: string, name: string): object => ({
  id: person,
  person,
  name,
  year: 2026,
  date: "2026-11-20",
  minutes: 1440,
  owed_before: 1440,
  left: 0,
  legs: [
    { account: "flex", minutes: -1440, before: 120, after: -1320 },
    { account: "kiky", minutes: -1440, before: 1440, after: 0 },
  ],
  planned: false,
  paid_out: 0,
  warnings: ["flex_under_floor"],
  undone: false,
});
const FAULTS = [
  { row: 6, field: "minutes", person: "Eero Koskinen", message: "Solussa on kaava. Kirjoita sen tilalle pelkkä arvo." },
  {
    row: 35,
    field: "person",
    person: "aino@mallila.test",
    message: "”aino@mallila.test” on jo rivillä 4. Jätä henkilölle yksi rivi.",
  },
];
const PREVIEW = {
  year: 2026,
  changed: 3,
  unchanged: 41,
  first_pay_day: "2026-11-25",
  days_until: 5,
  warning: "soon",
  people: [
    { person: "p1", name: "Aino Virtanen", kiky_before: 330, kiky_after: 210, flex_before: 271, flex_after: 271 },
    { person: "p2", name: "Eero Koskinen", kiky_before: 360, kiky_after: 240, flex_before: 60, flex_after: 60 },
  ],
};

/** What the pretended server says of kiky, by the beginning of a request. */
export const KIKY_ANSWERS: Record<string, unknown> = {
  "GET /api/v1/kiky/team": TEAM,
  "GET /api/v1/kiky/year": { ...YEAR, person: "p1", lines: LINES.map((one) => ({ ...one, who_name: one.who })) },
  "GET /api/v1/kiky/leaver": {
    person: "p3",
    name: "Helmi Laine",
    year: 2026,
    leaves: "2026-06-30",
    opening: 720,
    settled: 1440,
    left: -720,
    proposal: "return",
    minutes: 720,
    legs: [{ account: "flex", minutes: 720 }],
    confirmed: false,
    may_deduct: true,
  },
  "GET /api/v1/kiky/proposals": {
    proposals: [
      {
        person: "p2",
        name: "Eero Koskinen",
        year: 2025,
        kind: "deduct",
        minutes: 510,
        legs: [{ account: "flex", minutes: -510 }],
      },
    ],
    plans: [
      {
        id: "plan1",
        person: "p7",
        name: "Tuula Tuntinen",
        year: 2026,
        minutes: 1440,
        date: "2026-01-02",
        reason: "Kiky 2026",
      },
    ],
  },
  "GET /api/v1/kiky/switches": {
    switches: [
      {
        id: "s1",
        agreement: "general-40",
        agreement_name: "Yleinen 40 h",
        from_date: "2026-01-01",
        runs: false,
        until_date: null,
        scheme: null,
        reason: "Paikallinen sopimus 12.12.2025",
        who: "Sari Ahola",
        at: "",
      },
    ],
  },
  "POST /api/v1/kiky/marks": {
    id: "m1",
    people: [{ person: "p1", name: "Aino Virtanen", status: "marked", minutes: 960, message: "" }],
  },
  "POST /api/v1/kiky/switches/preview": PREVIEW,
  "POST /api/v1/kiky/deductions/bulk": {
    id: "b1",
    dry_run: true,
    rows: 4,
    faults: FAULTS,
    minutes: 2880,
    done: [deducted("p1", "Aino Virtanen"), deducted("p4", "Mikael Lindqvist-Saarenmaa")],
  },
};
