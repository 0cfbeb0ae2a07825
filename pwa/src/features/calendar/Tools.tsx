import type { TeamCalendar } from "../../store/appState";
import { Button } from "../../ui/Button";
import { saveFile } from "../../ui/saveFile";
import { say } from "../../ui/toast";
import { t, tn } from "../../ui/words";
import { useApp } from "../_shared/useApp";
import { MODES, spanOf, type Mode, type Span } from "./dates";

interface TurningProps {
  name: string;
  mode: Mode;
  onMode: (mode: Mode) => void;
  onTurn: (forward: boolean) => void;
  onToday: () => void;
}

/** Which week, month or year is shown, and the way to the others. */
export function Turning({ name, mode, onMode, onTurn, onToday }: TurningProps) {
  return (
    <header class="calendar-head">
      <h2 aria-live="polite">{name}</h2>
      <div class="row-buttons">
        <Button onClick={() => onTurn(false)} label={t(`calendar.earlier.${mode}`)}>
          ‹
        </Button>
        <Button onClick={onToday}>{t("calendar.today")}</Button>
        <Button onClick={() => onTurn(true)} label={t(`calendar.later.${mode}`)}>
          ›
        </Button>
      </div>
      <div class="row-buttons calendar-modes" role="group" aria-label={t("calendar.view")}>
        {MODES.map((one) => (
          <Button key={one} pressed={one === mode} onClick={() => onMode(one)}>
            {t(`calendar.mode.${one}`)}
          </Button>
        ))}
      </div>
    </header>
  );
}

/** The team, how many they are, and how many it needs. */
export function Whose({ calendar, onTeam }: { calendar: TeamCalendar; onTeam: (id: string) => void }) {
  const { team, teams, lanes, minimum } = calendar;
  const named = teams.length === 1 ? teams[0] : teams.find(({ id }) => id === team);
  return (
    <div class="calendar-tools">
      {teams.length > 1 ? (
        <div class="field">
          <label for="calendar-team">{t("calendar.team")}</label>
          <select
            id="calendar-team"
            class="input"
            value={team ?? ""}
            onChange={(event) => onTeam(event.currentTarget.value)}
          >
            {teams.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </div>
      ) : null}
      <p class="calendar-sums">
        {named ? <b class={teams.length > 1 ? "calendar-on-paper" : undefined}>{named.name}</b> : null}
        <span>{tn("calendar.people", lanes.length)}</span>
        <span>{minimum === null ? t("calendar.minimum_none") : t("calendar.minimum", { n: minimum })}</span>
      </p>
    </div>
  );
}

interface PapersProps {
  calendar: TeamCalendar;
  span: Span;
  onMinimum: () => void;
}

/** The year plan as a file or on paper, and the team's minimum. */
export function Papers({ calendar: { team, maySetMinimum }, span, onMinimum }: PapersProps) {
  const { office } = useApp();
  const save = async (): Promise<void> => {
    const year = spanOf("year", span.from);
    const asked = new URLSearchParams({ from: year.from, to: year.until, format: "xlsx", ...(team ? { team } : {}) });
    const reply = await office.file(`/api/v1/calendar?${asked}`);
    if (reply.ok) saveFile(reply.data.blob, reply.data.name);
    else say(reply.offline ? t("calendar.needs_network") : reply.problem.detail, true);
  };
  return (
    <div class="row-buttons">
      {maySetMinimum ? <Button onClick={onMinimum}>{t("calendar.minimum_set")}</Button> : null}
      <Button onClick={save}>{t("calendar.save_year")}</Button>
      <Button onClick={() => print()}>{t("calendar.print")}</Button>
    </div>
  );
}

const STATES = ["away", "requested", "kiky"] as const;

/** What the looks mean, and which keys move in the grid. */
export function Legend() {
  return (
    <>
      <ul class="calendar-legend" aria-label={t("calendar.legend")}>
        {STATES.map((state) => (
          <li key={state}>
            <i class={`${state} begins ends`} aria-hidden="true">
              <b>{t(`calendar.letter.${state}`)}</b>
            </i>
            {t(`calendar.state.${state}`)}
          </li>
        ))}
        <li>
          <i class="few" aria-hidden="true" />
          {t("calendar.short")}
        </li>
        <li>
          <i class="few-if" aria-hidden="true" />
          {t("calendar.short_if")}
        </li>
      </ul>
      <p id="calendar-help" class="calendar-help muted">
        {t("calendar.help")}
      </p>
    </>
  );
}
