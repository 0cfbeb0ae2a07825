/** Days that can be copied: the most usual of the last weeks first, then the latest ones. Pure. */
import { localClock, localDate, localInstant, nextDate, NonexistentLocalTime } from "../../domain/zone";
import { idNow } from "../punches/runningWork";
import type { CopyChoice, HoursDay, HoursView } from "./types";

const SHOWN = 5;
const MINUTE = 60_000;
const DAY = 1440;

/** A stretch of work by the clock: minutes from the local midnight of its day, over 1440 in the night after it. */
interface Stretch {
  from: number;
  until: number;
  workType: string | null;
  costCentre: string | null;
  remote: boolean;
}

interface Worked {
  date: string;
  stretches: Stretch[];
}

/** What may be copied to `date`, from the other days of the view. */
export function copyChoices(view: HoursView, date: string): CopyChoice[] {
  const worked = view.days.filter((day) => day.date !== date && isWhole(day)).map((day) => workedOn(day, view.zone));
  const usual = mostUsual(worked.filter((one) => isWeekend(one.date) === isWeekend(date)));
  const latest = worked.filter((one) => one !== usual).reverse();
  const shown = [...(usual ? [usual] : []), ...latest.slice(0, SHOWN)];
  return shown.map((one) => copyOf(one, date, one === usual, view)).filter(({ entries }) => entries.length > 0);
}

function isWhole({ result, entries }: HoursDay): boolean {
  return result?.status === "done" && result.worked > 0 && entries.some(({ end }) => end !== null);
}

function isWeekend(date: string): boolean {
  return [0, 6].includes(new Date(`${date}T12:00:00Z`).getUTCDay());
}

/** Ordinary work only: kiky is agreed for its own day. */
function workedOn({ date, result, entries, plan }: HoursDay, zone: string): Worked {
  const pieces = result!.spans.filter(({ kind, entry }) => kind === "work" && entry);
  const midnight = plan?.start ?? pieces[0]!.start - localClock(zone, pieces[0]!.start);
  const stretches = pieces.map(({ start, end, entry, ...span }) => {
    const booked = entries.find(({ id }) => id === entry);
    const clock = localClock(zone, start) + (localDate(zone, start) > date ? DAY : 0);
    return {
      from: start >= midnight ? clock : 0,
      until: clock + (end - start),
      workType: booked?.workType ?? span.work_type,
      costCentre: booked?.costCentre ?? span.cost_centre,
      remote: booked?.remote ?? span.remote,
    };
  });
  return { date, stretches: stretches.filter(({ from, until }) => until > from) };
}

/** The day whose first and last minute are nearest to the middle ones of the last weeks. */
function mostUsual(days: Worked[]): Worked | null {
  const whole = days.filter(({ stretches }) => stretches.length > 0);
  const first = middle(whole.map(({ stretches }) => stretches[0]!.from));
  const last = middle(whole.map(({ stretches }) => stretches.at(-1)!.until));
  const off = ({ stretches }: Worked) =>
    Math.abs(stretches[0]!.from - first) + Math.abs(stretches.at(-1)!.until - last);
  return [...whole].reverse().sort((a, b) => off(a) - off(b))[0] ?? null;
}

function middle(values: number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;
}

function copyOf({ date: from, stretches }: Worked, date: string, usual: boolean, view: HoursView): CopyChoice {
  const entries: CopyChoice["entries"] = [];
  for (const { from: start, until, ...booking } of stretches) {
    const at = instantOf(date, start, view.zone);
    const end = instantOf(date, until, view.zone);
    if (at === null || end === null || end <= at || end * MINUTE > view.now) continue;
    const { workType, costCentre } = booking;
    const booked = {
      ...booking,
      workType: idNow(workType, view.workTypes) ?? workType,
      costCentre: idNow(costCentre, view.costCentres) ?? costCentre,
    };
    entries.push({ ...booked, kiky: false, note: "", start: at * MINUTE, end: end * MINUTE });
  }
  return { from, usual, entries, minutes: presence(entries), skipped: stretches.length - entries.length };
}

/** Minutes that the entries make together: what overlaps counts once. */
function presence(entries: CopyChoice["entries"]): number {
  let [sum, seen] = [0, -Infinity];
  for (const { start, end } of [...entries].sort((a, b) => a.start - b.start)) {
    sum += Math.max(0, end - Math.max(start, seen));
    seen = Math.max(seen, end);
  }
  return sum / MINUTE;
}

/** Epoch minute of a clock time of the date or the night after it; null where the clocks leave it out. */
function instantOf(date: string, clock: number, zone: string): number | null {
  const on = clock >= DAY ? nextDate(date) : date;
  const minute = clock % DAY;
  try {
    return localInstant(zone, on, `${Math.floor(minute / 60)}:${minute % 60}`, "first");
  } catch (error) {
    if (error instanceof NonexistentLocalTime) return null;
    throw error;
  }
}
