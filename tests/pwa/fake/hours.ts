/** Pretended weeks of work, worked out by the store's own rules. */
import type { Terms } from "../../../pwa/src/domain/types";
import { copyChoices } from "../../../pwa/src/store/hours/copying";
import type { ServerRow } from "../../../pwa/src/device/db";
import { type Facts } from "../../../pwa/src/store/facts";
import { hoursView } from "../../../pwa/src/store/hours/view";
import type { CopyChoice, HoursView } from "../../../pwa/src/store/hours/types";
import { project, projectDay } from "../../../pwa/src/store/project";
import { shiftDate } from "../../../pwa/src/device/rows";
import type { OutboxRow } from "../../../pwa/src/device/operations";
import { at, DATE, NOW, ZONE } from "./day";
import { factsOf } from "../../../pwa/src/store/factsOf";

const ME = "p-aino";
const FIRST = "2026-09-01";

const TERMS: Terms = {
  id: "t",
  person: ME,
  from: "2025-03-01",
  until: null,
  zone: ZONE,
  agreement: "IT",
  form: "flexitime",
  pay: "monthly",
  weekdays: [450, 450, 450, 450, 450, 0, 0],
  contract_day: 450,
  week_minutes: 2250,
  daily_limit: 480,
  share: 1,
  boundary: "calendar",
  rounding: { mode: "none", minutes: 0 },
  auto_break: { over: 360, minutes: 30 },
  break_rule: { over: 360, minutes: 30 },
  flex: { daily_limit: 240, core: null, band: null, max: 3600, min: -1200 },
  kiky: {
    from: "2020-01-01",
    until: null,
    accounted: "obligation",
    year_minutes: 1440,
    methods: ["days"],
    extension_minutes: 0,
    supplements: {},
  },
  holiday: { cut: null, spill: false, except: [] },
  sources: {
    weekdays: "Työsopimus 1.3.2025",
    auto_break: "IT-palvelualan työehtosopimus, 6 §",
    flex: "Työaikalaki 872/2019, 12 §",
    kiky: "IT-palvelualan kiky-pöytäkirja",
    holiday: "Työehtosopimus, 7 §",
  },
};

const HOURLY: Terms = {
  ...TERMS,
  form: "general",
  pay: "hourly",
  weekdays: [0, 0, 0, 0, 0, 0, 0],
  contract_day: 0,
  week_minutes: 0,
  flex: null,
  kiky: null,
  overtime: { from: 480, first: 120 },
  wages: [{ from: "2026-01-01", hourly_cents: 1850 }],
};

function row(type: string, id: string, data: Record<string, unknown>, date = ""): ServerRow {
  return { type, id, date, version: 1, deleted: false, by: null, op_id: null, gen: 1, data };
}

interface Punched {
  kind: string;
  date: string;
  clock: string;
  kiky?: boolean;
  estimated?: boolean;
}

function punchRow({ kind, date, clock, kiky = false, estimated = false }: Punched): ServerRow {
  const instant = date < "2026-10-25" ? at(clock, date) - 3_600_000 : at(clock, date);
  const id = `p-${date}-${clock}`;
  const booked = { work_type: "wt-dev", cost_centre: "cc-4100", remote: Number(date.slice(8)) % 3 === 0 };
  const more = { kiky, estimated, author: ME, author_name: "Aino Virtanen", device: "d1", flags: [] };
  return row("punch", id, { id, person: ME, kind, at: instant, ...booked, ...more }, date);
}

/** A worked day: not the same every day, and always the same in every picture. */
function worked(date: string): Punched[] {
  const n = Number(date.slice(8)) * 7 + Number(date.slice(5, 7)) * 3;
  const start = `07:${String(45 + (n % 14)).padStart(2, "0")}`;
  const end = `${15 + (n % 3)}:${String((n * 11) % 60).padStart(2, "0")}`;
  const lunch = [
    { kind: "break_start", date, clock: "11:05" },
    { kind: "break_end", date, clock: `11:${String(35 + (n % 9))}` },
  ];
  return [{ kind: "in", date, clock: start }, ...(n % 4 ? lunch : []), { kind: "out", date, clock: end }];
}

const SPECIAL: Record<string, Punched[]> = {
  "2026-11-18": [
    { kind: "in", date: "2026-11-18", clock: "08:01" },
    { kind: "out", date: "2026-11-18", clock: "16:56" },
    { kind: "in", date: "2026-11-18", clock: "16:57", kiky: true },
    { kind: "out", date: "2026-11-18", clock: "18:56", kiky: true },
  ],
  "2026-11-19": [
    { kind: "in", date: "2026-11-19", clock: "08:01" },
    { kind: "out", date: "2026-11-19", clock: "16:44", estimated: true },
  ],
  "2026-11-12": [],
  [DATE]: [
    { kind: "in", date: DATE, clock: "08:02" },
    { kind: "break_start", date: DATE, clock: "11:00" },
    { kind: "break_end", date: DATE, clock: "11:30" },
  ],
};

