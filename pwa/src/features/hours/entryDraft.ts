import type { Booking, EntryFields, HoursDay, HoursEntry } from "../../store/appState";
import { localTime } from "../../ui/formats";
import type { DayForm } from "./dayForm";
import type { Typed } from "./entryTimes";

export type Filled = Booking;

/** `08:02`, as a time field wants it. */
export function clockOf(at: number, zone: string): string {
  const { hour, minute } = localTime(at, zone);
  return `${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}`;
}

/** What the time fields begin with: the entry's own times, those that a finding names, or the gap after the last entry. */
export function typedOf(entry: HoursEntry | undefined, from: DayForm | undefined, day: HoursDay, zone: string): Typed {
  const plain = { nextDay: false, startSecond: false, endSecond: false };
  if (!entry) {
    const last = day.entries.at(-1)?.end ?? null;
    const start = from?.start ?? (from?.end === undefined ? last : null);
    const told = (at: number | null | undefined) => (typeof at === "number" ? clockOf(at, zone) : "");
    return { ...plain, start: told(start), end: told(from?.end) };
  }
  const { start, end } = entry;
  const [begins, ends] = [localTime(start, zone).date, end === null ? null : localTime(end, zone).date];
  return {
    start: clockOf(start, zone),
    end: end === null ? "" : clockOf(end, zone),
    nextDay: ends !== null && ends > begins,
    startSecond: isSecond(start, zone),
    endSecond: end !== null && isSecond(end, zone),
  };
}

/** Whether the wall clock showed this time an hour before already, as on the autumn night. */
function isSecond(at: number, zone: string): boolean {
  const before = localTime(at - 60, zone);
  const now = localTime(at, zone);
  return before.hour === now.hour && before.minute === now.minute;
}

/** A new entry is booked as the day's last one was. */
export function bookingOf(entry: HoursEntry | undefined, day: HoursDay): Filled {
  const like = entry ?? day.entries.at(-1);
  const { workType = null, costCentre = null, remote = false } = like ?? {};
  return { workType, costCentre, remote, kiky: entry?.kiky ?? false, note: entry?.note ?? "" };
}

/** Only what is other than it was; times in epoch ms. */
export function changesOf(entry: HoursEntry, filled: EntryFields): EntryFields {
  const { breaks: _, ...rest } = entry;
  const before: EntryFields = { ...rest, start: entry.start * 60_000, end: (entry.end ?? 0) * 60_000 };
  const names = Object.keys(filled) as (keyof EntryFields)[];
  return Object.fromEntries(names.filter((name) => filled[name] !== before[name]).map((name) => [name, filled[name]]));
}
