import "../_shared/punches/needs.css";
import "../_shared/explain/explained.css";
import "./hours.css";
import { useEffect, useRef } from "preact/hooks";
import type { HoursView } from "../../store/appState";
import { Button } from "../../ui/Button";
import { openSheet, replaceSheet, sheet } from "../../ui/router";
import { useWide } from "../../ui/useWide";
import { t } from "../../ui/words";
import { Conflict, Rejected } from "../_shared/punches/Disagreement";
import { FrozenMonth } from "../_shared/months/FrozenMonth";
import { useApp } from "../_shared/useApp";
import { MonthBar } from "../_shared/months/MonthBar";
import { DayPane } from "./DayPane";
import { MonthGrid } from "./MonthGrid";
import { type Period, periodOf, shown, stepped, weeksOf } from "./period";
import { PeriodBar } from "./PeriodBar";
import { Totals } from "./Totals";
import { useHours } from "./useHours";
import { WeekList } from "./WeekList";
import { useSwipe } from "./useSwipe";
import { SIDE_BY_SIDE } from "./width";

/** Weeks and months, each day a row that opens to everything that can be known and changed about it. */
export function Hours() {
  const today = useApp().today.value?.date ?? new Date().toISOString().slice(0, 10);
  const { mode, date } = shown.value;
  const period = periodOf(mode, date ?? today);
  const { view, failed, again, oldest } = useHours(period.from, period.until);
  const older = oldest !== null && period.until < oldest;
  const wide = useWide(SIDE_BY_SIDE);
  const asked = sheet.value?.name === "day" ? sheet.value.of?.split("/")[0] : undefined;
  // The day beside the list may be stepped out of the week that stands there: then the list follows.
  useEffect(() => {
    if (wide && asked && (asked < period.from || asked > period.until)) shown.value = { mode, date: asked };
  }, [wide, asked]);
  const main = useRef<HTMLElement>(null);
  const step = (by: -1 | 1): void => {
    shown.value = { mode, date: stepped(period, by) };
  };
  useSwipe(main, step);
  return (
    <main ref={main} class={wide ? "hours hours-wide" : "hours"}>
      <div class="hours-list">
        <Disagreements />
        <PeriodBar period={period} today={today} oldest={oldest} onStep={step} />
        {period.mode === "month" ? <MonthOf period={period} today={today} older={older} /> : null}
        {failed ? (
          <Failed again={again} older={older} />
        ) : view ? (
          <Days view={view} period={period} wide={wide} />
        ) : (
          <Loading />
        )}
      </div>
      {wide && view ? <Side view={view} /> : null}
    </main>
  );
}

/** What the server would not take as it was, where it was made. */
function Disagreements() {
  const items = useApp().attention.value;
  const mine = items.filter((item) => item.kind === "conflict" || item.kind === "rejected");
  if (mine.length === 0) return null;
  return (
    <div class="needs" role="region" aria-label={t("attention.region")}>
      {mine.map((item) =>
        item.kind === "conflict" ? <Conflict key={item.key} item={item} /> : <Rejected key={item.key} item={item} />,
      )}
    </div>
  );
}

/** The month's state; of a month that this device does not hold, what it was closed at. */
function MonthOf({ period, today, older }: { period: Period; today: string; older: boolean }) {
  const month = period.from.slice(0, 7);
  if (!older) return <MonthBar month={month} today={today} />;
  return (
    <section class="card month-bar" aria-label={t("month.region")}>
      <FrozenMonth key={month} month={month} />
    </section>
  );
}

function Failed({ again, older }: { again: () => void; older: boolean }) {
  return (
    <div class="note" role="alert">
      <p>{t(older ? "hours.older_offline" : "hours.failed")}</p>
      <Button onClick={again}>{t("common.try_again")}</Button>
    </div>
  );
}

function Loading() {
  return <p class="loading">{t("common.loading")}</p>;
}

function Days({ view, period, wide }: { view: HoursView; period: Period; wide: boolean }) {
  const weeks = weeksOf(period);
  const chosen = wide ? chosenDate(view) : null;
  const open = (date: string): void =>
    sheet.value?.name === "day" ? replaceSheet("day", date) : openSheet("day", date);
  return (
    <>
      <Totals view={view} />
      {period.mode === "month" && wide ? (
        <MonthGrid view={view} weeks={weeks} chosen={chosen} onOpen={open} />
      ) : (
        weeks.map(({ monday, dates }) => (
          <WeekList
            key={monday}
            monday={period.mode === "month" ? monday : null}
            days={view.days.filter((day) => dates.includes(day.date))}
            view={view}
            chosen={chosen}
            onOpen={open}
          />
        ))
      )}
    </>
  );
}

/** The day beside the list: the one that was opened, today, or the last one of the period. */
function chosenDate(view: HoursView): string {
  const asked = sheet.value?.name === "day" ? sheet.value.of?.split("/")[0] : undefined;
  const dates = view.days.map(({ date }) => date);
  if (asked && dates.includes(asked)) return asked;
  if (dates.includes(view.today)) return view.today;
  return view.until < view.today ? (dates.at(-1) ?? view.until) : view.from;
}

function Side({ view }: { view: HoursView }) {
  const date = chosenDate(view);
  const asked = sheet.value?.name === "day" ? sheet.value.of : undefined;
  return (
    <aside class="card hours-side" aria-label={t("hours.day_pane")}>
      <DayPane key={date} of={asked?.startsWith(date) ? asked : date} heading />
    </aside>
  );
}
