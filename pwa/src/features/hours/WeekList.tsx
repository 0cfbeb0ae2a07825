import "./rows.css";
import type { HoursDay, HoursView } from "../../store/appState";
import { weekNumber } from "../../ui/formats";
import { Length } from "../../ui/Length";
import { t } from "../../ui/words";
import { DayRow } from "./DayRow";
import { sumsOf } from "./sums";

interface Props {
  /** The week's Monday when it needs a heading of its own, as within a month. */
  monday: string | null;
  days: readonly HoursDay[];
  view: HoursView;
  chosen: string | null;
  onOpen: (date: string) => void;
}

/** Days under each other, Monday first. */
export function WeekList({ monday, days, view, chosen, onOpen }: Props) {
  return (
    <section
      class="card hours-week"
      aria-label={monday ? undefined : t("hours.days")}
      aria-labelledby={monday ? `w${monday}` : undefined}
    >
      {monday ? <WeekHead monday={monday} days={days} flex={view.flex} /> : null}
      <ol class="hours-day-rows">
        {days.map((day) => (
          <DayRow
            key={day.date}
            day={day}
            view={view}
            chosen={day.date === chosen}
            compact={monday !== null}
            onOpen={() => onOpen(day.date)}
          />
        ))}
      </ol>
    </section>
  );
}

function WeekHead({ monday, days, flex }: { monday: string; days: readonly HoursDay[]; flex: boolean }) {
  const sums = sumsOf(days);
  return (
    <header>
      <h3 id={`w${monday}`}>{t("hours.week", { n: weekNumber(monday) })}</h3>
      <p>
        <Length minutes={sums.worked} />
        {flex && sums.worked ? (
          <>
            {" · "}
            <Length minutes={sums.flex} signed of={t("account.flex")} />
          </>
        ) : null}
      </p>
    </header>
  );
}
