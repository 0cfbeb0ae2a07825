import "./months.css";
import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { Wire } from "../../store/appState";
import { Button } from "../../ui/Button";
import { clock, hm, shortDate, signedHm, weekday } from "../../ui/formats";
import { replace } from "../../ui/router";
import { knows, language, siteZone, t } from "../../ui/words";
import { Go } from "../_shared/Go";
import { FrozenMonth } from "../_shared/months/FrozenMonth";
import { useApp } from "../_shared/useApp";
import { daysAddress, MonthCard, Sums } from "../_shared/months/MonthCard";
import { Stepper } from "./Stepper";
import { Person } from "../_shared/Person";

type Day = Wire["MonthDate"];

type PersonMonth = Wire["OneMonth"];

interface Asked {
  person: string;
  month: string | undefined;
  /** A day of it that is looked for. */
  date?: string | undefined;
}

/** One person's month day by day, with the same numbers as their own, and the word on it where it waits for one. */
export function Days({ person, month, date }: Asked) {
  const { office } = useApp();
  const found = useSignal<PersonMonth | null>(null);
  const trouble = useSignal("");
  const load = async (): Promise<void> => {
    const chosen = month ? `&month=${month}` : "";
    const reply = await office.get(`/api/v1/months/person?person=${encodeURIComponent(person)}${chosen}`);
    trouble.value = reply.ok ? "" : reply.offline ? t("months.days_offline") : reply.problem.detail;
    if (reply.ok) found.value = reply.data;
  };
  useEffect(() => void load(), [person, month]);
  return (
    <main class="months">
      <Go to="/kuukaudet">{t("months.back")}</Go>
      {trouble.value ? (
        <div class="note" role="alert">
          <p>{trouble.value}</p>
          <Button onClick={load}>{t("common.try_again")}</Button>
        </div>
      ) : null}
      {found.value ? (
        <Shown told={found.value} date={date} onDecided={load} />
      ) : trouble.value ? null : (
        <p class="loading">{t("common.loading")}</p>
      )}
    </main>
  );
}

interface ShownProps {
  told: PersonMonth;
  date: string | undefined;
  onDecided: () => Promise<void>;
}

function Shown({ told, date, onDecided }: ShownProps) {
  const { row, summary } = told;
  // What was decided here shows at once: the server may not have heard of it yet.
  const decided = useSignal<"approved" | "returned" | null>(null);
  const waits = row?.status === "sent" && told.may_decide && !decided.value;
  const status = row?.status === "sent" ? (decided.value ?? told.status) : told.status;
  const done = (word: "approved" | "returned"): void => {
    decided.value = word;
    void onDecided();
  };
  const undone = (): void => {
    decided.value = null;
    void onDecided();
  };
  return (
    <>
      <h2>
        <Person id={told.person} name={told.name} own />
      </h2>
      <Stepper month={told.month} onMonth={(month) => replace(daysAddress(told.person, month))} />
      {waits ? (
        <MonthCard row={row} onDone={done} onUndone={undone} here />
      ) : (
        <section class="card" aria-label={t("month.region")}>
          <p>
            <span class={`month-tag ${status}`}>
              {t(row?.changed && !decided.value ? "month.changed" : `month.status.${status}`)}
            </span>
          </p>
          <Sums row={told} summary={summary} />
          {told.status === "closed" ? <FrozenMonth month={told.month} person={told.person} /> : null}
        </section>
      )}
      <section class="card" aria-label={t("month.days_of", { name: told.name })}>
        <ul class="month-days">
          {told.days.map((day) => (
            <DayLine key={day.date} day={day} today={told.today} sought={day.date === date} />
          ))}
        </ul>
      </section>
    </>
  );
}

function DayLine({ day, today, sought }: { day: Day; today: string; sought: boolean }) {
  const line = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (!sought) return;
    line.current?.scrollIntoView({ block: "center" });
    line.current?.focus();
  }, [sought]);
  const lang = language();
  const { date, result, target } = day;
  const made = result ? result.worked || result.kiky : 0;
  const findings = (result?.findings ?? []).filter(({ kind }) => knows(`finding.${kind}`));
  const missing = date < today && target > 0 && !result?.presence && !made;
  return (
    <li
      ref={line}
      class={[missing ? "lacking" : made ? "" : "idle", sought ? "months-sought" : ""].join(" ").trim()}
      tabIndex={sought ? -1 : undefined}
      aria-current={sought ? "date" : undefined}
    >
      <span class="month-day">
        <b>{weekday(date, lang, "short")}</b> {shortDate(date, lang)}
      </span>
      <span class="month-told">
        {result ? <small>{timesOf(result)}</small> : null}
        {day.away ? <small>{t("month.day_away")}</small> : missing ? <small>{t("month.day_nothing")}</small> : null}
        {findings.map((finding, n) => (
          <small key={n} class="warm-text">
            {t(`finding.${finding.kind}`, finding.params)}
          </small>
        ))}
      </span>
      <span class="month-made desk-fig">
        {made ? hm(made) : target > 0 ? "–" : ""}
        {result?.status === "done" && result.flex ? <small>{signedHm(result.flex)}</small> : null}
      </span>
    </li>
  );
}

/** `8.00–16.15, 17.00–18.00`: when somebody was there; what still runs has no end. */
function timesOf({ spans }: Wire["DayResult"]): string {
  const lang = language();
  const stretches: { start: number; end: number | null }[] = [];
  for (const { start, end, open } of spans.filter(({ kind }) => kind !== "break")) {
    const last = stretches.at(-1);
    if (last?.end === start) last.end = open ? null : end;
    else stretches.push({ start, end: open ? null : end });
  }
  const at = (minute: number): string => clock(minute * 60_000, lang, siteZone());
  return stretches.map(({ start, end }) => `${at(start)}–${end === null ? "" : at(end)}`).join(", ");
}
