import "./month.css";
import { useSignal } from "@preact/signals";
import { isUnfinished } from "../../../domain/month";
import type { MonthRow } from "../../../store/appState";
import { shortDate, monthName } from "../../../ui/formats";
import { follow } from "../../../ui/Nav";
import { knows, language, t, tn } from "../../../ui/words";
import { useApp } from "../useApp";
import { Refusing } from "../forms/Refusing";
import { decisionUndo, announce } from "../reply/announce";
import { AskUnfinished, Unfinished } from "./Unfinished";

interface Props {
  row: MonthRow;
  onDone: (status: "approved" | "returned") => void;
  /** The decision was taken back: the month waits again. */
  onUndone?: () => unknown;
  /** The days are on the screen already. */
  here?: boolean;
}

/** A sent month with its sums and what is odd in it: its days open from its name, approved with one tap. */
export function MonthCard({ row, onDone, onUndone, here = false }: Props) {
  const { acts } = useApp();
  const asking = useSignal(false);
  const { id, person, person_name: who, version } = row;
  const undo = decisionUndo(acts, { kind: "month", id, person, name: who, version }, onUndone);
  const name = t("month.of", { name: who, month: monthName(`${row.month}-01`, language()) });
  const approve = async (): Promise<void> => {
    announce(await acts.approveMonth(row), t("month.approved_one", { name: row.person_name }), undo);
    onDone("approved");
  };
  const sendBack = async (reason: string): Promise<void> => {
    announce(await acts.returnMonth(row, reason), t("month.returned_one", { name: row.person_name }), undo);
    onDone("returned");
  };
  const lacks = row.summary?.unfinished;
  const unfinished = lacks !== undefined && isUnfinished(lacks);
  const ask = (): unknown => (unfinished ? void (asking.value = true) : approve());
  return (
    <article class="card month-decision">
      <h3>
        {here ? name : <ToDays row={row} name={name} />}{" "}
        {row.changed ? <span class="month-tag returned">{t("month.changed")}</span> : null}
      </h3>
      {row.summary ? <Sums row={row} summary={row.summary} /> : null}
      {unfinished && !asking.value ? <Unfinished lacks={lacks} /> : null}
      {unfinished && asking.value ? (
        <AskUnfinished
          lacks={lacks}
          question={t("month.ask_approve")}
          yes={t("month.approve_anyway")}
          onYes={approve}
          onNo={() => (asking.value = false)}
        />
      ) : (
        <Refusing id={row.id} yes={t("team.approve")} no={t("month.return")} onYes={ask} onNo={sendBack} />
      )}
    </article>
  );
}

function ToDays({ row, name }: { row: MonthRow; name: string }) {
  const to = daysAddress(row.person, row.month);
  return (
    <a class="month-link" href={to} onClick={(event) => follow(event, to)}>
      {name}
    </a>
  );
}

/** Where a person's month stands day by day. */
export function daysAddress(person: string, month?: string): string {
  return `/kuukaudet/${encodeURIComponent(person)}${month ? `/${month}` : ""}`;
}

/** The sums of a month, its findings by name with their dates, and days that wait. */
export function Sums({ row, summary }: { row: { month: string }; summary: NonNullable<MonthRow["summary"]> }) {
  const { worked, target, flex, findings, pending, corrected } = summary;
  const nameOf = (kind: string): string =>
    t(knows(`finding.name.${kind}`) ? `finding.name.${kind}` : "month.finding_other");
  return (
    <>
      <dl class="month-sums">
        <Sum name="month.worked" value={t("month.hm", { minutes: worked })} />
        <Sum name="month.target" value={t("month.hm", { minutes: target })} />
        <Sum name="month.flex" value={t("value.minutes", { minutes: flex })} />
        {summary.kiky > 0 ? <Sum name="account.kiky" value={t("month.hm", { minutes: summary.kiky })} /> : null}
        {corrected ? <Sum name="month.corrected" value={t("value.minutes", { minutes: corrected })} /> : null}
      </dl>
      {findings.length > 0 ? (
        <ul class="month-findings" aria-label={t("month.findings_of", { month: row.month })}>
          {findings.map((one) => (
            <li key={one.kind}>
              {nameOf(one.kind)}: {one.dates.map((date) => shortDate(date, language())).join(", ")}
              {one.count > one.dates.length ? " …" : ""}
            </li>
          ))}
        </ul>
      ) : null}
      {pending.length > 0 ? <p>{tn("month.pending", pending.length)}</p> : null}
    </>
  );
}

function Sum({ name, value }: { name: string; value: string }) {
  return (
    <div>
      <dt>{t(name)}</dt>
      <dd class="nowrap">{value}</dd>
    </div>
  );
}
