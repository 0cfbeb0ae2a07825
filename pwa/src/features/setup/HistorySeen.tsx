import type { Wire } from "../../store/appState";
import { fullDate, hm } from "../../ui/formats";
import { language, t, tn } from "../../ui/words";
import { fullRange } from "../_shared/ranges";
import { Faults } from "./Seen";

type Answer = Wire["HistoryTaken"];
type Person = Answer["people"][number];
const SHOWN = 200;

/** What a file of an old clock would do: its faults by row and column, then what it has of each person. */
export function HistorySeen({ answer }: { answer: Answer }) {
  const does = answer.people.some((one) => one.new > 0 || one.openings.length > 0);
  return (
    <div role="status" class="setup-seen">
      {answer.faults.length > 0 ? <Faults faults={answer.faults} /> : null}
      {answer.bad > answer.faults.length ? <p>{tn("staff.more", answer.bad - answer.faults.length)}</p> : null}
      <p>
        <b>{answer.written ? t("history.written") : t(does ? "staff.nothing_yet" : "staff.nothing")}</b>{" "}
        {t("history.read_as", { layout: t(`history.layout.${answer.layout}`), zone: answer.clock_zone })}
      </p>
      <ul class="setup-people">
        {answer.people.slice(0, SHOWN).map((one) => (
          <li key={one.said}>
            <b>{one.name}</b> <span class="muted">{t(`history.by.${one.by}`, { said: one.said })}</span>
            <p>{counts(one)}</p>
            {one.openings.length > 0 ? <p>{openings(one)}</p> : null}
            {one.before > 0 ? (
              <p class="muted">{t("history.before", { n: one.before, date: fullDate(one.counts_from, language()) })}</p>
            ) : null}
          </li>
        ))}
      </ul>
      {answer.people.length > SHOWN ? <p class="muted">{tn("staff.more", answer.people.length - SHOWN)}</p> : null}
    </div>
  );
}

/** "12.1.–30.6.2026 · 115 päivää · 862:30 · 115 uutta · 3 jo tallessa · 1 päällekkäin (rivit 12)". */
function counts(one: Person): string {
  return [
    one.new > 0 ? fullRange(one.first, one.last, language()) : "",
    one.new > 0 ? tn("history.days", one.days) : "",
    one.new > 0 ? hm(one.minutes) : "",
    tn("history.new", one.new),
    one.same > 0 ? tn("history.same", one.same) : "",
    one.overlapping.length > 0
      ? t("history.overlapping", { n: one.overlapping.length, rows: one.overlapping.slice(0, 20).join(", ") })
      : "",
  ]
    .filter(Boolean)
    .join(" · ");
}

function openings(one: Person): string {
  return one.openings
    .map(({ account, after, as_of }) => {
      const field = account === "annual_holiday" ? "holiday" : account;
      const amount = field === "holiday" ? String(after / 100) : hm(after);
      const name = t(`history.field.${field}`);
      return t("history.opening", { account: name, amount, date: fullDate(as_of, language()) });
    })
    .join(" · ");
}
