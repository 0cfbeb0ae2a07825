/** What a date expects of a person. All zone work is here; twin of `rules/plan.py`. */
import { effectOf, keptShort, taken, wholeDay } from "./absence";
import type {
  Absence,
  CalendarDay,
  DailyOvertime,
  DayPlan,
  HolidayTerms,
  Line,
  Mark,
  Order,
  PlannedKiky,
  Stretch,
  Terms,
} from "./types";
import { nearInstant, nextDate, weekday } from "./zone";

interface Cut {
  minutes: number;
  name: string;
  day: string;
}

/** `calendar` and `absences` cover at least the date's ISO week; `kikyLeft` null: no account is known. */
export function plan(
  terms: Terms,
  calendar: CalendarDay[],
  absences: Absence[],
  marks: Mark[],
  date: string,
  kikyLeft: number | null,
  orders: Order[] = [],
): DayPlan {
  const { zone, flex } = terms;
  const scheduled = scheduledMinutes(terms, date);
  const cuts = holidayCuts(terms, calendar, date);
  const cut = cuts.reduce((sum, one) => sum + one.minutes, 0);
  const { credit, unpaid } = awayMinutes(absences, date, scheduled - cut);
  const target = scheduled - cut - credit - unpaid;
  const gone = wholeDay(absences, date);
  return {
    date,
    person: terms.person,
    zone,
    start: nearInstant(zone, date),
    end: nearInstant(zone, nextDate(date)),
    scheduled,
    holiday: calendar.find((day) => day.date === date)?.name ?? null,
    holiday_cut: cut,
    credit,
    target,
    ...agreed(terms),
    break_rule: terms.break_rule ?? null,
    flex: flex && {
      daily_limit: flex.daily_limit,
      core: windowOf(zone, flex.core, date),
      band: windowOf(zone, flex.band, date),
      leave: keptShort(absences, date, target),
    },
    daily_limit: terms.daily_limit,
    own_limit: ownLimit(terms, target, cut),
    kiky: kikyOf(terms, gone ? [] : marks, date, scheduled - cut - unpaid, kikyLeft),
    sources: terms.sources,
    lines: [...lines(terms, scheduled, cuts, credit, unpaid, date), ...(gone ? cancelled(terms, marks, date) : [])],
    regular: unscheduled(terms) ? terms.contract_day : target,
    overtime: overtimeOf(terms, scheduled),
    orders: terms.form === "exempt" ? [] : orders.filter((one) => one.date === date),
    away: absences.some((one) => one.date === date),
  };
}

/** What a date takes from its terms as it stands there. */
function agreed({ contract_day, pay, form, boundary, rounding, auto_break }: Terms) {
  return { contract_day, pay, form, boundary, rounding, auto_break };
}

/** Minutes of the target that paid and unpaid absences take. */
function awayMinutes(absences: Absence[], date: string, left: number): { credit: number; unpaid: number } {
  const away = taken(absences, date, left);
  const sum = (effect: string) => away.reduce((all, [one, n]) => all + (effectOf(one) === effect ? n : 0), 0);
  return { credit: sum("credits"), unpaid: sum("lowers") };
}

function inForce(from: string, until: string | null, date: string): boolean {
  return from <= date && (until === null || date <= until);
}

function scheduledMinutes(terms: Terms, date: string): number {
  return inForce(terms.from, terms.until, date) ? terms.weekdays[weekday(date)]! : 0;
}

/** What the week's midweek holidays cut off this date: their own minutes first, what is left by `spill`. The week is
 * counted as if these terms went on to its end, so that ending them changes no earlier day. */
function holidayCuts(terms: Terms, calendar: CalendarDay[], date: string): Cut[] {
  const rule = terms.holiday;
  if (!rule || (terms.until !== null && date > terms.until)) return [];
  const monday = nextDate(date, -weekday(date));
  const week = [0, 1, 2, 3, 4, 5, 6].map((days) => nextDate(monday, days));
  const named = new Map<string, string>();
  for (const day of calendar) {
    if (day.shortens_week && !rule.except.includes(day.name)) named.set(day.date, day.name);
  }
  const holidays = week.filter((day) => named.has(day) && terms.from <= day);
  return holidays.length ? shareOut(terms, rule, week, holidays, named).filter((one) => one.on === date) : [];
}

