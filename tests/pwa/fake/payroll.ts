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
