import type { Explanation, ExplainLine, ExplainRow } from "../../../pwa/src/store/appState";
import { at, minute, NOW } from "./day";

function line(rule: string, minutes: number, params: Record<string, unknown> = {}, source: string | null = null) {
  return { rule, minutes, params, source, total: false } satisfies ExplainLine;
}

function row(date: string, amount: number, changes: Partial<ExplainRow> = {}): ExplainRow {
  return {
    date,
    from: date,
    until: date,
    kind: "day",
    amount,
    status: "done",
    local: false,
    params: { worked: 450 + amount, target: 450, kiky: 0 },
    lines: usualLines(date, amount),
    ...changes,
  };
}

const ACT = "Työaikalaki 872/2019, 12 §";

function usualLines(date: string, amount: number): ExplainLine[] {
  const start = minute(at("08:00", date));
  return [
    line("span", 480 + amount, { start, end: start + 480 + amount }),
    line("auto_break", -30, { length: 30, over: 360 }, "IT-palvelualan työehtosopimus"),
    line("target", -450, { from: "2025-03-01", week: 2250 }, "Työsopimus 1.3.2025"),
    { rule: "flex", minutes: amount, params: { daily_limit: 240 }, source: ACT, total: true },
  ];
}

/** The day of the drawing: 8.01-18.56 with two hours of kiky. */
const kikyDay = row("2026-11-18", 55, {
  params: { worked: 505, target: 450, kiky: 120 },
  lines: [
    line("span", 655, { start: minute(at("08:01", "2026-11-18")), end: minute(at("18:56", "2026-11-18")) }),
    line("auto_break", -30, { length: 30, over: 360 }, "IT-palvelualan työehtosopimus"),
    line("kiky", -120, {
      start: minute(at("16:56", "2026-11-18")),
      end: minute(at("18:56", "2026-11-18")),
      length: 120,
    }),
    line("target", -450, { from: "2025-03-01", week: 2250 }, "Työsopimus 1.3.2025"),
    { rule: "flex", minutes: 55, params: { daily_limit: 240 }, source: ACT, total: true },
  ],
});

const EARLIER: [string, number][] = [
  ["2026-11-16", 12],
  ["2026-11-13", -45],
  ["2026-11-12", 31],
  ["2026-11-11", 4],
  ["2026-11-10", 22],
  ["2026-11-09", -6],
  ["2026-11-06", 15],
  ["2026-11-05", 28],
  ["2026-11-04", 0],
  ["2026-11-03", 17],
  ["2026-11-02", 18],
];

export function flexExplained(): Explanation {
  const rows = [
    row("2026-11-20", -136, { status: "open", local: true, params: { worked: 314, target: 450, kiky: 0 }, lines: [] }),
    row("2026-11-19", 0, { status: "pending", params: { worked: 0, target: 450, kiky: 0 }, lines: [] }),
    kikyDay,
    row("2026-11-17", -240, { kind: "transfer", params: { who_name: "Sari Ahola" }, lines: [] }),
    ...EARLIER.map(([date, amount]) => row(date, amount)),
    row("2026-10-31", 360, {
      date: null,
      from: "2026-10-01",
      until: "2026-10-31",
      kind: "month",
      params: {},
      lines: [],
    }),
  ];
  return {
    account: "flex",
    year: null,
    unit: "min",
    asOf: NOW,
    total: rows.reduce((sum, { amount }) => sum + amount, 0),
    rows,
  };
}

export function kikyExplained(): Explanation {
  const rows = [
    row("2026-11-18", -120, { params: { minutes: 120 }, lines: [] }),
    row("2026-10-14", -450, { params: { minutes: 450 }, lines: [] }),
    row("2026-09-05", -540, { params: { minutes: 540 }, lines: [] }),
    row("2026-01-01", 1440, { kind: "opening", params: {}, lines: [] }),
  ];
  return { account: "kiky", year: 2026, unit: "min", asOf: NOW, total: 330, rows };
}

export function holidayExplained(): Explanation {
  const rows = [
    row("2026-07-06", -16, { kind: "adjustment", params: {}, lines: [] }),
    row("2026-04-01", 30, { kind: "opening", params: {}, lines: [] }),
  ];
  return { account: "annual_holiday", year: 2026, unit: "day", asOf: NOW, total: 14, rows };
}
