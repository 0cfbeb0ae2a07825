import { useEffect, useRef, useState } from "preact/hooks";
import type { Wire } from "../../store/appState";
import { Button } from "../../ui/Button";
import { t, tn } from "../../ui/words";
import { Input, Select } from "../_shared/forms/fields";
import { Person } from "../_shared/Person";
import { useReply, Wait } from "../_shared/reply/reply";
import { useApp } from "../_shared/useApp";
import { BigScreen } from "./BigScreen";
import {
  atSite,
  byTeam,
  counts,
  type Line,
  named,
  type Status,
  STATUSES,
  teamsAt,
  type Wish,
  withStatus,
} from "./sorting";

type Told = Wire["Presence"];

const LISTEN = "/api/v1/sync/poke?board=true";
/** Milliseconds until the board is read again though nothing was heard: somebody in no team makes no sound. */
const AT_LEAST = 60_000;
const NETWORK = ["online", "offline"] as const;
/** What the chosen site is kept under on this device. */
const KEPT_SITE = "presence.site";
const EVERYBODY: Wish = { name: "", site: "", team: "", statuses: [] };

/** Who is in, remote, on a break, away or gone now. When the network goes, the board stays and says what time it is of. */
export function Board() {
  const { office } = useApp();
  const [heard, setHeard] = useState(0);
  const [reply, again] = useReply("/api/v1/presence", heard);
  useEffect(() => {
    const hear = (): void => setHeard((n) => n + 1);
    const stop = office.listen(LISTEN, hear);
    const timer = setInterval(hear, AT_LEAST);
    for (const turn of NETWORK) addEventListener(turn, hear);
    return () => {
      stop();
      clearInterval(timer);
      for (const turn of NETWORK) removeEventListener(turn, hear);
    };
  }, [office]);
  const last = useRef<Told | null>(null);
  if (reply?.ok) last.current = reply.data;
  const old = reply !== null && !reply.ok && reply.offline && last.current !== null;
  return (
    <Wait reply={old ? { ok: true, data: last.current! } : reply} again={again} offline={t("presence.offline")}>
      {(told) => <Lines told={told} old={old} />}
    </Wait>
  );
}

function Lines({ told, old }: { told: Told; old: boolean }) {
  const { office } = useApp();
  const [asked, setWish] = useState<Wish>(() => ({ ...EVERYBODY, site: office.recall(KEPT_SITE) ?? "" }));
  const [big, setBig] = useState(false);
  const site = told.sites.find(({ id }) => id === asked.site);
  const wish = { ...asked, site: site?.id ?? "" };
  const there = named(atSite(told.people, wish.site), wish);
  const shown = withStatus(there, wish.statuses);
  const change = (part: Partial<Wish>): void => {
    if (part.site !== undefined) office.keep(KEPT_SITE, part.site);
    setWish({ ...wish, ...part });
  };
  const asOf = t(old ? "presence.old" : "presence.as_of", { at: told.as_of });
  if (big) return <BigScreen asOf={asOf} site={site?.name} people={there} onClose={() => setBig(false)} />;
  return (
    <>
      <Tools told={told} wish={wish} onWish={change} onBig={() => setBig(true)} />
      <Statuses people={there} wish={wish} onWish={(statuses) => change({ statuses })} />
      <p class="muted">
        {asOf} <span role="status">{tn("presence.shown", shown.length)}</span>
      </p>
      {shown.length === 0 ? <p class="muted">{t("presence.none")}</p> : null}
      <div class="presence-teams">
        {byTeam(shown, told.teams).map(({ id, people }) => (
          <Team key={id} name={teamName(told, id)} told={told} id={id} people={people} />
        ))}
      </div>
    </>
  );
}

const teamName = ({ teams }: Told, id: string): string =>
  teams.find((one) => one.id === id)?.name ?? t("presence.no_team");

const siteOfTeam = ({ teams }: Told, id: string): string | null => teams.find((one) => one.id === id)?.site ?? null;

const siteName = ({ sites }: Told, site: string | null): string | undefined =>
  sites.find(({ id }) => id === site)?.name;

interface ToolsProps {
  told: Told;
  wish: Wish;
  onWish: (part: Partial<Wish>) => void;
  onBig: () => void;
}

function Tools({ told, wish, onWish, onBig }: ToolsProps) {
  const teams = teamsAt(told.teams, told.people, wish.site).map(({ id, name }) => [id, name] as const);
  const sites = told.sites.map(({ id, name }) => [id, name] as const);
  return (
    <div class="desk-form presence-tools">
      <Input
        id="presence-find"
        type="search"
        label={t("presence.find")}
        value={wish.name}
        onInput={(name) => onWish({ name })}
      />
      {sites.length > 0 ? (
        <Select
          id="presence-site"
          label={t("presence.site")}
          value={wish.site}
          options={[["", t("presence.all_sites")], ...sites]}
          onInput={(site) => onWish({ site, team: "" })}
        />
      ) : null}
      {teams.length > 1 ? (
        <Select
          id="presence-team"
          label={t("presence.team")}
          value={wish.team}
          options={[["", t("presence.all_teams")], ...teams]}
          onInput={(team) => onWish({ team })}
        />
      ) : null}
      <Button onClick={onBig}>{t("presence.big")}</Button>
    </div>
  );
}

interface StatusesProps {
  people: readonly Line[];
  wish: Wish;
  onWish: (statuses: readonly Status[]) => void;
}

/** How many there are of each; a press narrows the board to them. */
function Statuses({ people, wish: { statuses }, onWish }: StatusesProps) {
  const of = counts(people);
  const turned = (status: Status): Status[] =>
    statuses.includes(status) ? statuses.filter((one) => one !== status) : [...statuses, status];
  return (
    <div class="presence-statuses" role="group" aria-label={t("presence.statuses")}>
      {STATUSES.map((status) => (
        <button
          key={status}
          type="button"
          class={`presence-count presence-${status}`}
          aria-pressed={statuses.includes(status)}
          onClick={() => onWish(turned(status))}
        >
          <i class="presence-dot" aria-hidden="true" />
          <span>{t(`presence.status.${status}`)}</span> <b>{of[status]}</b>
        </button>
      ))}
    </div>
  );
}

interface TeamProps {
  told: Told;
  id: string;
  name: string;
  people: readonly Line[];
}

/** A team with its site; who has another of their own has it beside their name. */
function Team({ told, id, name, people }: TeamProps) {
  const site = siteOfTeam(told, id);
  return (
    <section class="card presence-team" aria-label={name}>
      <h3>{name}</h3>
      {site ? <p class="muted">{siteName(told, site)}</p> : null}
      <ul>
        {people.map((one) => (
          <li key={one.person} class={`presence-${one.status}`}>
            <i class="presence-dot" aria-hidden="true" />
            <b>
              <Person id={one.person} name={one.name} />
            </b>
            <small>
              {[statusText(one), one.site === site ? "" : siteName(told, one.site)].filter(Boolean).join(" · ")}
            </small>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** A status in words, with why or since when where the reader may know it. */
function statusText({ status, since, kind }: Line): string {
  if (status === "gone" && since !== null) return t("presence.since.gone", { since });
  const word = kind ? t(`absence.${kind}`) : t(`presence.status.${status}`);
  return since === null ? word : `${word} ${t("presence.since.in", { since })}`;
}
