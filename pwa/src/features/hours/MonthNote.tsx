import { useEffect, useState } from "preact/hooks";
import type { MonthStatus } from "../../store/live";
import { t } from "../../ui/words";
import { useLive } from "../live";

/** What becomes of a change in a month that is no longer open. */
export function MonthNote({ date }: { date: string }) {
  const live = useLive();
  const [status, setStatus] = useState<MonthStatus>("open");
  const balances = live.balances.value;
  useEffect(() => {
    let wanted = true;
    live.acts.ownMonth(date.slice(0, 7)).then(
      (own) => wanted && setStatus(own?.status ?? "open"),
      () => {},
    );
    return () => void (wanted = false);
  }, [date, balances]);
  if (status === "open" || status === "returned") return null;
  return <p class="note calm">{t(`hours.month_${status}`)}</p>;
}
