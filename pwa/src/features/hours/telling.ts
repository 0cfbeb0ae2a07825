import type { HoursDay, HoursView } from "../../store/appState";
import { capital, clock, fullDate, weekday } from "../../ui/formats";
import { aloud } from "../../ui/spoken";
import { knows, language, siteZone, t } from "../../ui/words";
import { kikyDayOf } from "./kikyDay";

/** Findings that a person has nothing to do about: they are told in the day, and not marked on its row. */
const QUIET = new Set(["double_punch", "extra_break", "kiky_stops_at_zero"]);

/** `Keskiviikko 18.11.2026`. */
export function dayTitle(date: string): string {
  const lang = language();
  return `${capital(weekday(date, lang))} ${fullDate(date, lang)}`;
}

/** What a day made of flex; null where nothing is made, or not yet. */
export function deltaOf(day: HoursDay, flex: boolean): number | null {
  const { result, uncounted } = day;
  if (!flex || !result || uncounted) return null;
  if (madeOf(day)?.kiky && result.flex === 0) return null;
  return result.status === "done" || (result.status === "open" && result.worked > 0) ? result.flex : null;
}

/** The number of a day: minutes of work or, on a day of nothing else, of kiky; null where neither was done. */
export function madeOf({ result }: HoursDay): { minutes: number; kiky: boolean } | null {
  if (!result?.worked && !result?.kiky) return null;
  return { minutes: result.worked || result.kiky, kiky: result.worked === 0 };
}

export function toneOf(delta: number): string {
  return delta > 0 ? "plus" : delta < 0 ? "minus" : "even";
}

export function notable(day: HoursDay): boolean {
  return (day.result?.findings ?? []).some(({ kind }) => !QUIET.has(kind));
}

/** Writes a sentence: for the eye, or aloud. */
type Tell = typeof aloud;

interface Summary {
  text: string;
  warm: boolean;
}

/** The one line under a day's picture: what waits first, then why it is a special day, then its clock times. */
export function summaryOf(day: HoursDay, view: HoursView, narrow = false, tell: Tell = t): Summary {
  const { result, plan, date, absence } = day;
  if (result?.status === "pending") return { text: t(narrow ? "hours.out_short" : "hours.out_missing"), warm: true };
  const special = [specialOf(day), rangeOf(day, tell), besideWork(day, tell), narrow ? "" : kikyOf(day, tell)]
    .filter(Boolean)
    .join(" · ");
  if (special) return { text: special, warm: false };
  if (absence || kikyDayOf(day)) return { text: "", warm: false };
  if (!plan) return { text: noPlan(view), warm: false };
  if (plan.target === 0) return { text: "", warm: false };
  if (narrow && date >= view.today) return { text: "", warm: false };
  if (date > view.today) return { text: tell("hours.target", { target: plan.target }), warm: false };
  if (date === view.today) return { text: tell("hours.not_yet", { target: plan.target }), warm: false };
  return { text: day.uncounted ? "" : t(narrow ? "hours.nothing_short" : "hours.nothing"), warm: !day.uncounted };
}

/** A date without a plan: nobody has made a contract for it, or it has not come to this device yet. */
export function noPlan({ whole }: HoursView): string {
  return t(whole ? "hours.no_contract" : "hours.no_terms");
}

export function absenceName(kind: string): string {
  return t(knows(`absence.${kind}`) ? `absence.${kind}` : "hours.absent");
}

/** Why the day is not an ordinary one: a holiday or an absence. */
export function specialOf({ plan, absence }: HoursDay): string {
  if (absence) return absenceName(absence);
  if (!plan?.holiday) return "";
  return t(knows(`holiday.${plan.holiday}`) ? `holiday.${plan.holiday}` : plan.holiday);
}

/** "kiky 2:00", where it was done beside the day's own work. */
function besideWork({ result }: HoursDay, tell: Tell): string {
  return result?.worked && result.kiky ? tell("hours.kiky_part", { kiky: result.kiky }) : "";
}

/** "pidennyspäivä", where nothing else has been entered; of one that is to come also how much is planned. */
function kikyOf(day: HoursDay, tell: Tell): string {
  const kiky = day.entries.length ? null : kikyDayOf(day);
  if (!kiky) return "";
  return kiky.done ? t("hours.kiky_day") : tell("hours.kiky_day_ahead", { minutes: kiky.minutes });
}

/** "8.02–16.31", from the first minute to the last; open at the end while the work goes on. */
export function rangeOf({ result }: HoursDay, tell: Tell = t): string {
  const spans = result?.spans ?? [];
  if (spans.length === 0) return "";
  const [lang, zone] = [language(), siteZone()];
  const first = Math.min(...spans.map(({ start }) => start));
  const last = Math.max(...spans.map(({ end }) => end));
  const open = spans.some((span) => span.open);
  if (tell !== t) {
    const said = (at: number): string => t("say.clock", { at: clock(at, lang, zone) });
    return open ? t("hours.since", { at: said(first) }) : t("say.from_to", { start: said(first), end: said(last) });
  }
  return `${clock(first, lang, zone)}–${open ? "" : clock(last, lang, zone)}`;
}

/** What the sum was measured against, and why the day is not an ordinary one. */
export function partsOf(day: HoursDay, view: HoursView, tell: Tell = t): string[] {
  const { result, plan, absence } = day;
  const target = plan?.target ?? result?.target ?? 0;
  // Who is away all day has nothing to do on it: that does not make it a day off.
  const free = absence ? "" : plan ? t("hours.free_day") : noPlan(view);
  const told = [
    absence ? absenceName(absence) : "",
    plan?.holiday ? t("hours.holiday", { name: plan.holiday }) : "",
    target > 0 ? tell("hours.target", { target }) : free,
    result?.kiky ? tell("hours.kiky_part", { kiky: result.kiky }) : day.kikyPlanned ? t("hours.kiky_planned") : "",
  ];
  return told.filter(Boolean);
}
