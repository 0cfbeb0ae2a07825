import { Component } from "preact";
import type { Lane, LaneDay, TeamCalendar } from "../../store/appState";
import { t } from "../../ui/words";
import { isWeekend } from "./dates";
import type { Range } from "./ranging";
import { stretchesOf, type Stretch } from "./stretches";
import { Person } from "../_shared/Person";

/** A column of the grid: its date, and how it looks. */
export interface Column {
  date: string;
  look: string;
}

interface Props {
  lane: Lane;
  columns: readonly Column[];
  /** The reader may ask for leave on it, or record it. */
  asks: boolean;
  /** The dates of it that are being chosen. */
  range: Range | null;
}

interface RowProps extends Props {
  /** Its dates are there; before, only its name. */
  filled: boolean;
}

/** A person's row. It is drawn again when it has changed, not whenever the grid is. */
export class Row extends Component<RowProps> {
  override shouldComponentUpdate(next: RowProps): boolean {
    const { lane, columns, filled, asks, range } = this.props;
    const same = next.lane === lane && next.columns === columns && next.filled === filled;
    return !same || next.asks !== asks || next.range !== range;
  }

  override render({ filled, ...props }: RowProps) {
    return (
      <div role="row" class={props.asks ? "calendar-lane asks" : "calendar-lane"}>
        <span role="rowheader">
          <Person id={props.lane.person} name={props.lane.name} />
        </span>
        {filled ? <Cells {...props} /> : null}
      </div>
    );
  }
}

/** Dates that have room for words, in a month and in a week. */
const WORDS_FROM = 4;
const WORDS_IN_A_WEEK = 2;

/** The cells of one lane. What it says lies in each cell; the picture's words stand once a stretch. */
function Cells({ lane, columns, asks, range }: Props) {
  const dates = columns.map(({ date }) => date);
  const begins = new Map<string, Stretch>();
  const ends = new Set<string>();
  for (const stretch of stretchesOf(lane)) {
    const first = stretch.from < dates[0]! ? dates[0]! : stretch.from;
    begins.set(first, stretch);
    ends.add(stretch.until);
  }
  return (
    <>
      {columns.map(({ date, look }) => {
        const day = lane.days.get(date);
        const chosen = range !== null && range.from <= date && date <= range.until;
        const cell = {
          ...{ role: "gridcell" as const, tabIndex: -1, "data-date": date },
          ...{ class: chosen ? `${look} chosen` : look, "aria-selected": asks ? chosen : undefined },
        };
        if (!day) return <span key={date} {...cell} />;
        const stretch = begins.get(date);
        const edges = `${stretch ? "begins" : ""} ${ends.has(date) ? "ends" : ""}`;
        return (
          <span key={date} {...cell}>
            <i class={`${day.state} ${day.part ? "part" : ""} ${edges}`} aria-hidden="true">
              {stretch ? <Shown stretch={stretch} dates={dates} /> : null}
            </i>
            <span class="vh">{saidOf(day)}</span>
          </span>
        );
      })}
    </>
  );
}

export function columnsOf(dates: readonly string[], { holidays }: TeamCalendar): Column[] {
  return dates.map((date) => ({
    date,
    look: holidays.get(date)?.midweek ? "holiday" : isWeekend(date) ? "weekend" : "",
  }));
}

/** A day of a lane in words. */
export function saidOf({ state, kind, part, kiky }: LaneDay): string {
  const said = [t(`calendar.state.${state}`)];
  if (kind) said.push(t(`absence.${kind}`));
  if (part) said.push(t("calendar.part"));
  if (kiky) said.push(t("calendar.state.kiky"));
  return said.join(" · ");
}

function lengthIn({ from, until }: Stretch, dates: readonly string[]): number {
  return dates.filter((date) => date >= from && date <= until).length;
}

/** What there is room for: a few dates have a letter, a longer stretch its words. */
function Shown({ stretch, dates }: { stretch: Stretch; dates: readonly string[] }) {
  const { kind, state } = stretch.day;
  const long = lengthIn(stretch, dates);
  const few = long < (dates.length > 7 ? WORDS_FROM : WORDS_IN_A_WEEK);
  const words = kind && state === "away" ? t(`absence.${kind}`) : t(`calendar.state.${state}`);
  return (
    <b class={few ? "letter" : ""} style={{ "--long": long }}>
      {few ? t(`calendar.letter.${state}`) : words}
    </b>
  );
}
