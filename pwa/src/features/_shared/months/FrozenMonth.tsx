import "./month.css";
import { useSignal } from "@preact/signals";
import type { FrozenTotals, MonthStatus, Wire } from "../../../store/appState";
import { dayDate, localTime } from "../../../ui/formats";
import { language, siteZone, t, tn } from "../../../ui/words";
import { useApp } from "../useApp";

type Unit = "min" | "day" | "cent";

interface Amount {
  account: string;
  year: number | null;
  unit: Unit;
}

type Account = Wire["ComparedAccount"];

type Correction = Wire["CorrectedAccount"];

type Frozen = Wire["FrozenMonth"];

type CorrectedDay = Wire["CorrectedDay"];

interface Props {
  month: string;
  /** Somebody else than the one who looks. */
  person?: string;
  /** What this device has of it, without the network. */
  kept?: FrozenTotals | null;
}

/** What a closed month was frozen at, and beside it what has corrected it since. */
export function FrozenMonth({ month, person, kept = null }: Props) {
  const { office } = useApp();
  const found = useSignal<Frozen | null>(null);
  const trouble = useSignal("");
  const look = async (): Promise<void> => {
    const whose = person ? `&person=${encodeURIComponent(person)}` : "";
    const reply = await office.get(`/api/v1/months/frozen?month=${month}${whose}`);
    trouble.value = reply.ok ? "" : reply.offline ? t("month.frozen_offline") : reply.problem.detail;
    if (reply.ok) found.value = reply.data;
  };
  const totals = found.value ? found.value.totals : kept;
  return (
    <details class="month-frozen" onToggle={(event) => void (event.currentTarget.open && look())}>
      <summary>{t("month.frozen")}</summary>
      {found.value && person ? <ClosedBy at={found.value.closed_at} name={found.value.closed_by_name} /> : null}
      {totals ? <Totals totals={totals} /> : null}
      {found.value && !totals ? <Untold status={found.value.status} /> : null}
      {trouble.value ? (
        <p class="note" role="status">
          {trouble.value}
        </p>
      ) : null}
      {found.value?.accounts.map((one) => (
        <AccountLine key={one.account + (one.year ?? "")} one={one} />
      ))}
      {found.value ? <Corrections rows={found.value.corrections} days={found.value.days} /> : null}
    </details>
  );
}

function Untold({ status }: { status: MonthStatus }) {
  return <p class="muted">{t(status === "closed" ? "month.frozen_with_later" : "month.not_closed")}</p>;
}

/** `Suljettu 2.12.2026, Paula Palkka.` */
export function ClosedBy({ at, name }: { at: number | null; name: string | null }) {
  if (at === null) return null;
  const { date } = localTime(at, siteZone());
  return <p class="muted">{name ? t("month.closed_by", { date, name }) : t("month.closed_on", { date })}</p>;
}

function Totals({ totals: { worked, target, flex, classes } }: { totals: FrozenTotals }) {
  const named = ["additional", "overtime50", "overtime100", "unapproved"].filter((name) => classes[name]);
  const tested = ["weekly50", "weekly100", "period50", "period100"].filter((name) => classes[name]);
  return (
    <dl class="month-sums">
      <Pair name={t("month.worked")} value={t("month.hm", { minutes: worked })} />
      <Pair name={t("month.target")} value={t("month.hm", { minutes: target })} />
      <Pair name={t("month.flex")} value={t("value.minutes", { minutes: flex })} />
      {classes.kiky ? <Pair name={t("account.kiky")} value={t("month.hm", { minutes: classes.kiky })} /> : null}
      {named.map((name) => (
        <Pair key={name} name={t(`report.column.${name}`)} value={t("month.hm", { minutes: classes[name] })} />
      ))}
      {tested.map((name) => (
        <Pair key={name} name={t(`rule.pay_${name}`)} value={t("month.hm", { minutes: classes[name] })} />
      ))}
    </dl>
  );
}

function AccountLine({ one }: { one: Account }) {
  return (
    <>
      <h3>{[t(`account.${one.account}`), one.year].filter(Boolean).join(" ")}</h3>
      <dl class="month-sums">
        <Pair name={t("month.part.opening")} value={standing(one, one.opening)} />
        <Pair name={t("month.part.change")} value={amount(one.change, one.unit)} />
        <Pair name={t("month.part.closing")} value={standing(one, one.closing)} />
        {one.corrected === 0 ? null : (
          <>
            <Pair name={t("month.part.corrected")} value={amount(one.corrected, one.unit)} />
            <Pair name={t("month.part.together")} value={amount(one.together, one.unit)} />
          </>
        )}
      </dl>
    </>
  );
}

function Corrections({ rows, days }: { rows: readonly Correction[]; days: readonly CorrectedDay[] }) {
  const lang = language();
  const worked = days.filter(({ minutes }) => minutes.worked);
  if (rows.length + worked.length === 0) return <p class="muted">{t("month.uncorrected")}</p>;
  return (
    <>
      <h3>{tn("month.corrections", days.length || rows.length)}</h3>
      <ul class="month-corrections">
        {worked.map((row, n) => (
          <li key={`worked${n}`}>
            <b>
              {dayDate(row.date, lang)} · {t("month.worked")}{" "}
              <span class="nowrap">{t("value.minutes", { minutes: row.minutes.worked })}</span>
            </b>
            <small>
              {t("month.correction_posted", { date: row.posted, name: row.by_name ?? "" })} {row.why}
            </small>
          </li>
        ))}
        {rows.map((row, n) => (
          <li key={n}>
            <b>
              {dayDate(row.date, lang)} · {t(`account.${row.account}`)}{" "}
              <span class="nowrap">{amount(row.amount, row.unit)}</span>
            </b>
            <small>
              {t("month.correction_posted", { date: row.posted, name: row.by_name ?? "" })} {row.why}
            </small>
          </li>
        ))}
      </ul>
    </>
  );
}

/** A balance; what is owed of kiky has no sign. */
function standing({ account, unit }: Amount, value: number): string {
  return account === "kiky" ? t("month.hm", { minutes: value }) : amount(value, unit);
}

function amount(value: number, unit: Unit): string {
  if (unit === "min") return t("value.minutes", { minutes: value });
  return t(`amount.${unit}`, { n: unit === "cent" ? value / 100 : value });
}

function Pair({ name, value }: { name: string; value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd class="nowrap">{value}</dd>
    </div>
  );
}
