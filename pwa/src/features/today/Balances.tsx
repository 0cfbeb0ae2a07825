import type { ComponentChildren } from "preact";
import type { AccountView, BalancesView, TodayView } from "../../store/appState";
import { hm, num, shortDate, signedHm } from "../../ui/formats";
import { Length } from "../../ui/Length";
import { follow } from "../../ui/Nav";
import { Ring } from "../../ui/Ring";
import { openSheet } from "../../ui/router";
import { aloud, spoken } from "../../ui/spoken";
import { SparkLine } from "../../ui/SparkLine";
import { Told } from "../../ui/Told";
import { language, t, tn } from "../../ui/words";
import { useApp } from "../_shared/useApp";
import { HolidayWeeks } from "./HolidayWeeks";

/** The balance cards that this person has; someone without an account has no card for it. */
export function Balances({ today }: { today: TodayView }) {
  const balances = useApp().balances.value;
  if (!balances) return null;
  const flex = balances.accounts.find(({ account }) => account === "flex");
  const kiky = kikyOf(balances, today.date);
  const holidays = balances.accounts.filter(({ account }) => account === "annual_holiday");
  return (
    <div class="today-cards">
      {flex ? <Flex account={flex} balances={balances} today={today} /> : null}
      {!flex && balances.earned ? <Earned {...balances.earned} /> : null}
      {kiky ? <Kiky account={kiky} /> : balances.kikyInAgreement ? <KikyInside /> : null}
      {holidays.length > 0 ? <Holiday accounts={holidays} next={balances.nextHoliday} today={today.date} /> : null}
    </div>
  );
}

/** This year's obligation; an older one that is still owed when there is none for this year. */
function kikyOf(balances: BalancesView, date: string): AccountView | undefined {
  const all = balances.accounts.filter(({ account }) => account === "kiky");
  return all.find(({ year }) => year === Number(date.slice(0, 4))) ?? all[0];
}

interface CardProps {
  name: string;
  /** The balance as it is said, for who does not see it. */
  said: string;
  of: string;
  children: ComponentChildren;
  class?: string;
}

/** A region with its name; one button covers it and opens the explanation. */
function BalanceCard({ name, said, of, children, class: extra = "" }: CardProps) {
  return (
    <section class={`today-balance ${extra}`} aria-label={name}>
      <h2>{name}</h2>
      {children}
      <button
        type="button"
        class="today-cover"
        aria-haspopup="dialog"
        aria-label={t("today.explain", { name, value: said })}
        onClick={() => openSheet("explain", of)}
      />
    </section>
  );
}

function Flex({ account, balances, today }: { account: AccountView; balances: BalancesView; today: TodayView }) {
  const value = signedHm(account.amount);
  const { flexHistory, pendingDays } = balances;
  const running = today.state !== "out";
  const points = flexHistory.filter(({ date }) => date < today.date).map(({ amount }) => amount);
  const least = Math.min(...points);
  const most = Math.max(...points);
  return (
    <BalanceCard name={t("today.card.flex")} said={spoken(account.amount)} of="flex" class="flex">
      <strong aria-hidden="true">{value}</strong>
      {points.length > 1 ? (
        <SparkLine
          points={points}
          twin={tn("today.flex_line", points.length, { least: spoken(least), most: spoken(most) })}
        />
      ) : null}
      {pendingDays > 0 ? <small class="warm">{tn("today.pending_days", pendingDays)}</small> : null}
      {running || account.today !== 0 ? (
        <small>
          <Told
            text={t("today.flex_today", { minutes: account.today })}
            said={aloud("today.flex_today", { minutes: account.today })}
          />
        </small>
      ) : pendingDays === 0 ? (
        <small>{t("today.flex_settled")}</small>
      ) : null}
    </BalanceCard>
  );
}

function Kiky({ account }: { account: AccountView }) {
  const over = account.amount < 0;
  const left = Math.abs(account.amount);
  const what = t(over ? "today.kiky_over" : "today.kiky_left");
  const done = account.done ?? 0;
  const whole = account.opening ?? account.amount + done;
  return (
    <BalanceCard name={t("today.card.kiky")} said={`${spoken(left)} ${what}`} of="kiky" class="kiky">
      <Ring share={whole > 0 ? done / whole : 1} />
      <p class="today-kiky-left" aria-hidden="true">
        <strong>{hm(left)}</strong> <small>{what}</small>
      </p>
      <small>
        {t("today.kiky_done")}{" "}
        <span class="nowrap">
          <Length minutes={done} /> / <Length minutes={whole} />
        </span>
      </small>
    </BalanceCard>
  );
}

/** Paid by the hour: what there is to be paid, week by week, instead of a balance. */
function Earned({ week, month }: { week: number; month: number }) {
  const name = t("today.earned");
  return (
    <section class="today-balance" aria-label={name}>
      <h2>{name}</h2>
      <div class="today-earned">
        <p>
          <strong>
            <Length minutes={week} />
          </strong>{" "}
          <small>{t("today.earned_week")}</small>
        </p>
        <p>
          <strong>
            <Length minutes={month} />
          </strong>{" "}
          <small>{t("today.earned_month")}</small>
        </p>
      </div>
      <a
        class="today-cover"
        href="/tunnit"
        aria-label={t("today.earned_open")}
        onClick={(event) => follow(event, "/tunnit")}
      />
    </section>
  );
}

function KikyInside() {
  return (
    <BalanceCard name={t("today.card.kiky")} said={t("today.kiky_inside")} of="kiky" class="kiky">
      <p class="today-inside">{t("today.kiky_inside")}</p>
    </BalanceCard>
  );
}

interface HolidayProps {
  accounts: readonly AccountView[];
  next: string | null;
  today: string;
}

function Holiday({ accounts, next, today }: HolidayProps) {
  const days = accounts.reduce((sum, { amount }) => sum + amount, 0);
  const running = accounts.find(({ year }) => year !== null && `${year}-03-31` >= today)?.amount ?? 0;
  const lang = language();
  const count = num(Math.abs(days), lang);
  const over = days < 0 ? t("today.holiday_over") : "";
  return (
    <BalanceCard
      name={t("today.card.holiday")}
      said={`${tn("today.holiday_said", Math.abs(days), { n: count })} ${over}`.trim()}
      of="annual_holiday"
      class="holiday"
    >
      <strong aria-hidden="true">{t("common.days_short", { n: count })}</strong>
      <HolidayWeeks days={days} />
      {running > 0 ? <small>{t("today.holiday_running", { n: num(running, lang) })}</small> : null}
      {over ? <small>{over}</small> : null}
      <small>
        {next ? t("today.holiday_next", { date: shortDate(next, lang) }) : over ? null : t("today.holiday_left")}
      </small>
    </BalanceCard>
  );
}
