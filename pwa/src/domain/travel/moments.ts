/** Moments as a trip writes them: local to its zone, saying which where the clock shows a time twice. */
import { AmbiguousLocalTime, localClock, localDate, localInstant } from "../zone";

const two = (number: number): string => String(number).padStart(2, "0");

/** An epoch minute as `2026-03-02T08:00`. */
export function instantText(zone: string, minute: number): string {
  const clock = localClock(zone, minute);
  const [date, time] = [localDate(zone, minute), `${two(Math.floor(clock / 60))}:${two(clock % 60)}`];
  return `${date}T${time}${whichOf(zone, date, time, minute)}`;
}

function whichOf(zone: string, date: string, time: string, minute: number): string {
  try {
    localInstant(zone, date, time);
    return "";
  } catch (error) {
    if (!(error instanceof AmbiguousLocalTime)) throw error;
    return localInstant(zone, date, time, "first") === minute ? " first" : " second";
  }
}

/** A date and a clock time that a person has typed; of two equal times in autumn the first, null while one is missing. */
export function typedMoment(zone: string, date: string, time: string): string | null {
  if (!date || !time) return null;
  try {
    localInstant(zone, date, time);
  } catch (error) {
    if (error instanceof AmbiguousLocalTime) return `${date}T${time} first`;
  }
  return `${date}T${time}`;
}
