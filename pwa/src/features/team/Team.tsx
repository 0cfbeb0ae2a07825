import "./team.css";
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { TeamMember, TeamView } from "../../store/appState";
import { Button } from "../../ui/Button";
import { Icon } from "../../ui/Icon";
import { follow } from "../../ui/Nav";
import { openSheet } from "../../ui/router";
import { localTime } from "../../ui/formats";
import { siteZone, t, tn } from "../../ui/words";
import { CalendarLink } from "../_shared/CalendarLink";
import { useApp } from "../_shared/useApp";
import { daysAddress } from "../_shared/months/MonthCard";
import { inboxCount, inboxOf } from "./waiting";
import { Decide, ForgottenOut } from "./Inbox";
import { DecideMark } from "./MarkInbox";
import { DecideOrder, Unapproved } from "./OrderInbox";
import { ClaimsWaiting } from "./ClaimInbox";
import { ClaimsToPay } from "./ClaimsToPay";
import { LeaveWaiting } from "./LeaveInbox";
import { Waiting } from "./Many";
import { MonthsWaiting } from "./MonthCards";
import { Pick } from "./Pick";
import { PlanLeave } from "./PlanLeave";
import { SavingsWaiting } from "./SavingInbox";
import { Person as PersonName } from "../_shared/Person";

const SEARCH_FROM = 10;

/** Who is in, on break, remote or out now, and beside it what waits for the supervisor. */
export function Team() {
  const app = useApp();
  const { unsent, kind } = app.sync.value;
  const away = kind === "offline";
  useEffect(() => void app.acts.loadTeam(), [app, unsent, away]);
  const team = app.team.value;
  // Payroll and admins see who is in; what a supervisor decides is not theirs.
  const decides = app.session.value.roles.includes("supervisor");
  const pays = app.session.value.roles.includes("payroll");
  if (!team) return <main class="loading">{t("common.loading")}</main>;
  return (
    <main class="team">
      {decides || pays ? (
        <div class="team-waiting">
          {decides ? (
            <Waiting>
              <Inbox team={team} />
              <MonthsWaiting />
              <LeaveWaiting />
              <SavingsWaiting />
              <ClaimsWaiting />
            </Waiting>
          ) : null}
          {pays ? <ClaimsToPay /> : null}
        </div>
      ) : null}
      <div class="team-units">
        <Tools />
        {team.offline ? <Offline team={team} /> : null}
        <CalendarLink />
        <People team={team} />
        {decides ? <PlanLeave /> : null}
      </div>
    </main>
  );
}

/** What was decided, and who stands in. */
function Tools() {
  return (
    <div class="row-buttons team-tools">
      <Button onClick={() => openSheet("decided")}>{t("decide.decided")}</Button>
      <Button onClick={() => openSheet("substitute")}>{t("substitute.title")}</Button>
    </div>
  );
}

function Offline({ team: { asOf } }: { team: TeamView }) {
  const today = useApp().today.value?.date;
  if (asOf === null) return <p class="note">{t("team.offline")}</p>;
  const { date } = localTime(asOf, siteZone());
  return <p class="note">{t(date === today ? "team.offline_seen" : "team.offline_seen_on", { at: asOf, date })}</p>;
}

function Inbox({ team }: { team: TeamView }) {
  const { corrections, orders, marks, forgotten, unordered } = inboxOf(team);
  if (inboxCount(team) === 0) return null;
  return (
    <section class="team-inbox" aria-labelledby="inbox">
      <h2 id="inbox">{t("team.inbox")}</h2>
      {corrections.map((correction) => (
        <Pick key={correction.id} id={correction.id}>
          <Decide correction={correction} />
        </Pick>
      ))}
      {orders.map((one) => (
        <Pick key={one.id} id={one.id}>
          <DecideOrder asked={one} />
        </Pick>
      ))}
      {marks.map((one) => (
        <Pick key={one.id} id={one.id}>
          <DecideMark mark={one} />
        </Pick>
      ))}
      {forgotten.map(({ member, day }) => (
        <Pick key={member.person + day.date} id={`${member.person}:${day.date}`}>
          <ForgottenOut member={member} day={day} />
        </Pick>
      ))}
      {unordered.map(({ member, day }) => (
        <Pick key={member.person + day.date} id={`${member.person}:${day.date}`}>
          <Unapproved member={member} day={day} />
        </Pick>
      ))}
    </section>
  );
}

