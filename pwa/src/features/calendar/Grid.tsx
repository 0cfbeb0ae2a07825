import type { RefObject } from "preact";
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import type { Lane, TeamCalendar } from "../../store/appState";
import { addDays, dateRange, fullDate, weekNumber, weekday } from "../../ui/formats";
import { language, t, tn } from "../../ui/words";
import { daysBetween } from "./dates";
import { columnsOf, Row, type Column } from "./Lane";
import { cellAt, ledTo, reach, rowOf } from "./moving";
import { type Range, useRanging } from "./ranging";

const IN_SIGHT = 25;
const AT_ONCE = 50;

export interface Place {
  row: number;
  date: string;
}

interface Props {
  calendar: TeamCalendar;
  dates: readonly string[];
  label: string;
  /** Where one stands; with `focus` the cell takes it. */
  at: { current: Place & { focus: boolean } };
  onOpen: (lane: Lane, date: string) => void;
  onTurn: (forward: boolean) => void;
  /** Whether dates of a lane may be chosen for leave, and what is done with them. */
  mayAsk: (lane: Lane) => boolean;
  onAsk: (lane: Lane, from: string, until: string) => void;
}

type Moved = Pick<Props, "calendar" | "at" | "onOpen" | "onTurn">;

const cellOf = (event: Event) => (event.target as Element).closest<HTMLElement>('[role="gridcell"]');

