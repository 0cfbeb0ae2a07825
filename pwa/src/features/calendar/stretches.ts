/** Days of a lane that belong together. */
import type { Lane, LaneDay, LaneRequest } from "../../store/appState";
import { addDays } from "../../ui/formats";

export interface Stretch {
  from: string;
  until: string;
  days: number;
  /** One of its days: they are alike. */
  day: LaneDay;
}

/** Days that follow each other and are alike, in order; `kiky` days stand alone. */
export function stretchesOf(lane: Lane): Stretch[] {
  const found: Stretch[] = [];
  for (const day of lane.days.values()) {
    const last = found.at(-1);
    if (last && last.day.state !== "kiky" && addDays(last.until, 1) === day.date && alike(last.day, day)) {
      last.until = day.date;
      last.days += 1;
    } else found.push({ from: day.date, until: day.date, days: 1, day });
  }
  return found;
}

export function requestOf(lane: Lane, day: LaneDay): LaneRequest | undefined {
  return lane.requests.find(({ id }) => id === day.request);
}

function alike(one: LaneDay, other: LaneDay): boolean {
  return (
    one.state === other.state && one.part === other.part && one.request === other.request && one.kind === other.kind
  );
}
