import { useRef, useState } from "preact/hooks";
import type { Wire } from "../../store/appState";
import { Button } from "../../ui/Button";
import { fullDate } from "../../ui/formats";
import { language, t, tn } from "../../ui/words";
import { Go } from "../_shared/Go";
import { daysAddress } from "../_shared/months/MonthCard";
import { Refused, type Refusal } from "../_shared/reply/reply";
import { useApp } from "../_shared/useApp";
import { periodName } from "./kinds";
import { LONG } from "./patience";
import { Totals } from "./Totals";

type Seen = Wire["Preview"];

interface Props {
  seen: Seen;
  onLocked: () => void;
}

/** What a run would hold beside the last period, what stands in its way, and the lock. */
export function Preview({ seen, onLocked }: Props) {
  const dates = periodName(seen.from, seen.until, language());
  const before = seen.before_from && seen.before_until;
  return (
    <section class="card payroll-preview" aria-labelledby="payroll-preview">
      <h2 id="payroll-preview">
        {t(seen.number === 1 ? "payroll.first" : "payroll.later", { dates, n: seen.number })}
      </h2>
      <p class="muted">
        {tn("payroll.people", seen.people)} · {tn("payroll.rows", seen.lines)} ·{" "}
        {t("payroll.paid_on", { date: fullDate(seen.pay_day, language()) })}
      </p>
      <Findings seen={seen} />
      {seen.totals.length === 0 ? (
        <p class="muted">{t(seen.number === 1 ? "payroll.nothing" : "payroll.no_difference")}</p>
      ) : (
        <Totals
          totals={seen.totals}
          before={before ? periodName(seen.before_from!, seen.before_until!, language()) : undefined}
        />
      )}
      {seen.lines > 0 ? <Lock seen={seen} onLocked={onLocked} /> : null}
    </section>
  );
}

function Findings({ seen: { findings, found } }: { seen: Seen }) {
  if (found === 0) return null;
  return (
    <details class="note payroll-findings" open={found <= 10}>
      <summary>{tn("payroll.findings", found)}</summary>
      <ul>
        {findings.map((one) => (
          <li key={`${one.person} ${one.about} ${one.agreement}`}>
            {one.detail} <Mend one={one} />
          </li>
        ))}
      </ul>
      {found > findings.length ? <p>{t("payroll.findings.more", { n: found - findings.length })}</p> : null}
    </details>
  );
}

/** Where what stands in the way is put right. */
function Mend({ one }: { one: Seen["findings"][number] }) {
  if (one.code === "no_code") return <Go to="/palkat/lajit">{t("payroll.codes")}</Go>;
  if (one.code === "month_open") return <Go to={daysAddress(one.person, one.about)}>{t("card.days")}</Go>;
  return <Go to={`/saldot/${encodeURIComponent(one.person)}/loppuselvitys`}>{t("ledger.statement")}</Go>;
}

/** Locks after one question; those whose month is open are left out only when somebody says so. */
function Lock({ seen, onLocked }: Props) {
  const { office } = useApp();
  const [asking, setAsking] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [working, setWorking] = useState(false);
  const id = useRef("");
  if (seen.found > 0 && !seen.only_open) return <p class="wrong">{t("payroll.mend_first")}</p>;
  const without = seen.found > 0;
  const lock = async (): Promise<void> => {
    id.current ||= office.newId();
    const { from, until, pay_day } = seen;
    const body = { id: id.current, from, until, pay_day, seen: seen.seen, without_open: without };
    setWorking(true);
    const reply = await office.post("/api/v1/payroll/runs", body, LONG);
    setWorking(false);
    setRefusal(reply.ok ? null : reply);
    if (!reply.ok) return;
    id.current = "";
    setAsking(false);
    onLocked();
  };
  return (
    <>
      {asking ? <p>{without ? tn("payroll.sure_without", seen.found) : t("payroll.sure")}</p> : null}
      <div class="row-buttons">
        <Button kind="go" onClick={() => (asking ? lock() : setAsking(true))}>
          {t(asking ? "payroll.lock_yes" : without ? "payroll.lock_without" : "payroll.lock")}
        </Button>
        {asking ? <Button onClick={() => setAsking(false)}>{t("common.cancel")}</Button> : null}
      </div>
      <p role="status">{working ? t("payroll.working") : ""}</p>
      <Refused refusal={refusal} />
    </>
  );
}
