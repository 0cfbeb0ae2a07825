import { useEffect, useState } from "preact/hooks";
import type { HoursView } from "../../store/live";
import { useLive } from "../live";

/** The days from `from` to `until`, looked at again whenever something changes; the last ones stand meanwhile. */
export function useHours(from: string, until: string): { view: HoursView | null; failed: boolean; again: () => void } {
  const live = useLive();
  const [view, setView] = useState<HoursView | null>(null);
  const [failed, setFailed] = useState(false);
  const [turn, setTurn] = useState(0);
  const [balances, sync] = [live.balances.value, live.sync.value.unsent];
  useEffect(() => {
    let wanted = true;
    live.acts.hours(from, until).then(
      (found) => wanted && (setView(found), setFailed(false)),
      () => wanted && setFailed(true),
    );
    return () => void (wanted = false);
  }, [from, until, balances, sync, turn]);
  return { view, failed, again: () => setTurn(turn + 1) };
}
