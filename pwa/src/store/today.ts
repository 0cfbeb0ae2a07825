/** The first screen's own view: what holds now, since when, and what can be chosen. */
import type { Choice } from "./choice";
import { localDate } from "./clock";
import type { Facts, PunchFact } from "./facts";
import type { BalancesView, TodayView } from "./live";
import { counts, type Projection, posted, projectDay, termsOn } from "./project";
import { notDeleted, recentFirst, runningWork, shownBooking } from "./runningWork";
import { shiftDate } from "./rows";

const FORGOTTEN_MS = 16 * 3600_000;
const STATES = { in: "in", break_end: "in", break_start: "break", out: "out" } as const;
const HISTORY_DAYS = 30;

export function todayView(facts: Facts, projection: Projection, now: number, choice: Choice): TodayView {
  const date = projection.today;
  const here = projection.local.get(date) ?? projectDay(facts, date, now, null);
  const marked = facts.marks.some((mark) => mark.date === date && mark.status === "planned");
  const offered = here?.plan.kiky?.accounted === "obligation";
  const state = stateOf(facts, now);
  const running = state.state === "out" ? null : runningWork(facts, now);
  const next = {
    workType: known(choice.workType, facts.workTypes),
    costCentre: known(choice.costCentre, facts.costCentres),
    remote: choice.remote,
    kiky: offered && (choice.kikyOn === date ? choice.kiky : marked),
  };
  return {
    now,
    date,
    ...state,
    plan: here?.plan ?? null,
    result: here?.result ?? null,
    noTerms: here === null,
    noContract: here === null && facts.whole,
    workTypes: recentFirst(facts, "work_type", facts.workTypes),
    costCentres: recentFirst(facts, "cost_centre", facts.costCentres),
    choice: running ? shownBooking(running, choice) : next,
    running,
    onReturn: state.state === "break" && running !== null && choice.onReturn?.entry === running.entry,
    kikyOffered: offered,
  };
}

function known(id: string | null, choices: { id: string }[]): string | null {
  return choices.some((choice) => choice.id === id) ? id : null;
}

/** In, out or on a break by the last punch that counts; an in older than 16 hours is a forgotten out. */
export function stateOf(facts: Facts, now: number): Pick<TodayView, "state" | "since"> {
  const said = facts.punches.filter((punch) => !punch.superseded);
  const last = notDeleted(facts, said, now).at(-1);
  if (!last) return { state: "out", since: null };
  const state = last === said.at(-1) ? STATES[last.kind] : "out";
  if (state === "out") {
    const today = localDate(last.ms, facts.zone) === localDate(now, facts.zone);
    return { state, since: today && last.kind === "out" ? last.ms : null };
  }
  return now - last.ms > FORGOTTEN_MS ? { state: "out", since: null } : { state, since: Math.min(last.ms, now) };
}

/** The in or break_end that an out confirmed by hand would close, if there is one. */
export function openingOf(facts: Facts, id: string): PunchFact | null {
  return facts.punches.find((punch) => punch.id === id) ?? null;
}

export function balancesView(facts: Facts, projection: Projection, whole: boolean): BalancesView | null {
  if (!facts.balances) return null;
  const { today, accounts, pendingDays, projected } = projection;
  const accounted = termsOn(facts, today)?.kiky?.accounted;
  const next = facts.absences.filter((a) => a.kind === "annual_holiday" && a.date >= today).map((a) => a.date);
  return {
    projected,
    accounts,
    pendingDays,
    flexHistory: whole ? flexHistory(facts, projection) : [],
    nextHoliday: next.sort()[0] ?? null,
    kikyInAgreement: accounted === "none" || accounted === "contract",
    earned: whole && !accounts.some(({ account }) => account === "flex") ? earned(facts, projection) : null,
  };
}

/** Minutes worked in the week and in the month that today is in. */
function earned(facts: Facts, projection: Projection): { week: number; month: number } {
  const { today } = projection;
  const first = `${today.slice(0, 7)}-01`;
  const monday = shiftDate(today, -((new Date(today).getUTCDay() + 6) % 7));
  const since = { week: 0, month: 0 };
  for (let date = monday < first ? monday : first; date <= today; date = shiftDate(date, 1)) {
    const worked = resultOn(facts, projection, date)?.worked ?? 0;
    if (date >= monday) since.week += worked;
    if (date >= first) since.month += worked;
  }
  return since;
}

/** The result of a date as this device knows it: worked out here where that is newer, the server's otherwise. */
export function resultOn(facts: Facts, projection: Projection, date: string) {
  return projection.local.get(date)?.result ?? facts.days.get(date)?.result;
}

/** Minutes that the ledger's own lines of a date brought to an account. */
function bookedOn(facts: Facts, account: string, date: string): number {
  const lines = facts.postings.filter((posting) => posting.account === account && posting.date === date);
  return lines.reduce((sum, posting) => sum + posting.amount, 0);
}

/** The flex balance at the end of each of the last 30 days, walked back from the number on the card. */
export function flexHistory(facts: Facts, projection: Projection): BalancesView["flexHistory"] {
  const flex = projection.accounts.find((account) => account.account === "flex");
  if (!flex) return [];
  const points: BalancesView["flexHistory"] = [];
  let amount = flex.amount;
  for (let back = 0; back < HISTORY_DAYS; back += 1) {
    const date = shiftDate(projection.today, -back);
    points.unshift({ date, amount });
    const worked = counts(facts, date) ? posted("flex", resultOn(facts, projection, date)) : 0;
    amount -= worked + bookedOn(facts, "flex", date);
  }
  return points;
}
