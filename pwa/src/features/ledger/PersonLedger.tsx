import "../_shared/explain/explained.css";
import { useSignal } from "@preact/signals";
import { Button } from "../../ui/Button";
import { follow } from "../../ui/Nav";
import { openSheet } from "../../ui/router";
import { t } from "../../ui/words";
import { ExplainedRows } from "../_shared/explain/ExplainedRows";
import { useApp } from "../_shared/useApp";
import type { Account, PersonRow } from "./wire";
import { Wait, useAnswer } from "../_shared/reply/reply";
import { personOf, turn } from "./fetched";
import { Lines } from "./Lines";
import { Amount, columnName, findingText, keyOf } from "./BalanceTable";
import { Person } from "../_shared/Person";

/** One person's accounts, what each is made of, and every line of the ledger. */
export function PersonLedger({ person }: { person: string }) {
  const row = personOf(person);
  const first = row?.accounts[0];
  const chosen = useSignal(first ? keyOf(first) : "flex");
  if (!row) return <Missing />;
  const account = row.accounts.find((one) => keyOf(one) === chosen.value) ?? first ?? null;
  return (
    <main class="ledger ledger-person">
      <Back />
      <Head row={row} />
      <div class="ledger-accounts" role="group" aria-label={t("nav.saldot")}>
        {row.accounts.map((one) => (
          <AccountButton key={keyOf(one)} one={one} on={one === account} onPick={(key) => (chosen.value = key)} />
        ))}
      </div>
      {account ? <Behind person={person} account={account} /> : <p class="muted">{t("ledger.no_accounts")}</p>}
    </main>
  );
}

export function Back() {
  return (
    <a class="ledger-back" href="/saldot" onClick={(event) => follow(event, "/saldot")}>
      {t("ledger.back")}
    </a>
  );
}

function Missing() {
  return (
    <main class="ledger">
      <Back />
      <p class="note">{t("error.not_found")}</p>
    </main>
  );
}

function Head({ row }: { row: PersonRow }) {
  const statement = `/saldot/${encodeURIComponent(row.person)}/loppuselvitys`;
  return (
    <header class="ledger-head">
      <h2>
        <Person id={row.person} name={row.name} own />
      </h2>
      <div class="row-buttons">
        <Button kind="go" onClick={() => openSheet("posting", row.person)}>
          {t("ledger.new")}
        </Button>
        <Button onClick={() => openSheet("transfer", row.person)}>{t("ledger.move")}</Button>
        <a class="button" href={statement} onClick={(event) => follow(event, statement)}>
          {t("ledger.statement")}
        </a>
      </div>
      {row.findings.map(({ kind, params }) => (
        <p key={kind} class="note">
          {findingText(kind, params)}
        </p>
      ))}
    </header>
  );
}

function AccountButton({ one, on, onPick }: { one: Account; on: boolean; onPick: (key: string) => void }) {
  const key = keyOf(one);
  return (
    <button type="button" class="card ledger-account" aria-pressed={on} onClick={() => onPick(key)}>
      <span>{columnName(key)}</span>
      <strong>
        <Amount {...one} />
      </strong>
    </button>
  );
}

function Behind({ person, account }: { person: string; account: Account }) {
  return (
    <div class="ledger-behind">
      <section class="card" aria-labelledby="ledger-lines">
        <h3 id="ledger-lines">{t("ledger.lines")}</h3>
        <Lines person={person} account={account.account} />
      </section>
      <section class="card" aria-labelledby="ledger-why">
        <h3 id="ledger-why">{t("ledger.why", { account: columnName(keyOf(account)) })}</h3>
        <Why person={person} account={account.account} />
      </section>
    </div>
  );
}

/** The same explanation that the person reads of their own. */
function Why({ person, account }: { person: string; account: string }) {
  const { office } = useApp();
  const [reply, again] = useAnswer(() => office.explain(person, account), [person, account, turn.value]);
  return (
    <Wait reply={reply} again={again} offline={t("ledger.offline")}>
      {(explanation) =>
        explanation.rows.length ? (
          <ExplainedRows explanation={explanation} />
        ) : (
          <p class="muted">{t("explain.empty")}</p>
        )
      }
    </Wait>
  );
}
