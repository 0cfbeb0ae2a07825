import type { Lane, TeamCalendar } from "../../store/appState";
import { capital, dateRange, monthName, shortMonth } from "../../ui/formats";
import { language, t } from "../../ui/words";
import { daysBetween, spanOf } from "./dates";
import { saidOf } from "./Lane";
import { stretchesOf } from "./stretches";

interface Props {
  calendar: TeamCalendar;
  label: string;
  onMonth: (date: string) => void;
}

const MONTHS = Array.from({ length: 12 }, (_, n) => String(n + 1).padStart(2, "0"));

/** A year as a picture: a strip a person, with the same in words beside it. */
export function Year({ calendar, label, onMonth }: Props) {
  const lang = language();
  const days = daysBetween(calendar.from, calendar.until) + 1;
  const at = (date: string): string => `${(daysBetween(calendar.from, date) / days) * 100}%`;
  return (
    <section class="calendar-year" aria-label={label}>
      <div class="calendar-months">
        {MONTHS.map((month) => {
          const first = `${calendar.from.slice(0, 4)}-${month}-01`;
          const name = capital(monthName(first, lang));
          return (
            <button key={month} type="button" onClick={() => onMonth(first)}>
              <span class="only-narrow" aria-hidden="true">
                {Number(month)}
              </span>
              <span class="only-wide" aria-hidden="true">
                {shortMonth(first, lang)}
              </span>
              <b class="vh">{name}</b>
            </button>
          );
        })}
      </div>
      <ul>
        {calendar.lanes.map((lane) => (
          <li key={lane.person}>
            <b>{lane.name}</b>
            <Strip lane={lane} at={at} days={days} />
          </li>
        ))}
        <li class="calendar-short">
          <b>{t("calendar.short_row")}</b>
          <span class="strip" role="img" aria-label={shortText(calendar)}>
            {[...calendar.shortIfGranted].map((date) => (
              <i
                key={date}
                class={calendar.short.has(date) ? "few" : "few-if"}
                style={{ left: at(date), width: `${100 / days}%` }}
              />
            ))}
          </span>
        </li>
      </ul>
    </section>
  );
}

function Strip({ lane, at, days }: { lane: Lane; at: (date: string) => string; days: number }) {
  const lang = language();
  const stretches = stretchesOf(lane);
  const said = stretches.map(({ from, until, day }) => `${dateRange(from, until, lang)} ${saidOf(day)}`);
  return (
    <span class="strip" role="img" aria-label={said.join(", ") || t("calendar.nothing")}>
      {stretches.map(({ from, days: length, day }) => (
        <i
          key={from}
          class={`${day.state} begins ends`}
          style={{ left: at(from), width: `${(length / days) * 100}%` }}
        />
      ))}
    </span>
  );
}

/** How many days are short, by month. */
function shortText({ short, from }: TeamCalendar): string {
  if (short.size === 0) return t("calendar.short_none");
  const lang = language();
  const named = MONTHS.map((month) => `${from.slice(0, 4)}-${month}-01`).flatMap((first) => {
    const { from: begins, until } = spanOf("month", first);
    const n = [...short].filter((date) => date >= begins && date <= until).length;
    return n ? [`${monthName(first, lang)} ${n}`] : [];
  });
  return named.join(", ");
}
