import { useEffect, useState } from "preact/hooks";
import type { OfficeReply, Wire } from "../../store/appState";
import { TimeInput } from "../../ui/DateTime";
import { capital, dayDate, weekday } from "../../ui/formats";
import { language, t } from "../../ui/words";
import { Wait } from "../_shared/reply/reply";
import { useApp } from "../_shared/useApp";
import { type Day, asAsked, exampleWeek } from "./week";
import { WeekResult } from "./WeekResult";

const BREAK = 30;

/** The same week under both agreements; every change of it is worked out at once. */
export function SameWeek({ a, b, form, on }: { a: string; b: string; form: string; on: string }) {
  const { office } = useApp();
  const [days, setDays] = useState<Day[]>(() => exampleWeek(on));
  const [reply, setReply] = useState<OfficeReply<Wire["TwoWeeks"]> | null>(null);
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    let wanted = true;
    const body = { a, b, form, days: asAsked(days, BREAK) };
    const ask = async (): Promise<void> => {
      const found = await office.post("/api/v1/agreements/compare/week", body);
      if (wanted) setReply(found);
    };
    const timer = setTimeout(() => void ask(), reply ? 300 : 0);
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [a, b, form, days, turn]);
  const change = (n: number, part: Partial<Day>): void =>
    setDays(days.map((day, i) => (i === n ? { ...day, ...part } : day)));
  return (
    <section class="card agreements-same-week" aria-labelledby="same-week">
      <h2 id="same-week">{t("agreements.same_week")}</h2>
      <details>
        <summary>
          <span>
            {weekText(days)} <b>{t("agreements.change_week")}</b>
          </span>
        </summary>
        <div class="agreements-week-days">
          {days.map((day, n) => (
            <DayFields key={day.date} day={day} onChange={(part) => change(n, part)} />
          ))}
        </div>
      </details>
      <Wait reply={reply} again={() => setTurn(turn + 1)}>
        {(two) => <WeekResult two={two} />}
      </Wait>
    </section>
  );
}

/** `ma 8:00–16:00, ti 8:00–19:00, …` */
function weekText(days: readonly Day[]): string {
  const clock = (time: string): string => time.replace(/^0/, "").replace(":", language() === "fi" ? "." : ":");
  return days
    .filter(({ start, end }) => start && end)
    .map(({ date, start, end, ordered }) => {
      return `${weekday(date, language(), "short")} ${clock(start)}–${clock(ordered || end)}`;
    })
    .join(", ");
}

function DayFields({ day, onChange }: { day: Day; onChange: (part: Partial<Day>) => void }) {
  const name = capital(weekday(day.date, language()));
  const parts = ["start", "end", "ordered"] as const;
  return (
    <fieldset class="agreements-week-day">
      <legend>{capital(dayDate(day.date, language()))}</legend>
      {parts.map((part) => (
        <label key={part}>
          <span>{t(`agreements.week.${part}`)}</span>
          <TimeInput
            value={day[part]}
            aria-label={`${name}: ${t(`agreements.week.${part}`)}`}
            onInput={(value) => onChange({ [part]: value })}
          />
        </label>
      ))}
    </fieldset>
  );
}
