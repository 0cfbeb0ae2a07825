import { useSignal } from "@preact/signals";
import { follow } from "../../ui/Nav";
import { language, t, tn } from "../../ui/words";
import type { Account, PersonRow, Table } from "./wire";
import { written } from "../_shared/written";

/** People by accounts: a table where there is room for one, cards on a phone. */
export function BalanceTable({ table }: { table: Table }) {
  const wanted = useSignal("");
  const team = useSignal("");
  const fits = ({ name, team: own }: PersonRow): boolean =>
    name.toLocaleLowerCase().includes(wanted.value.toLocaleLowerCase()) && (!team.value || own === team.value);
  const people = table.people.filter(fits);
  return (
    <main class="ledger">
      <p class="muted small">{t("ledger.settled", { date: table.on })}</p>
      <div class="ledger-find">
        <div class="field">
          <label for="ledger-name">{t("team.find")}</label>
          <input
            id="ledger-name"
            class="input"
            type="search"
            value={wanted.value}
            onInput={(event) => (wanted.value = event.currentTarget.value)}
          />
        </div>
        {table.teams.length > 1 ? <Teams table={table} team={team.value} onPick={(id) => (team.value = id)} /> : null}
      </div>
      <p class="vh" role="status">
        {tn("ledger.people", people.length)}
      </p>
      {people.length ? <Rows people={people} /> : <p class="muted">{t("ledger.nobody")}</p>}
    </main>
  );
}

function Teams({ table, team, onPick }: { table: Table; team: string; onPick: (id: string) => void }) {
  return (
    <div class="field">
      <label for="ledger-team">{t("ledger.team")}</label>
      <select id="ledger-team" class="input" value={team} onChange={(event) => onPick(event.currentTarget.value)}>
        <option value="">{t("ledger.every_team")}</option>
        {table.teams.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
    </div>
  );
}

function Rows({ people }: { people: readonly PersonRow[] }) {
  const columns = columnsOf(people);
  return (
    <div class="card ledger-card">
      <table class="ledger-table">
        <caption class="vh">{t("nav.saldot")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("ledger.person")}</th>
            {columns.map((key) => (
              <th key={key} scope="col">
                {columnName(key)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {people.map((row) => (
            <Row key={row.person} row={row} columns={columns} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Row({ row, columns }: { row: PersonRow; columns: readonly string[] }) {
  const to = `/saldot/${encodeURIComponent(row.person)}`;
  const held = new Map(row.accounts.map((one) => [keyOf(one), one]));
  return (
    <tr>
      <th scope="row">
        <a href={to} onClick={(event) => follow(event, to)}>
          {row.name}
        </a>
        {row.findings.length ? <span class="ledger-mark">{t("ledger.attention")}</span> : null}
      </th>
      {columns.map((key) => (
        <td key={key} class={held.has(key) ? "" : "none"} data-label={columnName(key)}>
          {held.has(key) ? <Amount {...held.get(key)!} /> : <span aria-label={t("ledger.no_account")}>–</span>}
        </td>
      ))}
    </tr>
  );
}

/** An account's balance: what is owed has no sign, the rest is coloured by it. */
export function Amount({ amount, unit, owed }: Account) {
  const tone = owed || amount === 0 ? "" : amount > 0 ? "plus" : "minus";
  return <span class={tone}>{written(amount, unit, language(), !owed && unit === "min")}</span>;
}

export function keyOf({ account, year }: { account: string; year: number | null }): string {
  return year ? `${account} ${year}` : account;
}

export function columnName(key: string): string {
  const [account = "", year] = key.split(" ");
  return year ? `${t(`account.${account}`)} ${year}` : t(`account.${account}`);
}

/** Every account that somebody has, in the order in which the server gave them. */
function columnsOf(people: readonly PersonRow[]): string[] {
  const longest = [...people].sort((a, b) => b.accounts.length - a.accounts.length);
  return [...new Set(longest.flatMap(({ accounts }) => accounts.map(keyOf)))];
}

/** A finding in words; dates and minutes are written by the words themselves. */
export function findingText(kind: string, params: Record<string, number | string>): string {
  return t(`finding.${kind}`, params);
}
