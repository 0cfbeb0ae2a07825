import type { ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { TodayView } from "../../store/appState";

/** The first picture and what one taps on it go first. */
const LATER_MS = 100;

/** Today's trips, fetched after the first picture: most days have none. */
export function Trips({ today }: { today: TodayView }) {
  const [Shown, show] = useState<ComponentType<{ today: TodayView }>>();
  useEffect(() => {
    const fetchThem = () =>
      import("../_shared/travel/TodaysTrips").then(
        (m) => show(() => m.TodaysTrips),
        () => {},
      );
    const later = setTimeout(() => void fetchThem(), LATER_MS);
    return () => clearTimeout(later);
  }, []);
  return Shown ? <Shown today={today} /> : null;
}
