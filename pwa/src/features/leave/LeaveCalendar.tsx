import "./calendar.css";
import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { capital, fullDate, monthName, weekday } from "../../ui/formats";
import { language, t } from "../../ui/words";
import { between, type Chosen, type Choosing, monthsFrom, onKey, onPick, type Step, weeksOf } from "./choosing";

interface Props {
  from: string;
  until: string;
  today: string;
  /** What is said of a date that uses no day, by date. */
  free: ReadonlyMap<string, string>;
  /** Dates on which one is already away. */
  away: (date: string) => boolean;
  onDates: (dates: Chosen) => void;
}

/** Which month is shown, where keys move from, and what keys and the pointer do. */
function useChoosing({ from, until, today, onDates }: Props) {
  const now = useSignal<Choosing>({ at: from || today, start: null, before: null });
  const month = useSignal((from || today).slice(0, 7));
  const byKey = useSignal(false);
  const grid = useRef<HTMLTableElement>(null);
  const stands = { from, until };
  const show = (date: string): void => {
    now.value = { ...now.value, at: date };
    month.value = date.slice(0, 7);
  };
  useEffect(() => {
    if (from && now.value.start === null && (now.value.at < from || now.value.at > until)) show(from);
  }, [from, until]);
  useEffect(() => {
    if (byKey.value) grid.current?.querySelector<HTMLElement>(`[data-date="${now.value.at}"]`)?.focus();
    byKey.value = false;
  }, [now.value.at, month.value]);
  const take = ({ next, chosen }: Step): void => {
    now.value = next;
    if (chosen) onDates(chosen);
  };
  const press = (event: KeyboardEvent): void => {
    const step = onKey(event.key, event.shiftKey, now.value, stands);
    if (!step) return;
    event.preventDefault();
    event.stopPropagation();
    byKey.value = true;
    take(step);
    if (!weeksOf(month.value).flat().includes(step.next.at)) month.value = step.next.at.slice(0, 7);
  };
  const drag = useDrag((date) => take(onPick(date, now.value, stands)), onDates, now);
  return { now, month, grid, show, on: { onKeyDown: press, ...drag } };
}

/** A month of dates on which a range is dragged, picked by its two ends, or chosen by keys. */
export function LeaveCalendar(props: Props) {
  const { from, until, today, free, away } = props;
  const { now, month, grid, show, on } = useChoosing(props);
  const { at, start } = now.value;
  return (
    <section class="leave-calendar" aria-label={t("away.calendar.label")}>
      <Head month={month.value} onTurn={(by) => show(monthsFrom(`${month.value}-01`, by))} />
      <table ref={grid} role="grid" aria-label={titleOf(month.value)} {...on}>
        <Weekdays />
        <tbody>
          {weeksOf(month.value).map((week) => (
            <tr key={week[0]}>
              {week.map((date) => (
                <Day
                  key={date}
                  date={date}
                  chosen={from <= date && date <= until}
                  at={date === at}
                  beside={!date.startsWith(month.value)}
                  today={date === today}
                  says={[free.get(date) ?? "", away(date) ? t("away.calendar.away") : ""]}
                />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <p class="muted small" role="status">
        {start === null ? t("away.calendar.help") : t("away.calendar.starts", { date: start })}
      </p>
    </section>
  );
}

function titleOf(month: string): string {
  return `${capital(monthName(`${month}-01`, language()))} ${month.slice(0, 4)}`;
}

/** A press and a move choose a range; a press and no move pick one end of it. */
function useDrag(onEnd: (date: string) => void, onDates: Props["onDates"], now: { value: Choosing }) {
  const begun = useRef<{ date: string; moved: boolean } | null>(null);
  const end = (): void => {
    const drag = begun.current;
    begun.current = null;
    if (drag && !drag.moved) onEnd(drag.date);
  };
  return {
    onPointerDown: (event: PointerEvent) => {
      const date = dateAt(event);
      if (!date || event.button !== 0) return;
      begun.current = { date, moved: false };
      if (now.value.start === null) now.value = { ...now.value, at: date };
    },
    onPointerMove: (event: PointerEvent) => {
      const drag = begun.current;
      const date = drag && dateAt(event);
      if (!drag || !date || (date === drag.date && !drag.moved)) return;
      drag.moved = true;
      now.value = { at: date, start: null, before: null };
      onDates(between(drag.date, date));
    },
    onPointerUp: end,
    onPointerCancel: () => void (begun.current = null),
  };
}

/** The date under the pointer: a touch stays with the day that it began on. */
function dateAt({ clientX, clientY }: PointerEvent): string | null {
  const day = document.elementFromPoint(clientX, clientY)?.closest<HTMLElement>("[data-date]");
  return day?.dataset.date ?? null;
}

function Head({ month, onTurn }: { month: string; onTurn: (by: number) => void }) {
  return (
    <header class="leave-calendar-head">
      <button type="button" class="icon-button" aria-label={t("away.calendar.previous")} onClick={() => onTurn(-1)}>
        <span aria-hidden="true">‹</span>
      </button>
      <h3 aria-live="polite">{titleOf(month)}</h3>
      <button type="button" class="icon-button" aria-label={t("away.calendar.next")} onClick={() => onTurn(1)}>
        <span aria-hidden="true">›</span>
      </button>
    </header>
  );
}

function Weekdays() {
  const lang = language();
  return (
    <thead>
      <tr>
        {weeksOf("2026-06")[0]!.map((date) => (
          <th key={date} scope="col" aria-label={weekday(date, lang)}>
            {weekday(date, lang, "short")}
          </th>
        ))}
      </tr>
    </thead>
  );
}

interface DayProps {
  date: string;
  chosen: boolean;
  at: boolean;
  beside: boolean;
  today: boolean;
  says: readonly string[];
}

function Day({ date, chosen, at, beside, today, says }: DayProps) {
  const lang = language();
  const [free, away] = says;
  const told = [`${weekday(date, lang)} ${fullDate(date, lang)}`, ...says].filter(Boolean).join(", ");
  const classes = { beside, "leave-today": today, free: Boolean(free), away: Boolean(away) };
  const named = Object.entries(classes).flatMap(([name, is]) => (is ? [name] : []));
  return (
    <td role="gridcell" aria-selected={chosen}>
      <button
        type="button"
        data-date={date}
        class={["leave-day", ...named].join(" ")}
        tabIndex={at ? 0 : -1}
        aria-label={told}
        aria-current={today ? "date" : undefined}
      >
        {Number(date.slice(8))}
      </button>
    </td>
  );
}
