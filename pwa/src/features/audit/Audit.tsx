import "./audit.css";
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { DateInput } from "../../ui/DateTime";
import { Button } from "../../ui/Button";
import { clock, dayDate, localTime } from "../../ui/formats";
import { within } from "../../ui/router";
import { language, siteZone, t } from "../../ui/words";
import type { Wire } from "../../store/appState";
import { useApp } from "../_shared/useApp";
import { Named } from "../_shared/Person";
import { DESK, useWide } from "../../ui/useWide";
import { AtDesk } from "./AtDesk";

type Told = Wire["AuditValue"];

type Event = Wire["AuditEvent"];

interface Wish {
  person: string;
  from: string;
  to: string;
  day: string;
}

/** `/tapahtumaloki/<date>` shows what was changed in that day, `/<person>_<date>` somebody else's, `/<person>_` all of it. */
function wishOf(place: string): Wish {
  const [first = "", second] = place.split("_");
  return { person: second === undefined ? "" : first, day: second ?? first, from: "", to: "" };
}

function query(wish: Wish, after: number | null): string {
  const given = Object.entries({ ...wish, after: after === null ? "" : String(after) }).filter(([, value]) => value);
  return String(new URLSearchParams(given));
}

/** At a desk payroll and admins have the whole log as a table; a day's or a person's changes stay cards. */
export function Audit() {
  const { session } = useApp();
  const desk = useWide(DESK);
  const sees = session.value.roles.some((role) => role === "payroll" || role === "admin");
  return desk && sees && !within.value ? (
    <main class="audit-trail">
      <h2 class="vh">{t("nav.tapahtumaloki")}</h2>
      <AtDesk />
    </main>
  ) : (
    <Cards />
  );
}

/** Who changed what, and when: everybody's for payroll, one's people's for a supervisor, one's own for everybody. */
function Cards() {
  const { office } = useApp();
  const wish = useSignal(wishOf(within.value));
  const trail = useSignal<Wire["Audit"] | null>(null);
  const trouble = useSignal("");
  const load = async (after: number | null = null): Promise<void> => {
    const reply = await office.get(`/api/v1/audit?${query(wish.value, after)}`);
    trouble.value = reply.ok ? "" : reply.offline ? t("trail.offline") : reply.problem.detail;
    if (!reply.ok) return;
    const before = after === null || !trail.value ? [] : trail.value.events;
    const intact = reply.data.intact && (before.length === 0 || trail.value?.intact !== false);
    trail.value = { ...reply.data, events: [...before, ...reply.data.events], intact };
  };
  const look = (change: Partial<Wish>): void => {
    wish.value = { ...wish.value, ...change };
    void load();
  };
  useEffect(() => void load(), []);
  return (
    <main class="audit-trail">
      <h2 class="vh">{t("nav.tapahtumaloki")}</h2>
      <Filters wish={wish.value} onLook={look} />
      {trouble.value ? (
        <p class="note" role="alert">
          {trouble.value}
        </p>
      ) : null}
      {trail.value ? <Events trail={trail.value} onMore={load} /> : null}
      {!trail.value && !trouble.value ? <p class="loading">{t("common.loading")}</p> : null}
    </main>
  );
}

function Filters({ wish, onLook }: { wish: Wish; onLook: (change: Partial<Wish>) => void }) {
  const { team, session, acts } = useApp();
  const sees = session.value.roles.some((role) => !["employee", "planner", "reception"].includes(role));
  useEffect(() => void (sees && !team.value && acts.loadTeam()), []);
  const people = team.value?.teams.flatMap((unit) => unit.members) ?? [];
  return (
    <details class="card audit-narrow" open={Boolean(wish.person || wish.day)}>
      <summary>{t("trail.narrow")}</summary>
      <div class="audit-filters">
        {people.length > 0 ? (
          <div class="field">
            <label for="trail-person">{t("trail.person")}</label>
            <select
              id="trail-person"
              class="input"
              value={wish.person}
              onChange={(event) => onLook({ person: event.currentTarget.value })}
            >
              <option value="">{t("trail.everybody")}</option>
              {people.map(({ person, name }) => (
                <option key={person} value={person}>
                  {name}
                </option>
              ))}
            </select>
          </div>
        ) : null}
        {(["from", "to", "day"] as const).map((name) => (
          <div key={name} class="field">
            <label for={`trail-${name}`}>{t(`trail.${name}`)}</label>
            <DateInput id={`trail-${name}`} value={wish[name]} onInput={(value) => onLook({ [name]: value })} />
          </div>
        ))}
      </div>
    </details>
  );
}

function Events({ trail, onMore }: { trail: Wire["Audit"]; onMore: (after: number) => Promise<void> }) {
  const { events, next, intact } = trail;
  return (
    <>
      <p class={intact ? "audit-seal" : "audit-seal broken"} role="status">
        {t(intact ? "trail.intact" : "trail.broken")}
      </p>
      {events.length === 0 ? <p class="muted">{t("trail.empty")}</p> : null}
      <ol class="audit-events">
        {events.map((event) => (
          <Row key={event.n} event={event} />
        ))}
      </ol>
      {next === null ? null : <Button onClick={() => onMore(next)}>{t("trail.more")}</Button>}
    </>
  );
}

function Row({ event }: { event: Event }) {
  const [lang, zone] = [language(), siteZone()];
  const when = `${dayDate(localTime(event.at, zone).date, lang)} ${clock(event.at, lang, zone)}`;
  const about = event.person_name && event.person_name !== event.who_name ? event.person_name : null;
  return (
    <li class={event.sealed ? "card" : "card broken"}>
      <h3>{event.title}</h3>
      <p class="muted">
        {when} ·{" "}
        {event.who_name ? <Named id={event.who} name={event.who_name} text={event.who_name} /> : t("trail.system")}
        {about ? (
          <>
            {" · "}
            <Named id={event.person} name={about} text={t("trail.about", { name: about })} own />
          </>
        ) : null}
      </p>
      {event.old.length > 0 ? <Values name="trail.old" values={event.old} /> : null}
      {event.new.length > 0 ? <Values name="trail.new" values={event.new} /> : null}
      {event.sealed ? null : <p class="wrong">{t("trail.not_sealed")}</p>}
    </li>
  );
}

function Values({ name, values }: { name: string; values: readonly Told[] }) {
  return (
    <div class="audit-values">
      <b>{t(name)}</b>
      <dl>
        {values.map(({ label, value }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
