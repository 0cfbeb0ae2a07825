import { useState } from "preact/hooks";
import { Button } from "../../ui/Button";
import { weekNumber } from "../../ui/formats";
import { language, t } from "../../ui/words";
import { fullRange } from "../_shared/ranges";
import { useApp } from "../_shared/useApp";
import { Charts } from "./Charts";
import { Summary } from "./Summary";
import { ReportRow, Table } from "./Table";
import type { BalancePage, PersonPart, WorkingTime } from "./types";

/** The working-time report: for each person the balances, the pictures, and the days with their weeks. */
export function WorkingTimeShown({ report }: { report: WorkingTime }) {
  const open = report.people.length === 1;
  return (
    <>
      {report.people.length === 0 ? <p class="card">{t("report.nobody")}</p> : null}
      {open ? null : <People report={report} />}
      {report.people.length > 1 ? <h2>{t("report.details")}</h2> : null}
      {report.people.map((part) => (
        <details key={part.person.id} class="card reports-person" open={open}>
          <summary>
            <h2>{part.person.name}</h2>
          </summary>
          <Part report={report} part={part} />
        </details>
      ))}
    </>
  );
}

/** The team as one table: a row a person, and the totals. */
function People({ report }: { report: WorkingTime }) {
  const person = { key: "person", kind: "text", title: report.person_title, adds_up: false } as const;
  const columns = [person, ...report.columns.filter((column) => column.adds_up)];
  const totals: Record<string, number> = {};
  for (const { sums } of report.people)
    for (const [key, minutes] of Object.entries(sums)) totals[key] = (totals[key] ?? 0) + minutes;
  if (report.people.length === 0) return null;
  return (
    <section class="card reports-person">
      <h2>{t("report.team_table")}</h2>
      <Table columns={columns} caption={t("report.team_table")}>
        {report.people.map(({ person: { id, name }, sums }, n) => (
          <ReportRow key={`${id}${n}`} columns={columns} cells={{ person: name, ...sums }} />
        ))}
        <ReportRow columns={columns} cells={totals} sum={t("report.total")} total />
      </Table>
    </section>
  );
}

function Part({ report, part }: { report: WorkingTime; part: PersonPart }) {
  return (
    <>
      {isTold(part.summary) ? (
        <>
          <h3>{t("report.balances_heading", { from: report.from, until: report.until })}</h3>
          <Summary told={part.summary} />
        </>
      ) : null}
      <Charts charts={part.charts} />
      <h3>{t("report.days")}</h3>
      <Days report={report} part={part} />
    </>
  );
}

/** Whether there is anything under the heading of balances. */
function isTold({ accounts, kiky, absences, pending_days }: PersonPart["summary"]): boolean {
  return accounts.length + kiky.length + absences.length + pending_days > 0;
}

function hasFlex({ accounts }: PersonPart["summary"]): boolean {
  return accounts.some(({ account }) => account === "flex");
}

function Days({ report, part }: { report: WorkingTime; part: PersonPart }) {
  const hidden = hasFlex(part.summary) ? ["weekday"] : ["weekday", "flex_balance"];
  const columns = report.columns.filter(({ key }) => !hidden.includes(key));
  const range = fullRange(report.from, report.until, language());
  return (
    <Table columns={columns} caption={`${part.person.name}, ${range}`}>
      {part.weeks.map((week) => [
        ...part.rows
          .filter(({ date }) => String(date) >= week.from && String(date) <= week.until)
          .map((row) => <ReportRow key={String(row.date)} columns={columns} cells={row} />),
        <ReportRow
          key={`sum ${week.from}`}
          columns={columns}
          cells={week.sums}
          sum={t("report.week_sum", { n: weekNumber(week.from) })}
        />,
      ])}
      <ReportRow columns={columns} cells={part.sums} sum={t("report.total")} total />
    </Table>
  );
}

/** The balance report: a row a person; more pages are fetched as they are asked for. */
export function BalancesShown({ first, path }: { first: BalancePage; path: `/api/v1/reports/balances?${string}` }) {
  const { office } = useApp();
  const [page, setPage] = useState(first);
  const [failed, setFailed] = useState(false);
  const more = async (): Promise<void> => {
    const reply = await office.get(`${path}&after=${page.next}`);
    setFailed(!reply.ok);
    if (reply.ok) setPage({ ...reply.data, rows: [...page.rows, ...reply.data.rows], sums: added(page, reply.data) });
  };
  const { columns } = page;
  return (
    <section class="card reports-person">
      <h2>{t("report.balances_heading", { from: page.from, until: page.until })}</h2>
      <Table columns={columns} caption={t("report.kind.balances")}>
        {page.rows.map((row) => (
          <ReportRow key={String(row.person)} columns={columns} cells={row} />
        ))}
        <ReportRow columns={columns} cells={page.sums} sum={t("report.total")} total />
      </Table>
      <p class="muted">{t("report.note.source_balances")}</p>
      {failed ? <p role="alert">{t("report.offline.title")}</p> : null}
      {page.next ? <Button onClick={more}>{t("report.more")}</Button> : null}
    </section>
  );
}

function added(page: BalancePage, next: BalancePage): Record<string, number> {
  const keys = new Set([...Object.keys(page.sums), ...Object.keys(next.sums)]);
  return Object.fromEntries([...keys].map((key) => [key, (page.sums[key] ?? 0) + (next.sums[key] ?? 0)]));
}
