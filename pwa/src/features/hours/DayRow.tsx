import type { HoursDay, HoursView } from "../../store/appState";
import { shortDate, weekday } from "../../ui/formats";
import { aloud } from "../../ui/spoken";
import { Told } from "../../ui/Told";
import { language, t } from "../../ui/words";
import { Made } from "./Made";
import { DayMarks } from "./DayMarks";
import { MiniLine } from "./MiniLine";
import { specialOf, summaryOf } from "./telling";

interface Props {
  day: HoursDay;
  view: HoursView;
  chosen: boolean;
  compact: boolean;
  onOpen: () => void;
}

/** One day as a row: its picture, what was worked, what it made, and what is to be known about it. */
export function DayRow({ day, view, chosen, compact, onOpen }: Props) {
  const lang = language();
  const { date, result } = day;
  const today = date === view.today;
  const summary = summaryOf(day, view);
  const brief = compact && !summary.warm;
  const told = brief ? { text: specialOf(day), warm: false } : summary;
  const said = brief ? told.text : summaryOf(day, view, false, aloud).text;
  const idle = !result?.worked && !result?.kiky && (day.plan?.target ?? 0) === 0;
  return (
    <li>
      <button
        type="button"
        class={`hours-day-row${compact ? " compact" : ""}${idle ? " idle" : ""}${today ? " is-today" : ""}`}
        aria-current={chosen ? "true" : undefined}
        aria-haspopup="dialog"
        onClick={onOpen}
      >
        <span class="hours-when">
          <b>{weekday(date, lang, "short")}</b> {shortDate(date, lang)}
          {today ? <i class="vh"> {t("nav.today")}</i> : null}
        </span>
        <span class="hours-picture">
          {idle && !told.warm ? null : <MiniLine day={day} view={view} />}
          <span class="hours-told">
            {told.text ? (
              <small class={told.warm ? "warm" : ""}>
                <Told text={told.text} said={said} />
              </small>
            ) : null}
            <DayMarks day={day} />
          </span>
        </span>
        <span class="hours-made">
          <Made day={day} flex={view.flex} none={idle ? "" : "–"} />
        </span>
      </button>
    </li>
  );
}
