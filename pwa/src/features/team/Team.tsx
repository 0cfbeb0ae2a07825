import "./team.css";
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { TeamMember, TeamView } from "../../store/live";
import { Button } from "../../ui/Button";
import { Icon } from "../../ui/Icon";
import { follow } from "../../ui/Nav";
import { openSheet } from "../../ui/router";
import { t, tn } from "../../ui/words";
import { useLive } from "../live";
import { inboxCount, inboxOf } from "./waiting";
import { Decide, ForgottenOut } from "./Inbox";
import { DecideOrder, Unapproved } from "./OrderInbox";
import { MonthsWaiting } from "./MonthCards";

const SEARCH_FROM = 10;

/** Who is in, on break, remote or out now, and beside it what waits for the supervisor. */
export function Team() {
  const live = useLive();
  const { unsent } = live.sync.value;
  useEffect(() => void live.acts.loadTeam(), [live, unsent]);
  const team = live.team.value;
  if (!team) return <main class="loading">{t("common.loading")}</main>;
  return (
    <main class="team">
      <div class="decisions">
        <Inbox team={team} />
        <MonthsWaiting />
      </div>
      <div class="units">
        {team.offline ? <Offline team={team} /> : null}
        <People team={team} />
      </div>
    </main>
  );
}

function Offline({ team }: { team: TeamView }) {
  return <p class="note">{team.asOf ? t("team.offline_seen", { at: team.asOf }) : t("team.offline")}</p>;
}

function Inbox({ team }: { team: TeamView }) {
  const { corrections, orders, forgotten, unordered } = inboxOf(team);
  if (inboxCount(team) === 0) return null;
  return (
    <section class="inbox" aria-labelledby="inbox">
      <h2 id="inbox">{t("team.inbox")}</h2>
      {corrections.map((correction) => (
        <Decide key={correction.id} correction={correction} />
      ))}
      {orders.map((one) => (
        <DecideOrder key={one.id} asked={one} />
      ))}
      {forgotten.map(({ member, day }) => (
        <ForgottenOut key={member.person + day.date} member={member} day={day} />
      ))}
      {unordered.map(({ member, day }) => (
        <Unapproved key={member.person + day.date} member={member} day={day} />
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
    <section class="card unit" aria-label={name}>
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
  const balances = `/saldot/${encodeURIComponent(person)}`;
  const told = since === null ? t(`team.state.${state}_plain`) : t(`team.state.${state}`, { since });
  return (
    <li>
      <div class={`person ${state}`}>
        <i aria-hidden="true" />
        <span>
          <b>{name}</b>
          <small>{away && state === "out" ? t("away.today") : told}</small>
        </span>
        <span class="marks">
          {remote && state !== "out" ? <span class="mark-tag">{t("team.remote")}</span> : null}
          {clockSuspect ? <span class="mark-tag warm">{t("team.clock_suspect")}</span> : null}
        </span>
        <button
          type="button"
          class="icon-button turn"
          aria-expanded={open.value}
          aria-label={t("orders.acts", { name })}
          onClick={() => (open.value = !open.value)}
        >
          <Icon name="next" />
        </button>
      </div>
      {open.value ? (
        <div class="row-buttons person-acts">
          <Button onClick={() => openSheet("order", person)}>{t("orders.place")}</Button>
          <Button onClick={() => openSheet("absence", person)}>{t("away.record")}</Button>
          <a
            class="button"
            href={balances}
            aria-label={t("team.balances", { name })}
            onClick={(event) => follow(event, balances)}
          >
            {t("orders.balances")}
          </a>
        </div>
      ) : null}
    </li>
  );
}
