import { useRef, useState } from "preact/hooks";
import type { Wire } from "../../store/appState";
import { dayDate, hm } from "../../ui/formats";
import { go } from "../../ui/router";
import { spoken } from "../../ui/spoken";
import { language, t, tn } from "../../ui/words";
import { Person } from "../_shared/Person";
import { daysAddress } from "../_shared/months/MonthCard";
import { led, type Place } from "./moving";
import { type Row, type Sum, sumOf } from "./sums";

type Cell = Wire["WeekCell"];

interface Props {
  told: Wire["PeopleWeek"];
  people: readonly Row[];
}

/** One cell at a time is a stop of the Tab key: arrows, Home and End move, Enter opens the day. On a phone a person is a card. */
export function Grid({ told: { dates, today }, people }: Props) {
  const [at, setAt] = useState<Place | null>(null);
  const body = useRef<HTMLTableSectionElement>(null);
  const there = people.map(({ cells }) => cells.map((one) => one !== null));
  const begin: Place = [0, Math.max(0, there[0]?.indexOf(true) ?? 0)];
  const stop = at && there[at[0]]?.[at[1]] ? at : begin;
  const move = (event: KeyboardEvent): void => {
    if (!(event.target as Element).matches(".week-cell")) return;
    const to = led(event.key, stop, there);
    if (!to) return;
    event.preventDefault();
    setAt(to);
    body.current?.rows[to[0]]?.cells[to[1] + 1]?.querySelector<HTMLElement>("button")?.focus();
  };
  return (
    <div class="card week-card">
      <p class="muted week-keys">{t("week.keys")}</p>
      <table class="week-grid">
        <caption class="vh">{t("week.caption")}</caption>
        <Head dates={dates} today={today} />
        <tbody ref={body} onKeyDown={move}>
          {people.map((row, n) => (
            <Line
              key={row.person}
              row={row}
              dates={dates}
              stop={stop[0] === n ? stop[1] : null}
              onReach={(day) => setAt([n, day])}
            />
          ))}
        </tbody>
        <Foot dates={dates} people={people} />
      </table>
    </div>
  );
}

type Dates = Props["told"]["dates"];

function Head({ dates, today }: { dates: Dates; today: string }) {
  return (
    <thead>
      <tr>
        <th scope="col">{t("week.person")}</th>
        {dates.map((date) => (
          <th key={date} scope="col" class={date === today ? "week-today" : undefined}>
            {dayDate(date, language())}
          </th>
        ))}
        <th scope="col">{t("week.total")}</th>
      </tr>
    </thead>
  );
}

function Foot({ dates, people }: { dates: Dates; people: readonly Row[] }) {
  return (
    <tfoot>
      <tr>
        <th scope="row">{t("week.total")}</th>
        {dates.map((date, day) => (
          <Total
            key={date}
            title={dayDate(date, language())}
            sum={sumOf(people.map(({ cells }) => cells[day] ?? null))}
          />
        ))}
        <Total title={t("week.total")} sum={sumOf(people.flatMap(({ cells }) => cells))} />
      </tr>
    </tfoot>
  );
}

interface LineProps {
  row: Row;
  dates: Dates;
  /** The day of this person at which the Tab key stops, if it does. */
  stop: number | null;
  onReach: (day: number) => void;
}

function Line({ row, dates, stop, onReach }: LineProps) {
  return (
    <tr>
      <th scope="row">
        <Person id={row.person} name={row.name} own />
      </th>
      {row.cells.map((cell, day) => (
        <td key={dates[day]} data-title={dayDate(dates[day]!, language())}>
          {cell ? (
            <Day row={row} cell={cell} stop={stop === day} onReach={() => onReach(day)} />
          ) : (
            <span class="week-not">
              <span class="vh">{t("week.not_yours")}</span>
            </span>
          )}
        </td>
      ))}
      <Total title={t("week.total")} sum={sumOf(row.cells)} />
    </tr>
  );
}

interface DayProps {
  row: Row;
  cell: Cell;
  /** Whether the Tab key stops here. */
  stop: boolean;
  onReach: () => void;
}

/** A day of somebody; it opens their month where that day stands. */
function Day({ row, cell, stop, onReach }: DayProps) {
  const { date, worked, target, away, open, findings } = cell;
  const marks = [
    away ? t(`absence.${away}`) : "",
    open ? t("week.open") : "",
    findings > 0 ? tn("week.findings", findings) : "",
  ].filter(Boolean);
  const said = [`${row.name} ${dayDate(date, language())}`, spoken(worked), t("week.of_target", { target }), ...marks];
  return (
    <button
      type="button"
      class={open || findings > 0 ? "week-cell warm" : "week-cell"}
      tabIndex={stop ? 0 : -1}
      onFocus={onReach}
      onClick={() => go(`${daysAddress(row.person, date.slice(0, 7))}/${date}`)}
    >
      <span class="vh">{said.join(", ")}</span>
      <b aria-hidden="true">{worked > 0 ? hm(worked) : target > 0 ? "–" : ""}</b>
      {target > 0 ? <small aria-hidden="true">/ {hm(target)}</small> : null}
      {marks.map((mark) => (
        <small key={mark} class="week-mark" aria-hidden="true">
          {mark}
        </small>
      ))}
    </button>
  );
}

function Total({ title, sum: { worked, target } }: { title: string; sum: Sum }) {
  return (
    <td class="week-total" data-title={title}>
      <b>{hm(worked)}</b> <small>/ {hm(target)}</small>
    </td>
  );
}
