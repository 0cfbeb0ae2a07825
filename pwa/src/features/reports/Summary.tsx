import { dateRange, hm, num, signedHm } from "../../ui/formats";
import { language, t, tn } from "../../ui/words";
import { euros } from "../_shared/forms/money";
import type { Absence, Account, KikyYear, Money, PersonPart } from "./types";

/** Every balance of the interval: where it began, what moved it, where it ended; and kiky. */
export function Summary({ told }: { told: PersonPart["summary"] }) {
  return (
    <div class="reports-summary">
      {told.pending_days > 0 ? (
        <p class="note reports-pending">
          <span>{tn("report.pending", told.pending_days)}</span>
        </p>
      ) : null}
      {told.accounts.map((one) => (
        <AccountCard key={`${one.account}${one.year}`} one={one} />
      ))}
      {told.kiky.map((one) => (
        <KikyCard key={one.year} one={one} />
      ))}
      {told.money ? <MoneyCard money={told.money} /> : null}
      {told.absences.length > 0 ? <Absences rows={told.absences} /> : null}
    </div>
  );
}

function AccountCard({ one }: { one: Account }) {
  const write = (amount: number): string => (one.unit === "day" ? num(amount, language()) : signedHm(amount));
  return (
    <section class="reports-account">
      <h4>
        {t(`report.account.${one.account}`)} {one.year ?? ""}
      </h4>
      <p>
        <span class="muted">{write(one.opening)} → </span>
        <b>{write(one.closing)}</b>
      </p>
      <dl>
        {Object.entries(one.changes).map(([kind, amount]) => (
          <div key={kind}>
            <dt>{t(kind === "day" ? "report.change.day" : `row.${kind}`)}</dt>
            <dd>{write(amount)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

/** What the hours make in money, part by part. */
function MoneyCard({ money }: { money: Money }) {
  const lang = language();
  return (
    <section class="reports-account">
      <h4>{t("report.money.title")}</h4>
      <p>
        <b>{euros(money.cents, lang)}</b>
      </p>
      <dl>
        {money.rows.map(({ part, percent, minutes, cents }) => (
          <div key={`${part}${percent}`}>
            <dt>
              {partTitle(part, percent)} <small>{hm(minutes)}</small>
            </dt>
            <dd>{euros(cents, lang)}</dd>
          </div>
        ))}
      </dl>
      <p class="muted">{t("report.money.what")}</p>
    </section>
  );
}

const OVERTIME = /^(overtime|weekly|period)\d+$/;

function partTitle(part: string, percent: number): string {
  if (part === "base") return t("report.money.base");
  const name = t(OVERTIME.test(part) ? `report.money.${part}` : `rule.${part}`);
  return t("report.money.raise", { name, percent });
}

/** Which kind of absence, when, how long, and whether it is paid. */
function Absences({ rows }: { rows: readonly Absence[] }) {
  return (
    <section class="reports-account is-away">
      <h4>{t("report.absences")}</h4>
      <dl>
        {rows.map((one, n) => (
          <div key={n}>
            <dt>
              {t(`report.absence.${one.kind}`)} <small>{aboutAbsence(one).join(" · ")}</small>
            </dt>
            <dd>{[one.days ? t("amount.day", { n: one.days }) : "", hm(one.minutes)].filter(Boolean).join(" · ")}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

/** When it was, whether it is paid, and why. */
function aboutAbsence({ from, until, pay, reason }: Absence): string[] {
  const paid = pay ? t(`report.absence_pay.${pay}`) : "";
  return [dateRange(from, until, language()), paid, reason].filter(Boolean);
}

function KikyCard({ one }: { one: KikyYear }) {
  const lines: [string, number][] = [
    [t("report.part.opening"), one.opening],
    ...Object.entries(one.by_kind).map(([kind, minutes]): [string, number] => [t(`report.kiky.${kind}`), minutes]),
    [t("report.part.planned"), one.planned],
  ];
  return (
    <section class="reports-account is-kiky">
      <h4>
        {t("report.account.kiky")} {one.year}
      </h4>
      <p>
        <b>{hm(Math.abs(one.left))}</b>{" "}
        <span class="muted">{t(one.left < 0 ? "report.part.over" : "report.part.left")}</span>
      </p>
      <dl>
        {lines.map(([name, minutes]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{hm(minutes)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
