import { addDays, instantsAt } from "../../../ui/formats";

/** Instants (epoch ms) that a typed clock-out may mean: after the clock-in, on its day or in the night after it. */
export function clockOutAt(time: string, date: string, openedAt: number, zone: string): number[] {
  const after = (at: number): boolean => at > openedAt;
  const sameDay = instantsAt(date, time, zone).filter(after);
  return sameDay.length > 0 ? sameDay : instantsAt(addDays(date, 1), time, zone).filter(after);
}
