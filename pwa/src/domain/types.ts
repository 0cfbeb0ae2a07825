/** The shapes that the rules read and write; the Python twin is `backend/leima/rules/terms.py`.
 * Instants are epoch minutes (UTC), durations whole minutes, dates YYYY-MM-DD. */
export type Params = Record<string, unknown>;
export type Stretch = [start: number, end: number];

export interface Rounding {
  mode: "none" | "nearest" | "outward" | "inward" | "step";
  minutes: number;
}

/** `minutes` of break once work exceeds `over`: taken off, or (as `break_rule`) looked for. */
export interface AutoBreak {
  over: number;
  minutes: number;
}

/** Ordered work beyond `from` minutes a day is overtime: the `first` at +50 %, the rest at +100 %. */
export interface DailyOvertime {
  from: number;
  first: number;
}

export interface FlexTerms {
  daily_limit: number;
  core: string[] | null;
  band: string[] | null;
  max: number;
  min: number;
}

export interface KikyTerms {
  from: string;
  until: string | null;
  accounted: "obligation" | "contract" | "none";
  year_minutes: number;
  methods: string[];
  extension_minutes: number;
  supplements: Params;
  year_end?: string;
}

export interface HolidayTerms {
  cut: number | null;
  spill: boolean;
  except: string[];
}

export interface Terms {
  id: string;
  person: string;
  from: string;
  until: string | null;
  zone: string;
  agreement: string;
  form: string;
  pay: "monthly" | "hourly";
  weekdays: number[];
  contract_day: number;
  week_minutes: number;
  daily_limit: number;
  share: number;
  boundary: "calendar" | "shift_start";
  rounding: Rounding;
  auto_break: AutoBreak | null;
  break_rule: AutoBreak | null;
  flex: FlexTerms | null;
  kiky: KikyTerms | null;
  holiday: HolidayTerms | null;
  sources: Record<string, string>;
  overtime?: DailyOvertime | null;
  /** The agreement has a working-time bank. */
  bank?: boolean;
  /** Period work: whole weeks, and the first day of any one period. */
  period?: { weeks: number; start: string } | null;
  /** Hourly wages in order of date, as far as they are known; no minute depends on them. */
  wages?: { from: string; hourly_cents: number | null }[];
  /** Rules of leave as they are sent; `leave/wire.ts` reads them. */
  leave?: unknown;
}

export interface CalendarDay {
  date: string;
  name: string;
  pays_as_sunday: boolean;
  uses_holiday_day: boolean;
  shortens_week: boolean;
}

export interface Absence {
  id: string;
  date: string;
  minutes: number | null;
  credits: boolean;
  kind: string;
}

export interface Mark {
  id: string;
  date: string;
  start: number | null;
  end: number | null;
  break_min: number;
  status: "planned" | "cancelled";
  /** Only the person has said that it was done: without punches it waits for the supervisor's word. */
  waits?: boolean;
}

/** Work that a supervisor ordered or approved: between two minutes, or the day's last `minutes`. */
export interface Order {
  id: string;
  date: string;
  start: number | null;
  end: number | null;
  minutes: number | null;
}

export type PunchKind = "in" | "out" | "break_start" | "break_end";

export interface Punch {
  id: string;
  kind: PunchKind;
  at: number;
  device: string | null;
  author: string | null;
  work_type: string | null;
  cost_centre: string | null;
  remote: boolean;
  kiky: boolean;
  estimated: boolean;
  superseded: boolean;
  flags: string[];
  /** Milliseconds that put the punches of one minute in order. */
  ms?: number;
}

/** Fields of an entry that somebody has overridden; instants in epoch minutes. */
export interface Overrides {
  start?: number;
  end?: number | null;
  work_type?: string | null;
  cost_centre?: string | null;
  remote?: boolean;
  kiky?: boolean;
  ordered?: boolean;
  breaks?: SetBreaks;
}

/** Breaks set by hand at the minute `until`: they stand in for those that were punched before it. */
export interface SetBreaks {
  until: number;
  spans: [start: number, end: number][];
}

export interface Entry {
  id: string;
  opening_punch: string | null;
  start: number;
  end: number | null;
  work_type: string | null;
  cost_centre: string | null;
  remote: boolean;
  kiky: boolean;
  overrides: Overrides;
  deleted: boolean;
  source: "punch" | "typed";
  ordered?: boolean;
}

export interface Line {
  rule: string;
  minutes: number;
  params: Params;
  source: string | null;
  total: boolean;
}

export interface Finding {
  kind: string;
  params: Params;
}

export interface PlannedKiky {
  accounted: "obligation" | "contract" | "none";
  left: number | null;
  extension: number;
  marks: Mark[];
}

export interface DayPlan {
  date: string;
  person: string;
  zone: string;
  start: number;
  end: number;
  scheduled: number;
  holiday: string | null;
  holiday_cut: number;
  credit: number;
  target: number;
  contract_day: number;
  pay: string;
  form: string;
  boundary: "calendar" | "shift_start";
  rounding: Rounding;
  auto_break: AutoBreak | null;
  break_rule: AutoBreak | null;
  flex: { daily_limit: number; core: Stretch | null; band: Stretch | null; leave?: number } | null;
  daily_limit: number;
  /** Own work beyond this needs approval; null: no limit. */
  own_limit: number | null;
  kiky: PlannedKiky | null;
  sources: Record<string, string>;
  lines: Line[];
  /** What ordered work fills before it is additional. Absent in a plan without orders: the target. */
  regular?: number;
  overtime?: DailyOvertime | null;
  orders?: Order[];
  /** Whether an absence of any kind is told for the date. */
  away?: boolean;
}

export type Piece = "work" | "break" | "kiky";
export type Status = "none" | "open" | "pending" | "done";

export interface Span {
  /** Empty for kiky by a mark that nobody was punched in for. */
  entry: string;
  opening_punch: string | null;
  start: number;
  end: number;
  kind: Piece;
  open: boolean;
  work_type: string | null;
  cost_centre: string | null;
  remote: boolean;
  ordered?: boolean;
}

/** `worked` is ordinary work, kiky apart; both without breaks. */
export interface DayResult {
  date: string;
  status: Status;
  spans: readonly Span[];
  presence: number;
  breaks: number;
  worked: number;
  kiky: number;
  target: number;
  flex: number;
  unapproved: number;
  additional: number;
  overtime50: number;
  overtime100: number;
  proposal: { opening_punch: string; at: number } | null;
  findings: readonly Finding[];
  lines: readonly Line[];
}
