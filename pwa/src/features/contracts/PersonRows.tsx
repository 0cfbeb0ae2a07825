import { useState } from "preact/hooks";
import type { Wire } from "../../store/appState";
import { Button } from "../../ui/Button";
import { type Language, fullDate, hm } from "../../ui/formats";
import { language, t } from "../../ui/words";
import { Go } from "../_shared/Go";
import { Wait, useReply } from "../_shared/reply/reply";
import { useApp } from "../_shared/useApp";
import { euros } from "../_shared/forms/money";
import { travelNotes } from "../_shared/forms/travelTerms";
import { ChangePanel } from "./ChangePanel";

/** One person's dated contracts, the one in force marked. */
export function PersonRows({ person }: { person: string }) {
  const [reply, again] = useReply(`/api/v1/contracts?person=${encodeURIComponent(person)}`);
  return (
    <main class="desk">
      <Go to="/tyosopimukset">{t("contracts.everybody")}</Go>
      <Wait reply={reply} again={again}>
        {({ people }) => people.map((one) => <Rows key={one.person} one={one} again={again} />)}
      </Wait>
    </main>
  );
}

function Rows({ one, again }: { one: Wire["PersonContracts"]; again: () => void }) {
  const [begun, setBegun] = useState(false);
  return (
    <>
      {one.contracts?.length ? <Dated one={one} /> : begun ? null : <None name={one.name} />}
      {one.now ? null : <Beginning one={one} again={again} onBegun={setBegun} />}
    </>
  );
}

function None({ name }: { name: string }) {
  return (
    <section class="card" aria-labelledby="rows">
      <h2 id="rows">{name}</h2>
      <p class="muted">{t("contracts.none_yet")}</p>
    </section>
  );
}

interface BeginningProps {
  one: Wire["PersonContracts"];
  again: () => void;
  /** The contract has been made, or its making taken back. */
  onBegun: (begun: boolean) => void;
}

/** A contract for somebody who has none today; payroll and admins make it. */
function Beginning({ one, again, onBegun }: BeginningProps) {
  const [open, setOpen] = useState(false);
  const { roles } = useApp().session.value;
  if (!roles.includes("payroll") && !roles.includes("admin")) return null;
  const close = (done: boolean): void => {
    setOpen(false);
    onBegun(false);
    if (done) again();
  };
  if (open) return <ChangePanel people={[one]} begins onClose={close} onDone={onBegun} />;
  return (
    <span class="row-buttons">
      <Button kind="go" onClick={() => setOpen(true)}>
        {t("contracts.begin")}
      </Button>
    </span>
  );
}

function Dated({ one }: { one: Wire["PersonContracts"] }) {
  const columns = ["dates", "agreement", "form", "hours"];
  return (
    <section class="card" aria-labelledby="rows">
      <h2 id="rows">{one.name}</h2>
      <p class="muted">{one.teams.join(", ")}</p>
      <table class="desk-grid">
        <thead>
          <tr>
            {columns.map((name) => (
              <th key={name} scope="col">
                {t(`contracts.column.${name}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {[...(one.contracts ?? [])].reverse().map((row) => (
            <Line key={row.id} row={row} now={one.since === row.from} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Line({ row, now }: { row: Wire["ContractRow"]; now: boolean }) {
  const lang = language();
  return (
    <tr>
      <th scope="row">
        {fullDate(row.from, lang)}–{row.until ? fullDate(row.until, lang) : t("contracts.for_now")}{" "}
        {now ? <span class="desk-mark own">{t("contracts.in_force")}</span> : null}
      </th>
      <td data-name={t("contracts.column.agreement")}>
        {row.variant_name ?? row.agreement_name}
        {row.variant_name ? <small>{row.agreement_name}</small> : null}
      </td>
      <td data-name={t("contracts.column.form")}>
        {t(`form.${row.form}`)}
        <small>{t(`contracts.pay.${row.pay}`)}</small>
        {row.hourly_cents ? <small>{t("contracts.wage", { euros: euros(row.hourly_cents, lang) })}</small> : null}
        {row.period ? <small>{periods(row.period, lang)}</small> : null}
        {travelNotes(row).map((note) => (
          <small key={note}>{note}</small>
        ))}
      </td>
      <td data-name={t("contracts.column.hours")}>
        <Hours row={row} />
      </td>
    </tr>
  );
}

/** When the periods of period work begin. */
function periods({ weeks, start }: Wire["Period"], lang: Language): string {
  return t("contracts.periods", { weeks, start: fullDate(start, lang) });
}

function Hours({ row }: { row: Wire["ContractRow"] }) {
  const share = `${Math.round(row.share * 100)} %`;
  const own = row.day_minutes ?? row.week_minutes;
  return (
    <>
      {own === null ? t("contracts.by_agreement") : hours(row)}
      <small>{share}</small>
      {row.kiky_opt_out ? <small>{t("contracts.opted_out", { reason: row.kiky_opt_out.reason ?? "" })}</small> : null}
    </>
  );
}

function hours({ day_minutes, week_minutes }: Wire["ContractRow"]): string {
  const day = day_minutes === null ? "" : `${hm(day_minutes)} ${t("desk.a_day")}`;
  const week = week_minutes === null ? "" : `${hm(week_minutes)} ${t("desk.a_week")}`;
  return [day, week].filter(Boolean).join(", ");
}