const TYPED = {
  id: "e-typed",
  person: ME,
  start: at("17:30", "2026-11-17"),
  end: at("19:00", "2026-11-17"),
  work_type: "wt-train",
  cost_centre: "cc-4200",
  remote: true,
  kiky: false,
  note: "Tietoturvakoulutus, verkossa",
  source: "typed",
  opening_punch: null,
  overrides: {},
  changed_by: { created: "Sari Ahola" },
};

/** Extension days: one done on a workday without any other work, one to come by the clock. */
const MARKED = [
  { id: "k-12", person: ME, date: "2026-11-12", start: null, end: null, break_min: 0, status: "planned" },
  {
    id: "k-28",
    person: ME,
    date: "2026-11-28",
    break_min: 30,
    status: "planned",
    start: at("10:00", "2026-11-28"),
    end: at("16:00", "2026-11-28"),
  },
];

function punches(scenario: string): Punched[] {
  if (scenario === "hours-empty") return [];
  const all: Punched[] = [];
  for (let date = FIRST; date <= DATE; date = shiftDate(date, 1)) {
    const weekend = [0, 6].includes(new Date(`${date}T12:00:00Z`).getUTCDay());
    const pending = ["attention", "offline"].includes(scenario) && date === "2026-11-19";
    const mine = SPECIAL[date] ?? (weekend ? [] : worked(date));
    all.push(...(pending ? mine.slice(0, 1) : mine));
  }
  return all;
}

/** Two operations that no server has answered, as after a morning in the forest. */
function unsent(): OutboxRow[] {
  const made = [
    { date: "2026-11-16", start: "17:00", end: "18:15" },
    { date: "2026-11-12", start: "08:00", end: "15:45" },
  ];
  return made.map(({ date, start, end }, n) => {
    const body = {
      start: at(start, date),
      end: at(end, date),
      work_type: "wt-care",
      cost_centre: null,
      remote: false,
      kiky: false,
      note: "Asiakkaalla",
    };
    const time = { claimed_at: NOW, tz: ZONE, offset_min: 120, mono: { boot: "b", ms: 0 }, srv_offset: null };
    const entity = { type: "entry", id: `e-new-${n}` };
    const op = {
      op_id: `op-${n}`,
      dev_seq: n,
      type: "entry.create",
      v: 1,
      subject: ME,
      entity,
      base: null,
      body,
      time,
    };
    return { ...op, status: "queued", sealed: JSON.stringify(op), entity_id: entity.id, after: [] } as never;
  });
}

function balances(hourly: boolean) {
  const flex = { account: "flex", year: null, unit: "min", amount: 271, settled: 271, today: 0, owed: false };
  const kiky = { account: "kiky", year: 2026, unit: "min", amount: 330, settled: 330, today: 0, owed: true };
  return { today_date: DATE, seq: 1, pending_days: 0, counts_from: FIRST, accounts: hourly ? [] : [flex, kiky] };
}

function factsFor(scenario: string): Facts {
  const hourly = scenario === "contractor";
  const holiday = { name: "independence_day", pays_as_sunday: true, uses_holiday_day: true, shortens_week: true };
  const types = [
    { id: "wt-dev", name: "Kehitys" },
    { id: "wt-care", name: "Asiakastyö" },
    { id: "wt-train", name: "Koulutus", kiky: true },
  ];
  const rows = new Map([
    ["terms", [row("terms", "t", (hourly ? HOURLY : TERMS) as never)]],
    ["calendar_day", [row("calendar_day", "2026-12-06", holiday, "2026-12-06")]],
    ["punch", punches(scenario).map(punchRow)],
    ["entry", scenario === "hours-empty" ? [] : [row("entry", "e-typed", TYPED, "2026-11-17")]],
    ["kiky_mark", scenario === "kiky" ? MARKED.map((one) => row("kiky_mark", one.id, one, one.date)) : []],
    ["work_type", types.map((one) => row("work_type", one.id, one))],
    ["cost_centre", [row("cost_centre", "cc-4100", { name: "Tuote", code: "4100" })]],
  ]);
  rows.get("cost_centre")!.push(row("cost_centre", "cc-4200", { name: "Palvelut", code: "4200" }));
  const outbox = scenario === "offline" ? unsent() : [];
  const facts = factsOf({ rows, outbox, meta: new Map([["balances", balances(hourly)]]) }, ME, ZONE);
  for (let date = FIRST; date < DATE; date = shiftDate(date, 1)) {
    const result = projectDay(facts, date, NOW, 1440)!.result;
    facts.days.set(date, { date, status: result.status, factsSeq: 1, result });
  }
  return facts;
}

export function hoursOf(scenario: string) {
  const facts = factsFor(scenario);
  const projection = project(facts, NOW);
  const hours = async (from: string, until: string): Promise<HoursView> =>
    hoursView(facts, projection, from, until, NOW);
  const copies = async (date: string): Promise<CopyChoice[]> =>
    copyChoices(hoursView(facts, projection, shiftDate(date, -56), shiftDate(date, 7), NOW), date);
  return { hours, copyChoices: copies };
}
