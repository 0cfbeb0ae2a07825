/** The first screen's own view: what holds now, since when, and what can be chosen. */
import type { Choice } from "./choice";
import { localDate } from "../clock";
import type { Facts } from "../facts";
import type { TodayView } from "./types";
import { type Projection, projectDay } from "../project";
import { idNow, notDeleted, recentFirst, runningWork, shownBooking } from "./runningWork";

const FORGOTTEN_MS = 16 * 3600_000;
const STATES = { in: "in", break_end: "in", break_start: "break", out: "out" } as const;

export function todayView(facts: Facts, projection: Projection, now: number, choice: Choice): TodayView {
  const date = projection.today;
  const here = projection.local.get(date) ?? projectDay(facts, date, now, null);
  const marked = facts.marks.some((mark) => mark.date === date && mark.status === "planned");
  const offered = here?.plan.kiky?.accounted === "obligation";
  const state = stateOf(facts, now);
  const running = state.state === "out" ? null : runningWork(facts, now);
  const next = {
    workType: idNow(choice.workType, facts.workTypes),
    costCentre: idNow(choice.costCentre, facts.costCentres),
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
