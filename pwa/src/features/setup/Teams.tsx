import { useState } from "preact/hooks";
import type { Wire } from "../../store/appState";
import { Button } from "../../ui/Button";
import { say } from "../../ui/toast";
import { t, tn } from "../../ui/words";
import { Input, Select } from "../_shared/forms/fields";
import { type Refusal, Refused, useReply } from "../_shared/reply/reply";
import { useApp } from "../_shared/useApp";
import { useKept } from "./kept";

type Team = Wire["SetUpTeam"];
type Body = Pick<Wire["PutTeam"], "name" | "supervisors" | "site">;

/** The teams, where each is, and who supervises it from today on. */
export function Teams({ state, onDone }: { state: Wire["SetUp"]; onDone: () => void }) {
  const { office } = useApp();
  const [reply] = useReply("/api/v1/people", state.people);
  const people = reply?.ok ? reply.data.people.filter(({ active }) => active) : [];
  const [name, setName] = useKept("team", "");
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const put = async (id: string, body: Body): Promise<boolean> => {
    const done = await office.put(`/api/v1/setup/teams/${id}`, body);
    setRefusal(done.ok ? null : done);
    if (done.ok) say(t("setup.saved"));
    if (done.ok) onDone();
    return done.ok;
  };
  const add = async (): Promise<void> => {
    if (name.trim() && (await put(office.newId(), { name: name.trim(), supervisors: [] }))) setName("");
  };
  return (
    <>
      <ul class="setup-list">
        {state.teams.map((team) => (
          <One
            key={team.id}
            team={team}
            people={people}
            sites={state.sites}
            onPut={(part) => put(team.id, { name: team.name, supervisors: team.supervisors, ...part })}
          />
        ))}
      </ul>
      <div class="desk-form">
        <Input id="setup-team" label={t("setup.team.new")} value={name} onInput={setName} maxLength={200} />
        <Button onClick={add}>{t("setup.team.add")}</Button>
      </div>
      <Refused refusal={refusal} />
    </>
  );
}

interface OneProps {
  team: Team;
  people: readonly Wire["Listed"][];
  sites: readonly Wire["SetUpSite"][];
  onPut: (part: Partial<Body>) => Promise<boolean>;
}

function One({ team, people, sites, onPut }: OneProps) {
  const named = people.filter(({ id }) => team.supervisors.includes(id));
  const others = people.filter(({ id }) => !team.supervisors.includes(id)).map(({ id, name }) => [id, name] as const);
  return (
    <li>
      <div>
        <b>{team.name}</b>
        <small>{tn("setup.team.members", team.members)}</small>
        <small>
          {named.length > 0
            ? t("setup.team.led", { names: named.map(({ name }) => name).join(", ") })
            : t("setup.team.nobody")}
        </small>
      </div>
      <div class={sites.length > 0 ? "desk-form setup-team" : undefined}>
        {sites.length > 0 ? <Where team={team} sites={sites} onPut={onPut} /> : null}
        <Select
          id={`setup-lead-${team.id}`}
          label={t("setup.team.lead")}
          of={team.name}
          value=""
          options={[["", t("people.choose")], ...others]}
          onInput={(id) => id && void onPut({ supervisors: [...team.supervisors, id] })}
        />
      </div>
    </li>
  );
}

/** The team's site. What could not be kept does not look as if it were. */
function Where({ team, sites, onPut }: Omit<OneProps, "people">) {
  const [chosen, setChosen] = useState<string | null>(null);
  const put = async (id: string): Promise<void> => {
    setChosen(id);
    await onPut({ site: id || null });
    setChosen(null);
  };
  return (
    <Select
      id={`setup-site-of-${team.id}`}
      label={t("setup.team.site")}
      of={team.name}
      value={chosen ?? team.site ?? ""}
      options={[["", t("setup.team.no_site")], ...sites.map(({ id, name }) => [id, name] as const)]}
      onInput={(id) => void put(id)}
    />
  );
}
