import "../explained.css";
import "./hours.css";
import { useEffect, useState } from "preact/hooks";
import type { Explanation, ExplainRow } from "../../store/live";
import { Button } from "../../ui/Button";
import { addDays, dateRange, hm, signedHm, weekNumber } from "../../ui/formats";
import { language, t } from "../../ui/words";
import { Row } from "../ExplainedRows";
import { useLive } from "../live";
import { byWeek, type Week } from "./weeks";

/** The last weeks, day by day: what was worked, what it made, and how. */
export function Hours() {
  const live = useLive();
  const [shown, setShown] = useState<Explanation | "failed" | null>(null);
  const load = (): Promise<void> => live.acts.explain("flex").then(setShown, () => setShown("failed"));
  const balances = live.balances.value;
  useEffect(() => void load(), [balances]);
  return (
    <main class="hours">
      {shown === "failed" ? (
        <div class="note" role="alert">
          <p>{t("explain.failed")}</p>
          <Button onClick={load}>{t("common.try_again")}</Button>
        </div>
      ) : shown ? (
        <Weeks rows={shown.rows} />
      ) : (
        <p class="loading">{t("common.loading")}</p>
      )}
    </main>
  );
}

function Weeks({ rows }: { rows: readonly ExplainRow[] }) {
  const weeks = byWeek(rows);
  if (weeks.length === 0) return <TodayOnly />;
  return (
    <>
      {weeks.map((week) => (
        <WeekCard key={week.monday} week={week} />
      ))}
    </>
  );
}

function WeekCard({ week }: { week: Week }) {
  const worked = week.days.reduce((sum, { params }) => sum + Number(params.worked ?? 0), 0);
  const made = week.days.reduce((sum, { amount }) => sum + amount, 0);
  const range = dateRange(week.monday, addDays(week.monday, 6), language());
  return (
    <section class="card week" aria-labelledby={`week-${week.monday}`}>
      <header>
        <h2 id={`week-${week.monday}`}>
          {t("hours.week", { n: weekNumber(week.monday) })} <small>{range}</small>
        </h2>
        <p>{t("hours.week_sum", { worked, made })}</p>
      </header>
      <ol class="explained">
        {week.days.map((row) => (
          <Row key={row.from} row={row} unit="min" account="flex" />
        ))}
      </ol>
    </section>
  );
}

/** Someone without flex has no day rows to show here; today is always known. */
function TodayOnly() {
  const today = useLive().today.value;
  const worked = today?.result?.worked ?? 0;
  return (
    <section class="card week">
      <h2>{t("nav.today")}</h2>
      <p class="sum">
        <strong>{hm(worked)}</strong> <span>{t("today.worked")}</span>
      </p>
      {today?.plan?.flex ? <p class="muted">{signedHm(today.result?.flex ?? 0)}</p> : null}
      <p class="muted">{t("hours.empty")}</p>
    </section>
  );
}
