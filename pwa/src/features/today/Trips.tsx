import type { ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { TodayView } from "../../store/appState";
import { whenIdle } from "../../store/whenIdle";

/** Today's trips, fetched after the first picture: most days have none. */
export function Trips({ today }: { today: TodayView }) {
  const [Shown, show] = useState<ComponentType<{ today: TodayView }>>();
  useEffect(() => {
    const fetchThem = () =>
      import("../_shared/travel/TodaysTrips").then(
        (m) => show(() => m.TodaysTrips),
        () => {},
      );
    whenIdle(() => void fetchThem());
  }, []);
  return Shown ? <Shown today={today} /> : null;
}
