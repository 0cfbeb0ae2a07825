import "./month.css";
import type { MonthRow } from "../store/live";
import { capital, monthName } from "../ui/formats";
import { knows, language, t, tn } from "../ui/words";
import { useLive } from "./live";
import { Refusing } from "./Refusing";
import { decisionUndo, tell } from "./saving";

interface Props {
  row: MonthRow;
  onDone: (status: "approved" | "returned") => void;
  /** The decision was taken back: the month waits again. */
  onUndone?: () => unknown;
}

/** A sent month with its sums: approved with one tap, returned with a reason. */
export function MonthCard({ row, onDone, onUndone }: Props) {
  const { acts } = useLive();
  const { id, person, person_name: who, version } = row;
  const undo = decisionUndo(acts, { kind: "month", id, person, name: who, version }, onUndone);
  const name = capital(monthName(`${row.month}-01`, language()));
  const approve = async (): Promise<void> => {
    tell(await acts.approveMonth(row), t("month.approved_one", { name: row.person_name }), undo);
    onDone("approved");
  };
  const sendBack = async (reason: string): Promise<void> => {
    tell(await acts.returnMonth(row, reason), t("month.returned_one", { name: row.person_name }), undo);
    onDone("returned");
  };
  return (
    <article class="card decision">
      <h3>{t("month.of", { name: row.person_name, month: name })}</h3>
      {row.summary ? <Sums summary={row.summary} /> : null}
      <Refusing id={row.id} yes={t("team.approve")} no={t("month.return")} onYes={approve} onNo={sendBack} />
    </article>
  );
}

function Sums({ summary }: { summary: NonNullable<MonthRow["summary"]> }) {
  const { worked, target, flex, findings, pending } = summary;
  const odd = findings.filter(({ kind }) => knows(`finding.${kind}`));
  const count = odd.reduce((sum, one) => sum + one.count, 0);
  return (
    <>
      <dl class="month-sums">
        <Sum name="month.worked" value={t("month.hm", { minutes: worked })} />
        <Sum name="month.target" value={t("month.hm", { minutes: target })} />
        <Sum name="month.flex" value={t("value.minutes", { minutes: flex })} />
        {summary.kiky > 0 ? <Sum name="account.kiky" value={t("month.hm", { minutes: summary.kiky })} /> : null}
      </dl>
      {count > 0 ? <p>{tn("month.findings", count)}</p> : null}
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
