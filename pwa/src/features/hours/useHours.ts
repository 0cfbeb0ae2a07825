import { useEffect, useState } from "preact/hooks";
import type { HoursView } from "../../store/appState";
import { useApp } from "../_shared/useApp";

interface Looked {
  view: HoursView | null;
  failed: boolean;
  again: () => void;
  /** The first date that this device holds, once something has been seen. */
  oldest: string | null;
}

/** The days from `from` to `until`, looked at again whenever something changes; the last ones stand meanwhile. */
export function useHours(from: string, until: string): Looked {
  const app = useApp();
  const [view, setView] = useState<HoursView | null>(null);
  const [failed, setFailed] = useState(false);
  const [oldest, setOldest] = useState<string | null>(null);
  const [turn, setTurn] = useState(0);
  const [balances, sync] = [app.balances.value, app.sync.value.unsent];
  useEffect(() => {
    let wanted = true;
    app.acts.hours(from, until).then(
      (found) => wanted && (setView(found), setOldest(found.oldest), setFailed(false)),
      () => wanted && (setView(null), setFailed(true)),
    );
    return () => void (wanted = false);
  }, [from, until, balances, sync, turn]);
  return { view, failed, oldest, again: () => setTurn(turn + 1) };
}
