import "../_shared/forms/desk.css";
import "../_shared/months/month.css";
import "./card.css";
import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import type { Wire } from "../../store/appState";
import { clock, dateRange, dayDate, localTime } from "../../ui/formats";
import { Sheet } from "../../ui/Sheet";
import { knows, language, siteZone, t, tn } from "../../ui/words";
import { Go } from "../_shared/Go";
import { daysAddress, Sums } from "../_shared/months/MonthCard";
import { useReply, Wait } from "../_shared/reply/reply";
import { useApp } from "../_shared/useApp";
import { written } from "../_shared/written";
import { PersonActs } from "./PersonRow";

type Card = Wire["PersonCard"];

/** All that one may know of a person, in one place: each part comes from its own reading, and stays away where it is refused. */
export function PersonCard({ of = "", onClose }: { of?: string; onClose: () => void }) {
  const id = encodeURIComponent(of);
  const [changed, setChanged] = useState(0);
  const [reply, again] = useReply(`/api/v1/people/${id}/card`, changed);
  return (
    <Sheet title={reply?.ok ? reply.data.name : t("card.title")} onClose={onClose}>
      <div class="people-card">
        <Wait reply={reply} again={again}>
          {(card) => <Parts card={card} onChanged={() => setChanged(changed + 1)} />}
        </Wait>
      </div>
    </Sheet>
  );
}

function Parts({ card, onChanged }: { card: Card; onChanged: () => void }) {
  const { roles } = useApp().session.value;
  const office = roles.includes("admin") || roles.includes("payroll");
  return (
    <>
      <Who card={card} />
      <Month card={card} />
      <Balances id={card.id} />
      <Contract id={card.id} />
      <Away card={card} />
      <Claims id={card.id} />
      <Changes id={card.id} />
      <Devices card={card} />
      {office && card.active !== null ? (
        <Part name="card.access">
          <div class="row-buttons">
            <PersonActs one={{ ...card, teams: [], active: card.active, joined: card.joined }} onChanged={onChanged} />
          </div>
        </Part>
      ) : null}
    </>
  );
}

function Part({ name, children }: { name: string; children: ComponentChildren }) {
  return (
    <section class="people-card-part" aria-label={t(name)}>
      <h3>{t(name)}</h3>
      {children}
    </section>
  );
}

function Lines({ lines }: { lines: readonly (readonly [string, string])[] }) {
  return (
    <dl class="people-card-lines">
      {lines.map(([name, value], n) => (
        <div key={name + n}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function Who({ card }: { card: Card }) {
  const roles = (card.roles ?? []).filter((role) => role !== "employee").map((role) => t(`people.role.${role}`));
  const lines: (readonly [string, string])[] = [
    [t("card.team"), [...new Set(card.teams.map(({ name }) => name))].join(", ")],
    [t("card.site"), card.site ?? ""],
    [t("card.decides"), card.decides.join(", ")],
    [t("people.field.email"), card.email ?? ""],
    [t("card.roles"), roles.join(", ")],
  ];
  return <Lines lines={lines.filter(([, value]) => value)} />;
}

function Month({ card: { id, month } }: { card: Card }) {
  const { roles } = useApp().session.value;
  const [reply] = useReply(`/api/v1/months/person?person=${encodeURIComponent(id)}&month=${month}`);
  if (!reply?.ok) return null;
  const { status, row, summary } = reply.data;
  return (
    <Part name="card.month">
      <p>
        {t("card.month_of", { month: `${month}-01` })}{" "}
        <span class={`month-tag ${status}`}>{t(row?.changed ? "month.changed" : `month.status.${status}`)}</span>
      </p>
      <Sums row={{ month }} summary={summary} />
      {roles.includes("payroll") || roles.includes("supervisor") ? (
        <Go to={daysAddress(id, month)}>{t("card.days")}</Go>
      ) : null}
    </Part>
  );
}

function Balances({ id }: { id: string }) {
  const [reply] = useReply(`/api/v1/balances?person=${encodeURIComponent(id)}`);
  if (!reply?.ok) return null;
  const lines = reply.data.accounts.map((one): readonly [string, string] => [
    `${t(`account.${one.account}`)}${one.year ? ` ${one.year}` : ""}`,
    written(one.amount, one.unit, language(), !one.owed && one.unit === "min"),
  ]);
  return (
    <Part name="card.balances">
      <Lines lines={lines} />
      <Go to={`/saldot/${encodeURIComponent(id)}`}>{t("people.balances")}</Go>
    </Part>
  );
}

function Contract({ id }: { id: string }) {
  const [reply] = useReply(`/api/v1/contracts?person=${encodeURIComponent(id)}`);
  const one = reply?.ok ? reply.data.people[0] : undefined;
  if (!one) return null;
  const { now, since } = one;
  return (
    <Part name="card.contract">
      {now ? (
        <p>
          {[now.agreement_name, t(`form.${now.form}`), t(`contracts.pay.${now.pay}`)].join(" · ")}
          {since ? <small>{t("card.since", { date: since })}</small> : null}
        </p>
      ) : (
        <p class="muted">{t("card.no_contract")}</p>
      )}
      <Go to={`/tyosopimukset/${encodeURIComponent(id)}`}>{t("people.contract")}</Go>
    </Part>
  );
}

function Away({ card: { away } }: { card: Card }) {
  if (away.length === 0) return null;
  const lines = away.map((one): readonly [string, string] => [
    dateRange(one.from, one.until, language()),
    t(knows(`absence.${one.kind}`) ? `absence.${one.kind}` : "absence.away"),
  ]);
  return (
    <Part name="card.away">
      <Lines lines={lines} />
    </Part>
  );
}

function Claims({ id }: { id: string }) {
  const [reply] = useReply(`/api/v1/claims?person=${encodeURIComponent(id)}`);
  const claims = reply?.ok ? reply.data.claims : [];
  if (claims.length === 0) return null;
  const newest = [...claims].sort((a, b) => (b.until_date ?? "").localeCompare(a.until_date ?? "")).slice(0, 5);
  return (
    <Part name="card.claims">
      <p class="muted">{tn("card.claims_n", claims.length)}</p>
      <Lines lines={newest.map((one) => [one.title, t(`travel.status.${one.status}`)] as const)} />
    </Part>
  );
}

function Changes({ id }: { id: string }) {
  const person = encodeURIComponent(id);
  const [reply] = useReply(`/api/v1/audit?person=${person}`);
  if (!reply?.ok || reply.data.events.length === 0) return null;
  const lines = reply.data.events
    .slice(0, 5)
    .map((one): readonly [string, string] => [
      dayDate(localTime(one.at, siteZone()).date, language()),
      [one.title, one.who_name].filter(Boolean).join(" · "),
    ]);
  return (
    <Part name="card.changes">
      <Lines lines={lines} />
      <Go to={`/tapahtumaloki/${person}_`}>{t("card.all_changes")}</Go>
    </Part>
  );
}

function Devices({ card: { devices } }: { card: Card }) {
  if (!devices?.length) return null;
  const [lang, zone] = [language(), siteZone()];
  const seen = (at: number): string => `${dayDate(localTime(at, zone).date, lang)} ${clock(at, lang, zone)}`;
  return (
    <Part name="card.devices">
      <Lines lines={devices.map(({ name, seen_at }) => [name, seen(seen_at)] as const)} />
    </Part>
  );
}
