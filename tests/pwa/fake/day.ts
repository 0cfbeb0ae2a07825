import type { DayPlan, DayResult, Span } from "../../../pwa/src/domain/types";
import type { TodayView } from "../../../pwa/src/store/appState";

export const ZONE = "Europe/Helsinki";
export const DATE = "2026-11-20";

/** Epoch ms of a wall-clock time in Helsinki in winter. */
export function at(time: string, date = DATE): number {
  return Date.parse(`${date}T${time}:00+02:00`);
}

export const minute = (ms: number): number => Math.floor(ms / 60_000);
export const NOW = at("13:46");

export const plan: DayPlan = {
  person: "p-aino",
  date: DATE,
  zone: ZONE,
  start: minute(at("00:00")),
  end: minute(at("00:00")) + 1440,
  scheduled: 450,
  holiday: null,
  holiday_cut: 0,
  credit: 0,
  target: 450,
  contract_day: 450,
  pay: "monthly",
  form: "flexitime",
  boundary: "calendar",
  rounding: { mode: "none", minutes: 0 },
  auto_break: { over: 360, minutes: 30 },
  break_rule: null,
  own_limit: null,
  sources: {},
  flex: { daily_limit: 240, core: null, band: null },
  daily_limit: 480,
  kiky: { accounted: "obligation", left: 330, extension: 0, marks: [] },
  lines: [],
};

export function span(kind: Span["kind"], from: string, until: string, open = false): Span {
  return {
    entry: `e-${from}`,
    opening_punch: `p-${from}`,
    start: minute(at(from)),
    end: minute(at(until)),
    kind,
    open,
    work_type: "wt-dev",
    cost_centre: "cc-4100",
    remote: true,
  };
}

export function result(spans: Span[], target = 450): DayResult {
  const sum = (kind: Span["kind"]): number =>
    spans.filter((s) => s.kind === kind).reduce((total, s) => total + s.end - s.start, 0);
  const worked = sum("work");
  return {
    date: DATE,
    status: spans.length ? "open" : "none",
    spans,
    presence: worked + sum("break") + sum("kiky"),
    breaks: sum("break"),
    worked,
    kiky: sum("kiky"),
    target,
    flex: spans.length ? worked - target : 0,
    unapproved: 0,
    additional: 0,
    overtime50: 0,
    overtime100: 0,
    proposal: null,
    findings: [],
    lines: [],
  };
}

const MORNING = [span("work", "08:02", "11:00"), span("break", "11:00", "11:30")];

export const atWork = result([...MORNING, span("work", "11:30", "13:46", true)]);
export const onBreak = result([span("work", "08:02", "13:31"), span("break", "13:31", "13:46", true)]);
export const dayDone = result([...MORNING, span("work", "11:30", "16:31"), span("kiky", "16:31", "18:01")]);
export const nothingYet = result([]);

export function todayView(changes: Partial<TodayView> = {}): TodayView {
  const choice = { workType: "wt-dev", costCentre: "cc-4100", remote: true, kiky: false };
  const out = changes.state === "out";
  return {
    now: NOW,
    date: DATE,
    state: "in",
    since: at("08:02"),
    plan,
    result: atWork,
    noTerms: false,
    noContract: false,
    workTypes: [
      { id: "wt-dev", name: "Kehitys" },
      { id: "wt-care", name: "Asiakastyö" },
      { id: "wt-train", name: "Koulutus", kiky: true },
    ],
    costCentres: [
      { id: "cc-4100", name: "Tuote", code: "4100" },
      { id: "cc-4200", name: "Palvelut", code: "4200" },
    ],
    choice,
    running: out ? null : { entry: "entry-now", start: at("08:02"), booking: choice },
    onReturn: false,
    kikyOffered: true,
    ...changes,
  };
}
