import type { HoursDay, HoursView } from "../../store/live";
import { shortDate, weekday } from "../../ui/formats";
import { language, t } from "../../ui/words";
import { Made } from "./Made";
import { Marks } from "./Marks";
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
  const told = compact && !summary.warm ? { text: specialOf(day), warm: false } : summary;
  const idle = !result?.worked && !result?.kiky && (day.plan?.target ?? 0) === 0;
  return (
    <li>
      <button
        type="button"
        class={`day-row${compact ? " compact" : ""}${idle ? " idle" : ""}${today ? " is-today" : ""}`}
        aria-current={chosen ? "true" : undefined}
        aria-haspopup="dialog"
        onClick={onOpen}
      >
        <span class="when">
          <b>{weekday(date, lang, "short")}</b> {shortDate(date, lang)}
          {today ? <i class="vh"> {t("nav.today")}</i> : null}
        </span>
        <span class="picture">
          {idle && !told.warm ? null : <MiniLine day={day} view={view} />}
          <span class="told">
            {told.text ? <small class={told.warm ? "warm" : ""}>{told.text}</small> : null}
            <Marks day={day} />
          </span>
        </span>
        <span class="made">
          <Made day={day} flex={view.flex} none={idle ? "" : "–"} />
        </span>
      </button>
    </li>
  );
}
