import type { Lane, LaneDay, TeamCalendar } from "../../store/appState";
import { t } from "../../ui/words";
import { isWeekend } from "./dates";
import { stretchesOf, type Stretch } from "./stretches";

interface Props {
  lane: Lane;
  dates: readonly string[];
  calendar: TeamCalendar;
}

/** Dates that have room for words. */
const WORDS_FROM = 4;

/** The cells of one lane. What it says lies in each cell; the picture's words stand once a stretch. */
export function Cells({ lane, dates, calendar }: Props) {
  const begins = new Map<string, Stretch>();
  const ends = new Set<string>();
  for (const stretch of stretchesOf(lane)) {
    const first = stretch.from < dates[0]! ? dates[0]! : stretch.from;
    begins.set(first, stretch);
    ends.add(stretch.until);
  }
  return (
    <>
      {dates.map((date) => {
        const day = lane.days.get(date);
        if (!day)
          return <span key={date} role="gridcell" tabIndex={-1} data-date={date} class={classOf(date, calendar)} />;
        const stretch = begins.get(date);
        const edges = `${stretch ? "begins" : ""} ${ends.has(date) ? "ends" : ""}`;
        return (
          <span key={date} role="gridcell" tabIndex={-1} data-date={date} class={classOf(date, calendar)}>
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

export function classOf(date: string, { holidays }: TeamCalendar): string {
  return holidays.get(date)?.midweek ? "holiday" : isWeekend(date) ? "weekend" : "";
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
  const words = kind && state === "away" ? t(`absence.${kind}`) : t(`calendar.state.${state}`);
  return (
    <b class={long < WORDS_FROM ? "letter" : ""} style={{ "--long": long }}>
      {long < WORDS_FROM ? t(`calendar.letter.${state}`) : words}
    </b>
  );
}