function People({ team }: { team: TeamView }) {
  const wanted = useSignal("");
  const count = team.teams.reduce((sum, unit) => sum + unit.members.length, 0);
  const fits = ({ name }: TeamMember): boolean => name.toLocaleLowerCase().includes(wanted.value.toLocaleLowerCase());
  return (
    <>
      {count >= SEARCH_FROM ? (
        <div class="field">
          <label for="find-person">{t("team.find")}</label>
          <input
            id="find-person"
            class="input"
            type="search"
            value={wanted.value}
            onInput={(event) => (wanted.value = event.currentTarget.value)}
          />
        </div>
      ) : null}
      {team.teams.map(({ id, name, members }) => (
        <Unit key={id} name={name} members={members.filter(fits)} />
      ))}
    </>
  );
}

const ORDER = { in: 0, break: 1, out: 2 } as const;

function Unit({ name, members }: { name: string; members: readonly TeamMember[] }) {
  const present = members.filter(({ state }) => state !== "out").length;
  const sorted = [...members].sort((a, b) => ORDER[a.state] - ORDER[b.state] || a.name.localeCompare(b.name));
  if (members.length === 0) return null;
  return (
    <section class="card team-unit" aria-label={name}>
      <header>
        <h2>{name}</h2>
        <p>{tn("team.present", present, { all: members.length })}</p>
      </header>
      <ul>
        {sorted.map((member) => (
          <Person key={member.person} member={member} />
        ))}
      </ul>
    </section>
  );
}

function Person({ member }: { member: TeamMember }) {
  const { person, name, state, since, remote, clockSuspect, away } = member;
  const open = useSignal(false);
  const decides = useApp().session.value.roles.includes("supervisor");
  const balances = `/saldot/${encodeURIComponent(person)}`;
  const told = since === null ? t(`team.state.${state}_plain`) : t(`team.state.${state}`, { since });
  return (
    <li>
      <div class={`team-person ${state}`}>
        <i aria-hidden="true" />
        <span>
          <b>
            <PersonName id={person} name={name} own />
          </b>
          <small>{away && state === "out" ? t("away.today") : told}</small>
        </span>
        <span class="team-marks">
          {remote && state !== "out" ? <span class="team-mark-tag">{t("team.remote")}</span> : null}
          {clockSuspect ? <span class="team-mark-tag warm">{t("team.clock_suspect")}</span> : null}
        </span>
        <button
          type="button"
          class="icon-button team-turn"
          aria-expanded={open.value}
          aria-label={t("orders.acts", { name })}
          onClick={() => (open.value = !open.value)}
        >
          <Icon name="next" />
        </button>
      </div>
      {open.value ? (
        <div class="row-buttons team-person-acts">
          {decides ? <Button onClick={() => openSheet("order", person)}>{t("orders.place")}</Button> : null}
          {decides ? <Button onClick={() => openSheet("absence", person)}>{t("away.record")}</Button> : null}
          <LinkButton to={daysAddress(person)} label={t("month.days_of", { name })}>
            {t("month.days")}
          </LinkButton>
          <LinkButton to={balances} label={t("team.balances", { name })}>
            {t("orders.balances")}
          </LinkButton>
        </div>
      ) : null}
    </li>
  );
}

function LinkButton({ to, label, children }: { to: string; label: string; children: string }) {
  return (
    <a class="button" href={to} aria-label={label} onClick={(event) => follow(event, to)}>
      {children}
    </a>
  );
}
