import "./calendar.css";
import "./lanes.css";
import { useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import type { Lane, TeamCalendar } from "../../store/appState";
import { localTime } from "../../ui/formats";
import { within } from "../../ui/router";
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

/** A team's holiday calendar: by week, month and year, with who asks, who is away, and what that leaves. */
export function Calendar() {
  const app = useApp();
  const today = app.today.value?.date ?? localTime(Date.now(), siteZone()).date;
  const shown = useSignal(DATE.test(within.value) ? within.value : today);
  const mode = useSignal<Mode>(matchMedia(NARROW).matches ? "week" : "month");
  const team = useSignal<string | null>(null);
  const told = useSignal(0);
  const opened = useSignal<{ lane: Lane; date: string } | null>(null);
  const setting = useSignal(false);
  const at = useRef<Place & { focus: boolean }>({ row: 0, date: shown.value, focus: false });
  const span = spanOf(mode.value, shown.value);
  const name = nameOf(mode.value, span, language());
  const read = useRead(
    async () => ({ calendar: await app.acts.readCalendar(span.from, span.until, team.value) }),
    [span.from, span.until, team.value, told.value],
  );
  const turn = (forward: boolean): void => {
    at.current.date = moved(mode.value, at.current.date, forward);
    shown.value = moved(mode.value, shown.value, forward);
  };
  const calendar = read?.calendar ?? null;
  const isShown = calendar?.from === span.from && calendar.until === span.until;
  const close = (): void => {
    opened.value = null;
    setting.value = false;
    told.value += 1;
  };
  return (
    <main class="calendar">
      <Turning
        name={name}
        mode={mode.value}
        onMode={(one) => (mode.value = one)}
        onTurn={turn}
        onToday={() => (shown.value = at.current.date = today)}
      />
      {read && !calendar ? <p class="card muted">{t("calendar.unread")}</p> : null}
      {calendar && isShown ? (
        <>
          {calendar.offline ? <LastSeen calendar={calendar} today={today} /> : null}
          <Whose calendar={calendar} onTeam={(id) => (team.value = id)} />
          <section class="card calendar-card">
            {calendar.lanes.length === 0 ? <p class="muted">{t("calendar.empty")}</p> : null}
            {mode.value === "year" ? (
              <Year
                calendar={calendar}
                label={t("calendar.of", { name })}
                onMonth={(first) => {
                  shown.value = at.current.date = first;
                  mode.value = "month";
                }}
              />
            ) : (
              <Grid
                calendar={calendar}
                dates={datesOf(span)}
                label={t("calendar.of", { name })}
                at={at}
                onOpen={(lane, date) => (opened.value = { lane, date })}
                onTurn={turn}
              />
            )}
          </section>
          <Legend />
          <Papers calendar={calendar} span={span} onMinimum={() => (setting.value = true)} />
          {opened.value ? <Opened {...opened.value} calendar={calendar} onClose={close} onDecided={close} /> : null}
          {setting.value ? <MinimumForm calendar={calendar} today={today} onClose={close} /> : null}
        </>
      ) : read && !calendar ? null : (
        <p class="loading">{t("common.loading")}</p>
      )}
    </main>
  );
}

function LastSeen({ calendar: { asOf }, today }: { calendar: TeamCalendar; today: string }) {
  const { date } = localTime(asOf, siteZone());
  return <p class="note">{t(date === today ? "team.offline_seen" : "team.offline_seen_on", { at: asOf, date })}</p>;
}
