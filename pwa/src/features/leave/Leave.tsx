import "../_shared/explain/explained.css";
import "./leave.css";
import type { AccountView, LeaveYear } from "../../store/appState";
import { Button } from "../../ui/Button";
import { fullDate, num } from "../../ui/formats";
import { openSheet } from "../../ui/router";
import { language, t } from "../../ui/words";
import { useApp } from "../_shared/useApp";
import { useLeaveRequests, useRead } from "../_shared/useRead";
import { freeText, leftText } from "../_shared/orders/leaveText";
import { CalendarLink } from "../_shared/CalendarLink";
import { Absences } from "./Absences";
import { RoundCards } from "../_shared/rounds/RoundCards";
import { Requests } from "./Requests";
import { Saved } from "./Saved";

const DAY = 100;

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
      {accounts.length ? (
        <Saved accounts={balances?.accounts.filter(({ account }) => account === "saved_leave") ?? []} />
      ) : null}
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

/** The days that are left, by earning year; what is granted ahead or waits is told apart. */
function Left({ days, accounts, known, next }: LeftProps) {
  const lang = language();
  const { acts } = useApp();
  const years = useRead(() => acts.leaveYears()) ?? [];
  const taken = years.reduce((sum, { granted, waiting }) => sum + granted + waiting, 0) / DAY;
  const title = t(days < 0 ? "leave.over" : "leave.left");
  return (
    <section class="card" aria-label={title}>
      <h2>{title}</h2>
      <p class="explained-sum">
        <strong>{known ? t("common.days_short", { n: num(Math.abs(days), lang) }) : "–"}</strong>
        <span>{next ? t("leave.next", { date: fullDate(next, lang) }) : t("leave.no_next")}</span>
      </p>
      {taken ? <p class="muted">{freeText(days - taken)}</p> : null}
      <ul class="leave-years">
        {accounts.map((account) => (
          <Year key={account.year} account={account} asked={askedOf(years, account, accounts)} />
        ))}
      </ul>
      <Button onClick={() => openSheet("explain", "annual_holiday")}>{t("leave.explain")}</Button>
    </section>
  );
}

/** What is asked of an account's year; days of no year count as those of the latest one without an account of its own. */
export function askedOf(
  years: readonly LeaveYear[],
  { year }: AccountView,
  accounts: readonly AccountView[],
): LeaveYear | undefined {
  if (year !== null) return years.find((one) => one.year === year);
  return years.filter((one) => !accounts.some((account) => account.year === one.year)).at(-1);
}

/** An earning year runs from 1 April to 31 March (Act 162/2005); it is named by the year that it ends in. */
function Year({ account, asked }: { account: AccountView; asked: LeaveYear | undefined }) {
  const year = account.year;
  const told = [
    asked?.granted ? t("away.years.granted", { n: asked.granted / DAY }) : "",
    asked?.waiting ? t("away.years.waiting", { n: asked.waiting / DAY }) : "",
  ];
  return (
    <li>
      <span>
        <b>{year ? t("leave.year", { from: year - 1, until: year }) : t("leave.year_unknown")}</b>
        <small>{told.filter(Boolean).join(" · ")}</small>
      </span>
      <em>{leftText(account.amount)}</em>
    </li>
  );
}
