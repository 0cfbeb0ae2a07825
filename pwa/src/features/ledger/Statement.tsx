import { useSignal } from "@preact/signals";
import { Button } from "../../ui/Button";
import { follow } from "../../ui/Nav";
import { say } from "../../ui/toast";
import { language, t, tn } from "../../ui/words";
import { sourced } from "../_shared/explain/sourced";
import { useApp } from "../_shared/useApp";
import type { Statement, StatementLine } from "./wire";
import { ReasonField } from "./fields";
import { Wait, useReply } from "../_shared/reply/reply";
import { changed, turn } from "./fetched";
import { undoAct } from "./Lines";
import { Amount, columnName, keyOf } from "./BalanceTable";
import { written } from "../_shared/written";

type StatementPath = `/api/v1/people/${string}/statement`;

/** A leaver's statement: every account with what is proposed; nothing is done before a person says so, with a reason. */
export function StatementView({ person }: { person: string }) {
  const path = `/api/v1/people/${encodeURIComponent(person)}/statement` as const;
  const [reply, again] = useReply(path, turn.value);
  const back = `/saldot/${encodeURIComponent(person)}`;
  return (
    <main class="ledger">
      <a class="ledger-back" href={back} onClick={(event) => follow(event, back)}>
        {t("ledger.back_person")}
      </a>
      <Wait reply={reply} again={again} offline={t("ledger.offline")}>
        {(shown) => <Whole shown={shown} path={path} />}
      </Wait>
    </main>
  );
}

function Whole({ shown, path }: { shown: Statement; path: StatementPath }) {
  return (
    <>
      <header class="ledger-head">
        <h2>{t("ledger.statement_of", { name: shown.name })}</h2>
        <p class="muted">{t("ledger.statement_text", { date: shown.on })}</p>
        <p>
          <b>{shown.open ? tn("ledger.statement_open", shown.open) : t("ledger.statement_ready")}</b>
        </p>
        {shown.may_decide ? null : <p class="note">{t("ledger.statement_payroll")}</p>}
      </header>
      {shown.lines.length ? null : <p class="muted">{t("ledger.no_accounts")}</p>}
      <ul class="ledger-statement">
        {shown.lines.map((line) => (
          <Line key={keyOf(line)} line={line} shown={shown} path={path} />
        ))}
      </ul>
    </>
  );
}

function Line({ line, shown, path }: { line: StatementLine; shown: Statement; path: StatementPath }) {
  const name = columnName(keyOf(line));
  return (
    <li class="card">
      <h3>{name}</h3>
      <p class="ledger-amount">
        <Amount {...line} />
      </p>
      <p class="muted small">
        {[
          t(`ledger.statement_rule.${line.account}`),
          line.source ? t("ledger.statement_source", { source: sourced(line.source) }) : "",
        ]
          .filter(Boolean)
          .join(" ")}
      </p>
      {line.decided ? (
        <Decided line={line} name={name} />
      ) : (
        <>
          <p>{t(`ledger.proposal.${line.account === "kiky" ? "kiky_" : ""}${line.proposal}`)}</p>
          {shown.may_decide ? <Decide line={line} on={shown.on} path={path} name={name} /> : null}
        </>
      )}
    </li>
  );
}

function Decided({ line, name }: { line: StatementLine; name: string }) {
  const { office } = useApp();
  const { decision, amount, reason, who_name: who, act } = line.decided!;
  const text = written(amount, line.unit, language());
  return (
    <>
      <p>
        <b>{t(`ledger.decided.${decision}`, { amount: text })}</b>
      </p>
      <p class="muted small">{[who, reason].filter(Boolean).join(" · ")}</p>
      <Button kind="link" label={t("ledger.undo_this", { name, amount: text })} onClick={() => undoAct(office, act)}>
        {t("ledger.undo")}
      </Button>
    </>
  );
}

/** The decisions that an account's sign allows, the proposed one first. */
function choices({ proposal }: StatementLine): string[] {
  if (proposal === "return") return ["lapse", "keep"];
  return [...new Set([proposal, "lapse", "keep"])].filter((one) => one !== "nothing");
}

function Decide({ line, on, path, name }: { line: StatementLine; on: string; path: StatementPath; name: string }) {
  const { office } = useApp();
  const [reason, said, open] = [useSignal(""), useSignal(""), useSignal(false)];
  const id = useSignal(office.newId());
  const decide = async (decision: string): Promise<void> => {
    if (!reason.value.trim()) return void (said.value = t("ledger.reason_needed"));
    const own = { id: id.value, account: line.account, year: line.year, decision };
    const reply = await office.post(`${path}/lines`, { ...own, date: on, reason: reason.value });
    if (!reply.ok) return void (said.value = reply.offline ? t("ledger.not_done_offline") : reply.problem.detail);
    say(t("ledger.decision_said", { account: name }));
    await changed(office);
  };
  if (!open.value) return <Button onClick={() => (open.value = true)}>{t("ledger.decide", { account: name })}</Button>;
  return (
    <form class="ledger-form" onSubmit={(event) => event.preventDefault()}>
      <ReasonField value={reason} />
      {said.value ? <p role="alert">{said.value}</p> : null}
      <div class="row-buttons">
        {choices(line).map((decision, i) => (
          <Button key={decision} kind={i === 0 ? "go" : "plain"} onClick={() => decide(decision)}>
            {t(`ledger.decision.${decision}`)}
          </Button>
        ))}
      </div>
    </form>
  );
}
