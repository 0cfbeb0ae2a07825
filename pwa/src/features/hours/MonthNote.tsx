import { useEffect, useState } from "preact/hooks";
import type { OwnMonth } from "../../store/appState";
import { t, tn } from "../../ui/words";
import { useApp } from "../_shared/useApp";

/** What becomes of a change in a month that is no longer open. */
export function MonthNote({ date }: { date: string }) {
  const app = useApp();
  const [own, setOwn] = useState<OwnMonth | null>(null);
  const [journal, balances] = [app.journal.value, app.balances.value];
  useEffect(() => {
    let wanted = true;
    app.acts.ownMonth(date.slice(0, 7)).then(
      (found) => wanted && setOwn(found),
      () => {},
    );
    return () => void (wanted = false);
  }, [date, journal, balances]);
  if (own?.month !== date.slice(0, 7) || own.status === "open" || own.status === "returned") return null;
  const asked = own.asked.filter((one) => one === date).length;
  return (
    <div class="note calm">
      <p>{t(`hours.month_${own.status}`)}</p>
      {asked > 0 ? <p>{tn("month.asked", asked)}</p> : null}
    </div>
  );
}
