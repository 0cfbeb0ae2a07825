import type { Wire } from "../../../store/appState";
import { dayDate, fullDate, hm, signedHm } from "../../../ui/formats";
import { language, t, tn } from "../../../ui/words";
import { travelTurns } from "./travelTerms";

type Outcome = Wire["Outcome"];
type Person = Wire["PersonChange"];

interface Props {
  outcome: Outcome;
  done?: boolean;
}

/** What a change does or did: who changes and how, which days move, who does not change and why, the first pay day. */
export function TrialRun({ outcome, done = false }: Props) {
  return (
    <div class="desk-trial" role="region" aria-label={t(done ? "desk.receipt" : "desk.trial")}>
      {done ? null : <p class="desk-mark desk-trial-mark">{t("desk.trial")}</p>}
      <Summary outcome={outcome} done={done} />
      <PayDay outcome={outcome} />
      {outcome.changed.length > 0 ? <Changed people={outcome.changed} done={done} /> : null}
      {outcome.left.length > 0 ? <Left people={outcome.left} title={tn("desk.left", outcome.left.length)} /> : null}
    </div>
  );
}

function Summary({ outcome, done }: { outcome: Outcome; done: boolean }) {
  const { changed, days_recomputed, days_changed, flex_change } = outcome;
  return (
    <p class="trial-sum">
      <b>{tn(done ? "desk.people_changed" : "desk.people_change", changed.length)}</b>{" "}
      {t("desk.days", { recomputed: days_recomputed, changed: days_changed, flex: signedHm(flex_change) })}{" "}
      {t("desk.before_stays", { date: fullDate(outcome.from, language()) })}
    </p>
  );
}

function PayDay({ outcome }: { outcome: Outcome }) {
  const date = fullDate(outcome.first_pay_day, language());
  const near = outcome.pay_day !== "ahead";
  return (
    <p class={near ? "note" : "muted"}>
      {t("desk.pay_day", { date })} {near ? t(`desk.pay_day.${outcome.pay_day}`) : null}
    </p>
  );
}

function Changed({ people, done }: { people: readonly Person[]; done: boolean }) {
  const columns = ["person", "agreement", "hours", "days", "flex"];
  return (
    <table class="desk-grid">
      <caption class="vh">{t(done ? "desk.receipt" : "desk.trial")}</caption>
      <thead>
        <tr>
          {columns.map((name) => (
            <th key={name} scope="col">
              {t(`desk.column.${name}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {people.map((one) => (
          <Line key={one.person} one={one} />
        ))}
      </tbody>
    </table>
  );
}

function Line({ one }: { one: Person }) {
  const { before, after } = one;
  return (
    <tr>
      <th scope="row">
        {one.name}
        <Notes one={one} />
      </th>
      <td data-name={t("desk.column.agreement")}>
        {before && before.agreement !== after?.agreement ? <small>{before.agreement_name} →</small> : null}
        {after?.agreement_name ?? t("desk.no_contract")}
        {before && after && before.form !== after.form ? (
          <small>
            {t(`form.${before.form}`)} → {t(`form.${after.form}`)}
          </small>
        ) : null}
      </td>
      <td data-name={t("desk.column.hours")}>
        <Turn before={before && hm(before.day_minutes)} after={after && hm(after.day_minutes)} unit="desk.a_day" />
        <Turn before={before && hm(before.week_minutes)} after={after && hm(after.week_minutes)} unit="desk.a_week" />
        <Share before={before} after={after} />
      </td>
      <td data-name={t("desk.column.days")}>
        {t("desk.of_days", { changed: one.changed_days, recomputed: one.recomputed })}
        <Days one={one} />
      </td>
      <td data-name={t("desk.column.flex")} class="desk-fig">
        {signedHm(one.flex[0] ?? 0)} → {signedHm(one.flex[1] ?? 0)}
      </td>
    </tr>
  );
}

function Turn({ before, after, unit }: { before: string | null; after: string | null; unit: string }) {
  return (
    <span class="desk-fig desk-turn">
      {before && before !== after ? `${before} → ` : ""}
      <b>{after ?? "–"}</b> {t(unit)}
    </span>
  );
}

function Share({ before, after }: { before: Wire["Shape"] | null; after: Wire["Shape"] | null }) {
  if (!after || (after.share === 1 && before?.share === 1)) return null;
  const per = (share: number): string => `${Math.round(share * 100)} %`;
  return (
    <small>
      {before && before.share !== after.share ? `${per(before.share)} → ${per(after.share)}` : per(after.share)}
    </small>
  );
}

function Notes({ one }: { one: Person }) {
  const lang = language();
  const [first, last] = one.period ?? [];
  return (
    <>
      <small>{t("desk.from", { date: fullDate(one.from, lang) })}</small>
      {first && last ? (
        <small>{t("desk.period", { first: fullDate(first, lang), last: fullDate(last, lang) })}</small>
      ) : null}
      {(one.later ?? []).map((date) => (
        <small key={date}>{t("desk.later", { date: fullDate(date, lang) })}</small>
      ))}
      {one.closed ? (
        <small>
          {t("desk.closed_part", {
            days: one.closed.days,
            date: fullDate(one.closed.date, lang),
            flex: signedHm(one.closed.flex),
          })}
        </small>
      ) : null}
      {(one.travel ? travelTurns(one.travel) : []).map((turn) => (
        <small key={turn}>{turn}</small>
      ))}
      {(one.warnings ?? []).map((warning) => (
        <small key={warning} class="warm-text">
          {t(`desk.warning.${warning}`)}
        </small>
      ))}
    </>
  );
}

function Days({ one }: { one: Person }) {
  if (one.days.length === 0) return null;
  return (
    <details>
      <summary>{t("desk.show_days")}</summary>
      <ul class="desk-day-changes">
        {one.days.map((day) => (
          <li key={day.date}>
            {dayDate(day.date, language())}{" "}
            <span class="desk-fig">
              {signedHm(day.flex[0] ?? 0)} → {signedHm(day.flex[1] ?? 0)}
            </span>
          </li>
        ))}
      </ul>
      {one.changed_days > one.days.length ? (
        <small>{t("desk.more_days", { n: one.changed_days - one.days.length })}</small>
      ) : null}
    </details>
  );
}

function Left({ people, title }: { people: readonly Wire["PersonLeft"][]; title: string }) {
  return (
    <div class="desk-left">
      <h3>{title}</h3>
      <ul>
        {people.map((one) => (
          <li key={one.person}>
            <b>{one.name}</b>: {t(`contracts.left.${one.reason}`, { ...one.params })}
          </li>
        ))}
      </ul>
    </div>
  );
}
