import { capital, dateRange, monthName, weekNumber } from "../../ui/formats";
import { Icon } from "../../ui/Icon";
import { language, t } from "../../ui/words";
import { type Mode, type Period, shown } from "./period";

interface Props {
  period: Period;
  today: string;
  /** The first date that this device holds. */
  oldest: string | null;
  onStep: (by: -1 | 1) => void;
}

/** Which week or month is shown, the ones beside it, and the way back to today. */
export function PeriodBar({ period, today, oldest, onStep }: Props) {
  const here = period.from <= today && today <= period.until;
  const older = oldest !== null && period.from < oldest;
  return (
    <div class="hours-period">
      <div class="hours-period-top">
        <div class="hours-modes" role="group" aria-label={t("hours.mode")}>
          <ModeButton mode="week" now={period.mode} date={period.from} today={today} here={here} />
          <ModeButton mode="month" now={period.mode} date={period.from} today={today} here={here} />
        </div>
        {here ? null : (
          <button type="button" class="button" onClick={() => (shown.value = { mode: period.mode, date: null })}>
            {t("hours.to_today")}
          </button>
        )}
      </div>
      <div class="hours-period-step">
        <button
          type="button"
          class="icon-button hours-back"
          aria-label={t(`hours.previous_${period.mode}`)}
          onClick={() => onStep(-1)}
        >
          <Icon name="next" />
        </button>
        <h2 aria-live="polite">
          <Title period={period} />
        </h2>
        <button type="button" class="icon-button" aria-label={t(`hours.next_${period.mode}`)} onClick={() => onStep(1)}>
          <Icon name="next" />
        </button>
      </div>
      {older ? <p class="muted small">{t("hours.oldest")}</p> : null}
    </div>
  );
}

function Title({ period: { mode, from, until } }: { period: Period }) {
  const lang = language();
  if (mode === "month") return <>{`${capital(monthName(from, lang))} ${from.slice(0, 4)}`}</>;
  return (
    <>
      {t("hours.week", { n: weekNumber(from) })} <small>{dateRange(from, until, lang)}</small>
    </>
  );
}

interface ModeProps {
  mode: Mode;
  now: Mode;
  date: string;
  today: string;
  here: boolean;
}

function ModeButton({ mode, now, date, here }: ModeProps) {
  const pressed = mode === now;
  return (
    <button
      type="button"
      aria-pressed={pressed}
      onClick={() => pressed || (shown.value = { mode, date: here ? null : date })}
    >
      {t(`hours.mode.${mode}`)}
    </button>
  );
}