function shareOut(
  terms: Terms,
  rule: HolidayTerms,
  week: string[],
  holidays: string[],
  named: Map<string, string>,
): (Cut & { on: string })[] {
  const cuts: (Cut & { on: string })[] = [];
  const room = new Map(week.map((day) => [day, terms.from <= day ? terms.weekdays[weekday(day)]! : 0]));
  const rest = new Map(holidays.map((day) => [day, rule.cut ?? room.get(day)!]));
  const take = (holiday: string, on: string) => {
    const minutes = Math.min(rest.get(holiday)!, room.get(on)!);
    if (minutes <= 0) return;
    cuts.push({ minutes, name: named.get(holiday)!, day: holiday, on });
    room.set(on, room.get(on)! - minutes);
    rest.set(holiday, rest.get(holiday)! - minutes);
  };
  for (const day of holidays) take(day, day);
  if (rule.spill) {
    for (const holiday of holidays) {
      const at = week.indexOf(holiday);
      for (const day of [...week.slice(at + 1), ...week.slice(0, at).reverse()]) take(holiday, day);
    }
  }
  return cuts;
}

function ownLimit(terms: Terms, target: number, cut: number): number | null {
  if (terms.form === "exempt") return null;
  if (terms.flex) return target + cut + terms.flex.daily_limit;
  return unscheduled(terms) ? terms.daily_limit : target;
}

function unscheduled(terms: Terms): boolean {
  return terms.pay === "hourly" && !terms.weekdays.some((minutes) => minutes);
}

/** The daily limit is the greater of the law's and the rostered minutes, the latter capped by the agreement. */
function overtimeOf({ overtime, form, daily_limit }: Terms, scheduled: number): DailyOvertime | null {
  if (!overtime || form === "exempt") return null;
  return { from: Math.max(overtime.from, Math.min(scheduled, daily_limit)), first: overtime.first };
}

function windowOf(zone: string, clocks: string[] | null, date: string): Stretch | null {
  if (!clocks) return null;
  const [start, end] = clocks as [string, string];
  return [nearInstant(zone, date, start), nearInstant(zone, end <= start ? nextDate(date) : date, end)];
}

function kikyOf(terms: Terms, marks: Mark[], date: string, expected: number, left: number | null): PlannedKiky | null {
  const scheme = terms.kiky;
  if (!scheme || !inForce(scheme.from, scheme.until, date)) return null;
  const { accounted } = scheme;
  const owed = accounted === "obligation";
  return {
    accounted,
    left: owed ? left : null,
    extension: accounted === "contract" && expected > 0 ? scheme.extension_minutes : 0,
    marks: owed ? marks.filter((mark) => mark.date === date && mark.status === "planned") : [],
  };
}

export function line(rule: string, minutes: number, params: Line["params"], source?: string | null): Line {
  return { rule, minutes, params, source: source ?? null, total: false };
}

/** Whoever is away all day does no extension day: the mark falls and the obligation stays. */
function cancelled(terms: Terms, marks: Mark[], date: string): Line[] {
  const planned = kikyOf(terms, marks, date, 0, null);
  return planned?.marks.length ? [line("kiky_cancelled", 0, {}, terms.sources.kiky)] : [];
}

function lines(terms: Terms, scheduled: number, cuts: Cut[], credit: number, unpaid: number, date: string): Line[] {
  const { sources } = terms;
  const found: Line[] = [];
  const params = { scheduled, from: terms.from, week: terms.week_minutes };
  if (scheduled) found.push(line("target", -scheduled, params, sources.weekdays));
  for (const { minutes, name, day } of cuts) {
    const rule = day === date ? "holiday" : "holiday_spill";
    found.push(line(rule, minutes, { name, date: day }, sources.holiday));
  }
  if (credit) found.push(line("absence", credit, {}));
  if (unpaid) found.push(line("absence_unpaid", unpaid, {}));
  return found;
}
