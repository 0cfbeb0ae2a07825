import "../_shared/explain/explained.css";
import "./leave.css";
import type { AccountView } from "../../store/appState";
import { Button } from "../../ui/Button";
import { fullDate, num } from "../../ui/formats";
import { openSheet } from "../../ui/router";
import { language, t } from "../../ui/words";
import { useApp } from "../_shared/useApp";
import { useLeaveRequests } from "../_shared/useRead";
import { CalendarLink } from "../_shared/CalendarLink";
import { Absences } from "./Absences";
import { RoundCards } from "../_shared/rounds/RoundCards";
import { Requests } from "./Requests";

/** What is left of the annual holiday, by the year it was earned, and when the next one begins. */
export function Leave() {
  const balances = useApp().balances.value;
  const accounts = balances?.accounts.filter(({ account }) => account === "annual_holiday") ?? [];
  const requests = useLeaveRequests() ?? [];
  const days = accounts.reduce((sum, { amount }) => sum + amount, 0);
  return (
    <main class="leave">
      {balances && accounts.length === 0 ? (
        <p class="card muted">{t("leave.none")}</p>
      ) : (
        <Left days={days} accounts={accounts} known={balances !== null} next={balances?.nextHoliday ?? null} />
      )}
      <CalendarLink />
      <RoundCards />
      <Requests requests={requests} />
      <Absences but={requests} />
    </main>
  );
}

interface LeftProps {
  days: number;
  accounts: AccountView[];
  known: boolean;
  next: string | null;
}

/** The days that are left, by earning year. */
function Left({ days, accounts, known, next }: LeftProps) {
  const lang = language();
  return (
    <section class="card" aria-label={t("leave.left")}>
      <h2>{t("leave.left")}</h2>
      <p class="explained-sum">
        <strong>{known ? t("common.days_short", { n: num(days, lang) }) : "–"}</strong>
        <span>{next ? t("leave.next", { date: fullDate(next, lang) }) : t("leave.no_next")}</span>
      </p>
      <ul class="leave-years">
        {accounts.map((account) => (
          <Year key={account.year} account={account} />
        ))}
      </ul>
      <Button onClick={() => openSheet("explain", "annual_holiday")}>{t("leave.explain")}</Button>
    </section>
  );
}

/** An earning year runs from 1 April to 31 March (Act 162/2005); it is named by the year that it ends in. */
function Year({ account }: { account: AccountView }) {
  const lang = language();
  const year = account.year;
  return (
    <li>
      <span>
        <b>{year ? t("leave.year", { from: year - 1, until: year }) : t("leave.year_unknown")}</b>
        {account.planned ? <small>{t("leave.planned", { n: account.planned })}</small> : null}
      </span>
      <em>{t("common.days_short", { n: num(account.amount, lang) })}</em>
    </li>
  );
}
