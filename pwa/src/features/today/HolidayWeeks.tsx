import { num } from "../../ui/formats";
import { language, tn } from "../../ui/words";

/** Annual holiday counts six days to a week (Act 162/2005: Monday to Saturday). */
const WEEK = 6;
const LEAST_SHOWN = 5;

/** One square for each week of holiday, the last one filled as far as it goes. */
export function HolidayWeeks({ days }: { days: number }) {
  const left = Math.max(0, days);
  const shown = Math.max(LEAST_SHOWN, Math.ceil(left / WEEK));
  const size = 100 / shown;
  const filled = (i: number): number => Math.max(0, Math.min(1, left / WEEK - i));
  const squares = Array.from({ length: shown }, (_, i) => i);
  return (
    <>
      <svg class="today-weeks" viewBox="0 0 100 20" preserveAspectRatio="none" aria-hidden="true">
        {squares.map((i) => (
          <g key={i}>
            <rect x={i * size} y="2" width={size - 5} height="16" rx="3" class="today-week-empty" />
            {filled(i) > 0 ? (
              <rect x={i * size} y="2" width={(size - 5) * filled(i)} height="16" rx="3" class="today-week-left" />
            ) : null}
          </g>
        ))}
      </svg>
      <span class="vh">{tn("today.holiday_weeks", left, { weeks: num(left / WEEK, language()) })}</span>
    </>
  );
}
