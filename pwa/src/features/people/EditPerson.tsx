import { useState } from "preact/hooks";
import type { Wire } from "../../store/appState";
import { Button } from "../../ui/Button";
import { fullDate } from "../../ui/formats";
import { say } from "../../ui/toast";
import { language, t } from "../../ui/words";
import { Input, Select } from "../_shared/forms/fields";
import { type Refusal, Refused, useReply, Wait } from "../_shared/reply/reply";
import { localToday } from "../_shared/today";
import { useApp } from "../_shared/useApp";

type Details = Wire["PersonDetails"];
const ROLES = ["supervisor", "planner", "reception", "payroll", "admin"] as const;

interface Props {
  person: string;
  onDone: () => void;
  onClose: () => void;
}

/** A person's name, e-mail, team, site and roles from a date on; what was before stays as it was. */
export function EditPerson({ person, onDone, onClose }: Props) {
  const [reply, again] = useReply(`/api/v1/people/${encodeURIComponent(person)}/details`);
  return (
    <Wait reply={reply} again={again}>
      {(details) => <Fields person={person} details={details} onDone={onDone} onClose={onClose} />}
    </Wait>
  );
}

function Fields({ person, details, onDone, onClose }: Props & { details: Details }) {
  const { office, session } = useApp();
  const [typed, setTyped] = useState({ ...details, from: localToday() });
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const change = (part: Partial<typeof typed>): void => setTyped({ ...typed, ...part });
  const save = async (): Promise<void> => {
    const { name, email, team, site, supervises, roles, from } = typed;
    const reply = await office.put(`/api/v1/people/${encodeURIComponent(person)}/details`, {
      ...{ name, email, team, site, roles, from },
      supervises: roles.includes("supervisor") ? supervises : [],
    });
    setRefusal(reply.ok ? null : reply);
    if (!reply.ok) return;
    say(t("edit.done", { date: fullDate(from, language()) }));
    onDone();
  };
  const teams = details.teams.map(({ id, name }) => [id, name] as const);
  const sites = details.sites.map(({ id, name }) => [id, name] as const);
  const turn = (list: readonly string[], one: string): string[] =>
    list.includes(one) ? list.filter((other) => other !== one) : [...list, one];
  return (
    <div class="desk people-edit" role="group" aria-label={t("edit.title")}>
      <Basics typed={typed} teams={teams} sites={sites} onType={change} />
      {session.value.roles.includes("admin") ? (
        <Checks
          legend={t("edit.roles")}
          all={ROLES.map((role) => [role, t(`people.role.${role}`)] as const)}
          chosen={typed.roles}
          onTurn={(role) => change({ roles: turn(typed.roles, role) })}
        />
      ) : null}
      {typed.roles.includes("supervisor") ? (
        <Checks
          legend={t("edit.supervises")}
          all={teams}
          chosen={typed.supervises}
          onTurn={(team) => change({ supervises: turn(typed.supervises, team) })}
        />
      ) : null}
      <Planned details={details} />
      <Refused refusal={refusal} />
      <span class="row-buttons">
        <Button kind="go" onClick={save}>
          {t("common.save")}
        </Button>
        <Button onClick={onClose}>{t("common.cancel")}</Button>
      </span>
    </div>
  );
}

interface Typed {
  name: string;
  email: string;
  team: string | null;
  site: string | null;
  from: string;
}

interface BasicsProps {
  typed: Typed;
  teams: readonly (readonly [string, string])[];
  sites: readonly (readonly [string, string])[];
  onType: (part: Partial<Typed>) => void;
}

function Basics({ typed, teams, sites, onType }: BasicsProps) {
  return (
    <div class="desk-form">
      <Input id="edit-name" label={t("people.field.name")} value={typed.name} onInput={(name) => onType({ name })} />
      <Input
        id="edit-email"
        type="email"
        label={t("people.field.email")}
        value={typed.email}
        onInput={(email) => onType({ email })}
      />
      <Select
        id="edit-team"
        label={t("people.field.team")}
        value={typed.team ?? ""}
        options={[["", t("people.no_team")], ...teams]}
        onInput={(team) => onType({ team: team || null })}
      />
      {sites.length > 0 ? (
        <Select
          id="edit-site"
          label={t("edit.site")}
          value={typed.site ?? ""}
          options={[["", t("edit.site.team")], ...sites]}
          onInput={(site) => onType({ site: site || null })}
        />
      ) : null}
      <Input
        id="edit-from"
        type="date"
        label={t("edit.from")}
        hint={t("edit.from.hint")}
        value={typed.from}
        onInput={(from) => onType({ from })}
      />
    </div>
  );
}

interface ChecksProps {
  legend: string;
  all: readonly (readonly [string, string])[];
  chosen: readonly string[];
  onTurn: (one: string) => void;
}

function Checks({ legend, all, chosen, onTurn }: ChecksProps) {
  return (
    <fieldset class="people-checks">
      <legend>{legend}</legend>
      {all.map(([id, name]) => (
        <label key={id}>
          <input type="checkbox" checked={chosen.includes(id)} onChange={() => onTurn(id)} /> {name}
        </label>
      ))}
    </fieldset>
  );
}

function Planned({ details }: { details: Details }) {
  if (details.planned.length === 0) return null;
  const known = [...details.teams, ...details.sites];
  const named = (value: string): string => known.find(({ id }) => id === value)?.name ?? value;
  const told = (value: Details["planned"][number]["value"]): string =>
    value === null
      ? t("edit.site.team")
      : typeof value === "string"
        ? named(value)
        : value.map((one) => t(`people.role.${one}`)).join(", ");
  return (
    <div class="note">
      <p>{t("edit.planned")}</p>
      <ul>
        {details.planned.map(({ what, value, from }) => (
          <li key={what + from}>
            {t("edit.planned.row", {
              date: fullDate(from, language()),
              field: t(`staff.field.${what}`),
              value: told(value),
            })}
          </li>
        ))}
      </ul>
    </div>
  );
}
