/** Payroll in December: November is previewed with one open month, October has a run and a difference. */
import type { Wire } from "../../../pwa/src/store/appState";

const total = (kind: string, code: string | null, minutes: number, cents: number | null): Wire["CodeTotal"] => ({
  code,
  kind,
  unit: "min",
  people: code ? 118 : 0,
  minutes,
  days: kind.startsWith("absence") ? 12 : 0,
  cents,
  before: { people: 117, minutes: minutes - 61, days: 0, cents: cents && cents - 2050 },
});

const TOTALS = [
  total("absence.sick", "300", 5400, null),
  total("base", "1000", 96_120, 3_224_826),
  total("overtime50", "2050", 1260, 21_137),
  total("supplement.sunday", "2300", 480, 16_104),
  total("kiky", null, 720, null),
];

const run = (id: string, number: number): Wire["Run"] => ({
  id,
  from: "2026-10-01",
  until: "2026-10-31",
  number,
  pay_day: "2026-11-15",
  note: "",
  hash: "0".repeat(64),
  people: number === 1 ? 118 : 2,
  lines: number === 1 ? 540 : 3,
  by_name: "Paula Palkka",
  at: 1_793_000_000_000,
  totals: TOTALS.slice(0, number === 1 ? 5 : 1).map((one) => ({ ...one, before: null })),
});

const RUNS: Wire["Runs"] = {
  runs: [run("run-2", 2), run("run-1", 1)],
  next_from: "2026-11-01",
  next_until: "2026-11-30",
  mappers: [
    { key: "rows", name: "Palkkarivit CSV", mode: "add" },
    { key: "workdays", name: "Työpäivät XML", mode: "replace" },
  ],
};

const PREVIEW: Wire["Preview"] = {
  from: "2026-11-01",
  until: "2026-11-30",
  pay_day: "2026-12-15",
  number: 1,
  seen: "1".repeat(64),
  people: 118,
  lines: 544,
  totals: TOTALS,
  findings: [
    {
      code: "month_open",
      person: "p-1",
      name: "Eino Esimerkki",
      about: "2026-11",
      agreement: "",
      detail: "Eino Esimerkki: kuukausi 11/2026 ei ole suljettu. Sulje kuukausi tai jätä henkilö tästä ajosta.",
    },
  ],
  found: 1,
  only_open: true,
  before_from: "2026-10-01",
  before_until: "2026-10-31",
};

export const PAYROLL_ANSWERS: Record<string, unknown> = {
  "GET /api/v1/payroll/runs": RUNS,
  "GET /api/v1/payroll/preview": PREVIEW,
  "POST /api/v1/payroll/runs": run("run-3", 1),
};

const code = (kind: string, code: string | null, more: Partial<Wire["CodeRow"]> = {}): Wire["CodeRow"] => ({
  id: `code-${kind}-${code}`,
  kind,
  agreement: null,
  from: "2026-01-01",
  until: null,
  code,
  source: "Palkkaohjelman luettelo 12/2025",
  ready: false,
  by_name: "Paula Palkka",
  at: 1_767_600_000_000,
  undone_at: null,
  undone_by_name: null,
  ...more,
});
const ready = (kind: string): Wire["CodeRow"] =>
  code(kind, kind.toUpperCase(), {
    id: null,
    ready: true,
    by_name: null,
    at: null,
    source: "CHECK",
    from: "2017-01-01",
  });

const CODES: Wire["Codes"] = {
  codes: [
    code("base", "1000"),
    code("overtime50", "2050", { agreement: "kvtes", until: "2026-12-31" }),
    code("kiky", null),
    ...["base", "overtime50", "overtime100", "to_bank"].map(ready),
  ],
  kinds: ["base", "regular", "overtime50", "overtime100", "to_bank", "supplement", "absence.sick", "travel.tax_free"],
  agreements: ["kvtes"],
  undone: [code("base", "999", { undone_at: 1_767_700_000_000, undone_by_name: "Paula Palkka" })],
  agreement_names: { kvtes: "Kunnallinen yleinen virka- ja työehtosopimus" },
};

const ROW: Wire["RunRow"] = {
  n: 1,
  code: "1000",
  kind: "base",
  unit: "min",
  percent: 100,
  hourly_cents: 2013,
  correction: null,
  minutes: 930,
  hours: 15.5,
  days: 0,
  cents: 31_202,
  dates: [
    { date: "2026-10-05", quantity: 480 },
    { date: "2026-10-06", quantity: 450 },
  ],
};

Object.assign(PAYROLL_ANSWERS, {
  "GET /api/v1/payroll/codes": CODES,
  "GET /api/v1/payroll/runs/run-1": run("run-1", 1),
  "GET /api/v1/payroll/runs/run-1/people": {
    run: "run-1",
    found: 118,
    people: ["Aino Virtanen", "Eino Esimerkki", "Väinö Kettunen-Saarinen"].map((name, n) => ({
      person: `p${n}`,
      number: `00${n + 1}`,
      name,
      lines: 2 + n,
      minutes: 9000 - n * 75,
      cents: n ? null : 301_202,
    })),
  } satisfies Wire["RunPeople"],
  "GET /api/v1/payroll/runs/run-1/rows": {
    run: "run-1",
    person: "p0",
    name: "Aino Virtanen",
    rows: [ROW, { ...ROW, n: 2, code: "2050", kind: "overtime50", percent: 50, minutes: 60, hours: 1, cents: 1007 }],
  } satisfies Wire["RunRows"],
});
