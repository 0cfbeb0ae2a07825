/** A leave worked out: its days, from which years they come, what is left, what to look at. Twin of `leave/leave.py`. */
import type { CalendarDay, Finding } from "../types";
import { byDate, counted, DAY, used, workingDays } from "./counting";
import { inOrder, isEarned, lastDay, take, type Taken } from "./holdings";
import { moved, waitingDays } from "./illness";
import { rulesOn } from "./rules";
import { inSummer, notice } from "./seasons";
import type { Dated, Holding, Leave, LeaveDay, LeaveRules, Move, Sick, Worked } from "./types";

export const ANNUAL = "annual_holiday";
export const SAVED = "saved_leave";
/** Kinds that are counted as annual holiday; saved leave has days of its own, which do not lapse. */
export const HOLIDAYS: readonly string[] = [ANNUAL, SAVED];

type Told = Partial<Omit<Leave, "holdings" | "sick">> &
  Pick<Leave, "first" | "last"> & {
    holdings?: readonly (Pick<Holding, "earning_year" | "days"> & Partial<Holding>)[];
    sick?: readonly (Pick<Sick, "first" | "last"> & Partial<Sick>)[];
  };

/** A leave as it is told, with what nobody has told. */
export function leaveOf(told: Told): Leave {
  return {
    kind: ANNUAL,
    held_known: true,
    part: DAY,
    workdays: [0, 1, 2, 3, 4],
    others: [],
    before: [],
    loose_before: 0,
    earned: null,
    told_on: null,
    on: null,
    ...told,
    holdings: (told.holdings ?? []).map((one) => ({ saved: false, ...one })),
    sick: (told.sick ?? []).map((one) => ({ part: DAY, ...one })),
  };
}

/** Counts a leave and takes its days from the oldest years. `dated`: the rules from its earliest date on. */
export function workOut(leave: Leave, dated: Dated, calendar: readonly CalendarDay[]): Worked {
  const named = byDate(calendar);
  const rules = rulesOn(dated, leave.first);
  const annual = HOLIDAYS.includes(leave.kind);
  const gross = annual
    ? counted(leave.first, leave.last, dated, named, leave.loose_before)
    : workingDays(leave.first, leave.last, leave.workdays, leave.part, named);
  const waiting = annual ? waitingDays(earnedOf(leave), rules) : 0;
  const [days, halves] = annual ? moved(gross, leave.sick, waiting) : [gross, []];
  const earlier = annual ? leave.before.flatMap(({ first, last }) => counted(first, last, dated, named)) : [];
  const lasting = annual ? dated : dated.map((one) => ({ ...one, carry_until: null }));
  const through = leave.on ?? leave.last;
  const takenBy = (date: string) => take(leave.holdings, [...earlier, ...days], lasting, date);
  const [taken, after] = [takenBy(through), takenBy(leave.last)];
  const mine = usedSince(after.moves, leave.first);
  const short = used(days) - sumOf(mine);
  const summer = used(days.filter(({ date }) => inSummer(date, rules)));
  const [byMonth, byDays] = leave.kind === ANNUAL ? notice(leave.first, rules) : [null, null];
  return {
    used: used(days),
    days,
    by_year: byYear(mine),
    moves: taken.moves,
    left: taken.left,
    short,
    waiting_days: waiting,
    moved: used(gross) - used(days),
    summer,
    winter: used(days) - summer,
    notice: byMonth,
    notice_at_least: byDays,
    findings: [
      ...aboutDays(leave, days, halves),
      ...aboutYears(leave, after, short, rules),
      ...aboutTimes(leave, rules),
    ],
  };
}

/** Hundredths that uses take of each earning year, in order. */
function byYear(mine: readonly Move[]): Holding[] {
  const found = new Map<number, number>();
  for (const one of mine) found.set(one.earning_year, (found.get(one.earning_year) ?? 0) + one.days);
  const years = [...found].sort(([a], [b]) => a - b);
  return years.map(([earning_year, days]) => ({ earning_year, days, saved: false }));
}

/** Whole days earned of the year that the leave is taken from: as told, else what is held of it. */
function earnedOf(leave: Leave): number {
  if (leave.earned !== null) return leave.earned;
  const held = inOrder(leave.holdings).find(({ days }) => days > 0);
  return held ? Math.floor(held.days / DAY) : 0;
}

const usedSince = (moves: readonly Move[], first: string) =>
  moves.filter(({ is, date }) => is === "used" && date >= first);
const sumOf = (moves: readonly Move[]) => moves.reduce((sum, { days }) => sum + days, 0);

function aboutDays(leave: Leave, days: readonly LeaveDay[], halves: readonly string[]): Finding[] {
  const nothing = !used(days) && !days.some(({ why }) => why === "sick");
  return [
    ...(nothing ? [{ kind: "leave_without_days", params: {} }] : []),
    ...halves.map((date) => ({ kind: "leave_half_sick", params: { date } })),
    ...leave.others.flatMap((one) => {
      const start = one.first > leave.first ? one.first : leave.first;
      const end = one.last < leave.last ? one.last : leave.last;
      return start <= end ? [{ kind: "leave_overlap", params: { start, end } }] : [];
    }),
  ];
}

/** More than is left, days of a year that has not ended, days that lapse, and days taken later than they should. */
function aboutYears(leave: Leave, { moves }: Taken, short: number, rules: LeaveRules): Finding[] {
  const annual = HOLIDAYS.includes(leave.kind);
  if (!leave.held_known || (!annual && !leave.holdings.length)) return [];
  const mine = usedSince(moves, leave.first);
  const given = sumOf(mine);
  const over = { kind: "leave_over_balance", params: { days: (short + given) / DAY, left: given / DAY } };
  const years = annual ? [...new Set(mine.map(({ earning_year }) => earning_year))].sort((a, b) => a - b) : [];
  const early = years.filter((year) => !isEarned(year, mine.find((one) => one.earning_year === year)!.date));
  return [
    ...(short ? [over] : []),
    ...early.map((year) => ({ kind: "leave_in_advance", params: { year } })),
    ...moves.flatMap(({ is, earning_year: year, days, date }) =>
      is === "lapsed" ? [{ kind: "leave_lapsed", params: { year, days: days / DAY, date } }] : [],
    ),
    ...(annual ? late(mine, rules) : []),
  ];
}

/** Years whose days should have been given by an earlier date than some of them are. */
function late(mine: readonly Move[], rules: LeaveRules): Finding[] {
  const found = new Map<number, string>();
  for (const one of mine) {
    const last = lastDay(one, rules);
    if (last !== null && !rules.lapses && last < one.date) found.set(one.earning_year, last);
  }
  return [...found].map(([year, date]) => ({ kind: "leave_late", params: { year, date } }));
}

/** A leave that is told of later than by rule, or than at the least. */
function aboutTimes(leave: Leave, rules: LeaveRules): Finding[] {
  if (leave.told_on === null || leave.kind !== ANNUAL) return [];
  const [byMonth, byDays] = notice(leave.first, rules);
  if (leave.told_on > byDays) return [{ kind: "leave_notice_late", params: { date: byDays } }];
  return leave.told_on > byMonth ? [{ kind: "leave_notice_short", params: { date: byMonth } }] : [];
}
