import "../_shared/explain/explained.css";
import { useState } from "preact/hooks";
import type { OfficeReply, Wire } from "../../store/appState";
import { Button } from "../../ui/Button";
import { dayDate, hm } from "../../ui/formats";
import { language, t, tn } from "../../ui/words";
import { DayLines } from "../_shared/explain/DayLines";
import { Input } from "../_shared/forms/fields";
import { euros } from "../_shared/forms/money";
import { Go } from "../_shared/Go";
import { useReply, Wait } from "../_shared/reply/reply";
import { Person } from "../_shared/Person";
import { kindName, money, periodName, quantity } from "./kinds";

type Row = Wire["RunRow"];
type Found = Wire["RunPeople"];
/** An answer below a run, which the address of the run itself would be taken for. */
type Below<T> = [OfficeReply<T> | null, () => void];

/** What a locked run holds of whom: a person's rows, each row's days, and how each day was worked out. */
export function Trace({ run }: { run: string }) {
  const id = encodeURIComponent(run);
  const [reply, again] = useReply(`/api/v1/payroll/runs/${id}`);
  return (
    <main class="desk payroll">
      <Go to="/palkat">{t("payroll.back")}</Go>
      <Wait reply={reply} again={again}>
        {({ from, until }) => (
          <>
            <h2>{t("payroll.trace.of", { dates: periodName(from, until, language()) })}</h2>
            <People run={id} />
          </>
        )}
      </Wait>
    </main>
  );
}

function People({ run }: { run: string }) {
  const [search, setSearch] = useState("");
  const [page, setPage] = useState(0);
  const asked = new URLSearchParams({ search, page: `${page}` });
  const [reply, again] = useReply(`/api/v1/payroll/runs/${run}/people?${asked}`) as Below<unknown> as Below<Found>;
  const find = (text: string): void => {
    setSearch(text);
    setPage(0);
  };
  return (
    <section class="card payroll-trace" aria-label={t("payroll.trace")}>
      <Input id="payroll-find" type="search" label={t("payroll.trace.find")} value={search} onInput={find} />
      <Wait reply={reply} again={again}>
        {(found) => (
          <>
            <p class="muted" role="status">
              {tn("payroll.people", found.found)}
            </p>
            <Listed run={run} found={found} />
            {found.found > (page + 1) * SIZE ? (
              <Button onClick={() => setPage(page + 1)}>{t("payroll.trace.more")}</Button>
            ) : null}
          </>
        )}
      </Wait>
    </section>
  );
}

/** People that the server tells of at once. */
const SIZE = 100;

function Listed({ run, found }: { run: string; found: Found }) {
  const [open, setOpen] = useState("");
  return (
    <ul class="payroll-people">
      {found.people.map(({ person, name, number, lines, minutes, cents }) => (
        <li key={person}>
          <button
            type="button"
            class="payroll-person"
            aria-expanded={open === person}
            onClick={() => setOpen(open === person ? "" : person)}
          >
            <b>{name}</b> <span class="muted">{number}</span>
            <span class="payroll-figures">
              {[tn("payroll.rows", lines), minutes ? hm(minutes) : "", cents === null ? "" : euros(cents, language())]
                .filter(Boolean)
                .join(" · ")}
            </span>
          </button>
          {open === person ? <Rows run={run} person={person} name={name} /> : null}
        </li>
      ))}
    </ul>
  );
}

function Rows({ run, person, name }: { run: string; person: string; name: string }) {
  const [reply, again] = useReply(
    `/api/v1/payroll/runs/${run}/rows?person=${encodeURIComponent(person)}`,
  ) as Below<unknown> as Below<Wire["RunRows"]>;
  return (
    <div class="payroll-rows">
      <Person id={person} name={name} shown={t("card.title")} />
      <Wait reply={reply} again={again}>
        {({ rows }) => rows.map((row) => <OneRow key={row.n} row={row} person={person} />)}
      </Wait>
    </div>
  );
}

function OneRow({ row, person }: { row: Row; person: string }) {
  const speaks = language();
  const rate = [
    row.percent === null ? "" : `${row.percent} %`,
    row.hourly_cents ? euros(row.hourly_cents, speaks) : "",
  ];
  const more = [...rate, row.correction ? t("payroll.trace.corrects") : ""].filter(Boolean).join(" · ");
  return (
    <details class="payroll-row">
      <summary>
        <span>
          <b>{kindName(row.kind)}</b> <span class="muted">{row.code}</span>
          {more ? <small>{more}</small> : null}
        </span>
        <span class="payroll-figures">{[quantity(row), money(row, speaks)].filter(Boolean).join(" · ")}</span>
      </summary>
      <ul>
        {row.dates.map((one) => (
          <OneDate key={one.date} date={one.date} text={inUnit(row, one.quantity)} person={person} />
        ))}
      </ul>
    </details>
  );
}

function inUnit({ unit }: Row, amount: number): string {
  if (unit === "min") return hm(amount);
  return unit === "day" ? t("amount.day", { n: amount }) : euros(amount, language());
}

function OneDate({ date, text, person }: { date: string; text: string; person: string }) {
  const [open, setOpen] = useState(false);
  return (
    <li>
      <button type="button" class="payroll-date" aria-expanded={open} onClick={() => setOpen(!open)}>
        <span>
          <span class="vh">{t("payroll.trace.day", { date })}: </span>
          {dayDate(date, language())}
        </span>
        <span>{text}</span>
      </button>
      {open ? <Why date={date} person={person} /> : null}
    </li>
  );
}

/** The day as it stands now; what was frozen and corrected since is in the run's rows. */
function Why({ date, person }: { date: string; person: string }) {
  const [reply, again] = useReply(`/api/v1/days?${new URLSearchParams({ person, from: date, to: date })}`);
  return (
    <Wait reply={reply} again={again}>
      {({ days }) => {
        const lines = days[0]?.result?.lines ?? [];
        return lines.length ? <DayLines lines={lines} open /> : <p class="muted">{t("payroll.trace.no_day")}</p>;
      }}
    </Wait>
  );
}
