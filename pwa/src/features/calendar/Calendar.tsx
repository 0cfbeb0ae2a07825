import "./calendar.css";
import "./lanes.css";
import { useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import type { Lane, TeamCalendar } from "../../store/appState";
import { localTime } from "../../ui/formats";
import { openSheet, within } from "../../ui/router";
import { language, siteZone, t } from "../../ui/words";
import { useApp } from "../_shared/useApp";
import { useRead } from "../_shared/useRead";
import { datesOf, moved, nameOf, spanOf, type Mode } from "./dates";
import { Grid, type Place } from "./Grid";
import { Legend, Papers, Turning, Whose } from "./Tools";
import { MinimumForm } from "./MinimumForm";
import { Opened } from "./Opened";
import { Year } from "./Year";

const NARROW = "(max-width: 48em)";
const DATE = /^\d{4}-\d{2}-\d{2}$/;

/** Which dates are shown, and the cell in which one stands. */
function usePlace(today: string) {
  const shown = useSignal(DATE.test(within.value) ? within.value : today);
  const mode = useSignal<Mode>(matchMedia(NARROW).matches ? "week" : "month");
  const at = useRef<Place & { focus: boolean }>({ row: 0, date: shown.value, focus: false });
  const span = spanOf(mode.value, shown.value);
  const goTo = (date: string): void => {
    shown.value = at.current.date = date;
  };
  const turn = (forward: boolean): void => {
    at.current.date = moved(mode.value, at.current.date, forward);
    shown.value = moved(mode.value, shown.value, forward);
  };
  return { mode, at, span, goTo, turn, name: nameOf(mode.value, span, language()) };
}

/** A team's holiday calendar: by week, month and year, with who asks, who is away, and what that leaves. */
export function Calendar() {
  const app = useApp();
  const today = app.today.value?.date ?? localTime(Date.now(), siteZone()).date;
  const place = usePlace(today);
  const { span, mode } = place;
  const team = useSignal<string | null>(null);
  const told = useSignal(0);
  const read = useRead(
    async () => ({ calendar: await app.acts.readCalendar(span.from, span.until, team.value) }),
    [span.from, span.until, team.value, told.value],
  );
  const calendar = read?.calendar ?? null;
  const isShown = calendar?.from === span.from && calendar.until === span.until;
  return (
    <main class="calendar">
      <Turning
        name={place.name}
        mode={mode.value}
        onMode={(one) => (mode.value = one)}
        onTurn={place.turn}
        onToday={() => place.goTo(today)}
      />
      {read && !calendar ? <p class="card muted">{t("calendar.unread")}</p> : null}
      {calendar && isShown ? (
        <>
          {calendar.offline ? <LastSeen calendar={calendar} today={today} /> : null}
          <Whose calendar={calendar} onTeam={(id) => (team.value = id)} />
          <Shown calendar={calendar} place={place} today={today} onChanged={() => (told.value += 1)} />
        </>
      ) : read && !calendar ? null : (
        <p class="loading">{t("common.loading")}</p>
      )}
    </main>
  );
}

interface ShownProps {
  calendar: TeamCalendar;
  place: ReturnType<typeof usePlace>;
  today: string;
  onChanged: () => void;
}

/** The lanes, and what is opened over them. */
function Shown({ calendar, place, today, onChanged }: ShownProps) {
  const { mode, at, span, goTo, turn } = place;
  const opened = useSignal<{ lane: Lane; date: string } | null>(null);
  const setting = useSignal(false);
  const label = t("calendar.of", { name: place.name });
  const close = (): void => {
    opened.value = null;
    setting.value = false;
    onChanged();
  };
  const toMonth = (first: string): void => {
    goTo(first);
    mode.value = "month";
  };
  const open = (lane: Lane, date: string): void => void (opened.value = { lane, date });
  const asking = useAsking();
  return (
    <>
      <section class="card calendar-card">
        {calendar.lanes.length === 0 ? <p class="muted">{t("calendar.empty")}</p> : null}
        {mode.value === "year" ? (
          <Year calendar={calendar} label={label} onMonth={toMonth} />
        ) : (
          <Grid {...{ calendar, label, at }} dates={datesOf(span)} onOpen={open} onTurn={turn} {...asking} />
        )}
      </section>
      <Legend />
      <Papers calendar={calendar} span={span} onMinimum={() => (setting.value = true)} />
      {opened.value ? (
        <Opened {...opened.value} {...asking} calendar={calendar} onClose={close} onDecided={close} />
      ) : null}
      {setting.value ? <MinimumForm calendar={calendar} today={today} onClose={close} /> : null}
    </>
  );
}

/** On whose lanes this person asks for leave or records it, and the sheet in which they do: their own request, or an
 * absence of somebody whom they supervise. */
function useAsking() {
  const own = useApp().session.value.person ?? "";
  return {
    mayAsk: ({ person, mayRecord }: Lane): boolean => person === own || mayRecord,
    onAsk: ({ person, name }: Lane, from: string, until: string): void =>
      person === own
        ? openSheet("leave", ["new", from, until].join("/"))
        : openSheet("absence", [person, from, until, name].join("/")),
  };
}

function LastSeen({ calendar: { asOf }, today }: { calendar: TeamCalendar; today: string }) {
  const { date } = localTime(asOf, siteZone());
  return <p class="note">{t(date === today ? "team.offline_seen" : "team.offline_seen_on", { at: asOf, date })}</p>;
}