/** What keys and taps do in the grid. */
function useMoving(
  grid: RefObject<HTMLElement | null>,
  { calendar, at, onOpen, onTurn }: Moved,
  choose: ReturnType<typeof useRanging>["press"],
) {
  const stand = (cell: HTMLElement): void => {
    reach(grid.current!, cell);
    at.current = { row: rowOf(grid.current!, cell), date: cell.dataset.date!, focus: false };
  };
  const open = (cell: HTMLElement | null): void => {
    if (!cell?.closest(".calendar-lane")) return;
    stand(cell);
    onOpen(calendar.lanes[at.current.row]!, at.current.date);
  };
  const press = (event: KeyboardEvent): void => {
    const cell = cellOf(event);
    if (!cell) return;
    const turns = event.key === "PageDown" || event.key === "PageUp";
    const next = ledTo(grid.current!, cell, event);
    const place = (one: HTMLElement) => ({ row: rowOf(grid.current!, one), date: one.dataset.date! });
    const { row, date } = place(cell);
    const opens = choose(event, row, date, next && place(next));
    if (!turns && !next && event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    if (next) {
      stand(next);
      next.focus();
    } else if (turns) {
      stand(cell);
      at.current.focus = true;
      onTurn(event.key === "PageDown");
    } else if (!opens) open(cell);
  };
  return { open, press };
}

/** After each drawing the cell that the keys are at is the one that Tab reaches. */
function useReached(grid: { current: HTMLDivElement | null }, at: Props["at"]): void {
  useLayoutEffect(() => {
    const { row, date, focus } = at.current;
    const cell = grid.current && cellAt(grid.current, row, date);
    if (!cell) return;
    reach(grid.current!, cell);
    if (focus) cell.focus();
    at.current.focus = false;
  });
}

/** A week or a month as lanes: a row a person, a column a date, and what the team is left with below. */
export function Grid(props: Props) {
  const { calendar, dates, label, at } = props;
  const grid = useRef<HTMLDivElement>(null);
  const columns = useMemo(() => columnsOf(dates, calendar), [dates[0], calendar]);
  const filled = Math.max(useFilled(calendar.lanes.length), at.current.row + 1);
  const ranging = useRanging(grid, {
    mayChoose: (row) => row >= 0 && props.mayAsk(calendar.lanes[row]!),
    onRange: ({ row, from, until }) => props.onAsk(calendar.lanes[row]!, from, until),
  });
  const { range } = ranging;
  const { open, press } = useMoving(grid, props, ranging.press);
  useReached(grid, at);
  const asks = calendar.lanes.some(props.mayAsk);
  return (
    <>
      <div
        ref={grid}
        role="grid"
        class={`calendar-lanes ${dates.length > 7 ? "calendar-by-month" : "calendar-by-week"}`}
        style={{ "--dates": dates.length }}
        aria-label={label}
        aria-describedby="calendar-help"
        aria-multiselectable={asks}
        onKeyDown={press}
        onClick={(event) => open(cellOf(event))}
        {...ranging.drag}
      >
        <Head calendar={calendar} columns={columns} />
        {calendar.lanes.map((lane, n) => (
          <Row
            key={lane.person}
            {...{ lane, columns, filled: n < filled, asks: props.mayAsk(lane) }}
            range={range?.row === n ? range : null}
          />
        ))}
        <Foot calendar={calendar} columns={columns} />
      </div>
      {asks ? <Chosen range={range} /> : null}
    </>
  );
}

/** Which dates are chosen, as one drags or holds Shift. */
function Chosen({ range }: { range: Range | null }) {
  if (!range)
    return (
      <p class="calendar-chosen muted" role="status">
        {t("calendar.choose")}
      </p>
    );
  const { from, until } = range;
  const dates = dateRange(from, until, language());
  return (
    <p class="calendar-chosen" role="status">
      {tn("calendar.chosen", daysBetween(from, until) + 1, { dates })}
    </p>
  );
}

/** How many rows have their dates: those in sight at once, and the rest soon after. */
function useFilled(rows: number): number {
  const [filled, setFilled] = useState(IN_SIGHT);
  useEffect(() => {
    if (filled >= rows) return undefined;
    const next = setTimeout(() => setFilled(filled + AT_ONCE));
    return () => clearTimeout(next);
  }, [filled, rows]);
  return filled;
}

interface Parts {
  calendar: TeamCalendar;
  columns: readonly Column[];
}

function Head({ calendar, columns }: Parts) {
  const lang = language();
  return (
    <div role="row" class="calendar-dates">
      <span role="columnheader">{t("calendar.column.name")}</span>
      {columns.map(({ date, look }) => {
        const holiday = calendar.holidays.get(date);
        const named = `${weekday(date, lang)} ${fullDate(date, lang)}`;
        const label = holiday ? `${named}, ${t(`holiday.${holiday.key}`)}` : named;
        return (
          <span key={date} role="columnheader" class={look} aria-label={label} title={label}>
            <small>{weekday(date, lang, "short")}</small>
            <b class={weekNumber(date) === weekNumber(addDays(date, -1)) ? "" : "monday"}>{Number(date.slice(8))}</b>
          </span>
        );
      })}
    </div>
  );
}

/** How many are away or ask to be, and how many are left; days short of the minimum have a mark of their own. */
function Foot({ calendar, columns }: Parts) {
  const { counts, short, shortIfGranted } = calendar;
  return (
    <>
      <div role="row" class="calendar-foot">
        <span role="rowheader">{t("calendar.off")}</span>
        {columns.map(({ date, look }) => {
          const counted = counts.get(date);
          const off = counted ? counted.away + counted.requested : 0;
          return (
            <span key={date} role="gridcell" class={look}>
              {off || ""}
            </span>
          );
        })}
      </div>
      <div role="row" class="calendar-foot">
        <span role="rowheader">{t("calendar.present")}</span>
        {columns.map(({ date, look }) => {
          const counted = counts.get(date);
          const few = short.has(date) ? "few" : shortIfGranted.has(date) ? "few-if" : "";
          return (
            <span key={date} role="gridcell" class={`${look} ${few}`}>
              {counted ? <b>{counted.working - counted.away}</b> : ""}
              {few ? <span class="vh">{t(`calendar.${few === "few" ? "short" : "short_if"}`)}</span> : null}
            </span>
          );
        })}
      </div>
    </>
  );
}
