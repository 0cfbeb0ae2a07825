import "./month.css";
import { useRef } from "preact/hooks";
import type { HoursDay, HoursView } from "../../store/appState";
import { addDays, fullDate, weekday, weekNumber } from "../../ui/formats";
import { Length } from "../../ui/Length";
import { language, t } from "../../ui/words";
import { Made } from "./Made";
import { DayMarks } from "./DayMarks";
import { MiniLine } from "./MiniLine";
import { summaryOf } from "./telling";
import { sumsOf } from "./sums";

interface Props {
  view: HoursView;
  weeks: { monday: string; dates: (string | null)[] }[];
  chosen: string | null;
  onOpen: (date: string) => void;
}

const STEPS: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };

/** The month as a calendar; arrow keys walk from day to day. */
export function MonthGrid({ view, weeks, chosen, onOpen }: Props) {
  const box = useRef<HTMLTableElement>(null);
  const days = new Map(view.days.map((day) => [day.date, day]));
  const walk = (event: KeyboardEvent): void => {
    const step = STEPS[event.key];
    const from = (event.target as HTMLElement).dataset.date;
    if (!step || !from) return;
    const next = box.current?.querySelector<HTMLButtonElement>(`[data-date="${addDays(from, step)}"]`);
    if (next) event.preventDefault();
    next?.focus();
  };
  return (
    <table ref={box} class="card hours-month" onKeyDown={walk}>
      <caption class="vh">{t("hours.days")}</caption>
      <thead>
        <tr>
          <th scope="col">
            <span class="vh">{t("hours.week_short")}</span>
          </th>
          {Array.from({ length: 7 }, (_, i) => (
            <th key={i} scope="col" abbr={weekday(addDays(weeks[0]!.monday, i), language())}>
              {weekday(addDays(weeks[0]!.monday, i), language(), "short")}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeks.map(({ monday, dates }) => (
          <tr key={monday}>
            <th scope="row">
              <span class="week-no">{weekNumber(monday)}</span>
              <WeekSum days={dates.flatMap((date) => (date ? (days.get(date) ?? []) : []))} />
            </th>
            {dates.map((date, i) => (
              <td key={i}>
                {date && days.has(date) ? (
                  <Cell day={days.get(date)!} view={view} chosen={date === chosen} onOpen={() => onOpen(date)} />
                ) : null}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function WeekSum({ days }: { days: readonly HoursDay[] }) {
  const { worked } = sumsOf(days);
  return worked ? (
    <small>
      <Length minutes={worked} />
    </small>
  ) : null;
}

function Cell({ day, view, chosen, onOpen }: { day: HoursDay; view: HoursView; chosen: boolean; onOpen: () => void }) {
  const { date, result, plan } = day;
  const told = summaryOf(day, view, true);
  const idle = !result?.worked && !result?.kiky && (plan?.target ?? 0) === 0;
  const worked = result && (result.worked > 0 || result.kiky > 0);
  return (
    <button
      type="button"
      data-date={date}
      class={`hours-cell${idle ? " idle" : ""}${date === view.today ? " is-today" : ""}`}
      aria-current={chosen ? "true" : undefined}
      onClick={onOpen}
    >
      <span class="hours-cell-top">
        <b>
          <span aria-hidden="true">{Number(date.slice(8))}</span>
          <span class="vh">{fullDate(date, language())}</span>
        </b>
        <DayMarks day={day} />
      </span>
      {worked || result?.status === "pending" ? <MiniLine day={day} view={view} /> : null}
      <small class={told.warm ? "hours-cell-told warm" : worked && !plan?.holiday ? "vh" : "hours-cell-told"}>
        {told.text}
      </small>
      {worked ? (
        <span class="hours-cell-made">
          <Made day={day} flex={view.flex} />
        </span>
      ) : null}
    </button>
  );
}
