import { useState } from "preact/hooks";
import type { Wire } from "../../store/appState";
import { Button } from "../../ui/Button";
import { Icon } from "../../ui/Icon";
import { say } from "../../ui/toast";
import { t } from "../../ui/words";
import { Go } from "../_shared/Go";
import { type Refusal, Refused } from "../_shared/reply/reply";
import { useApp } from "../_shared/useApp";
import { EditPerson } from "./EditPerson";
import { InviteLink } from "./InviteLink";
import { standingOf } from "./standing";

type Person = Wire["Listed"];

/** Only an admin makes a link for them: whoever holds it could become them. */
const DECIDES_OR_PAYS = new Set(["supervisor", "payroll", "admin"]);

/** One person; opened, what can be done. An admin's own matters are for admins. */
export function PersonRow({ one, onChanged }: { one: Person; onChanged: () => void }) {
  const standing = standingOf(one);
  const roles = (one.roles ?? []).filter((role) => role !== "employee");
  return (
    <li>
      <details>
        <summary>
          <span class="people-person">
            <b>{one.name}</b>
            <small>{one.email}</small>
          </span>
          <span class="people-person">
            {one.teams.map(({ name }) => name).join(", ")}
            <small>{roles.map((role) => t(`people.role.${role}`)).join(", ")}</small>
          </span>
          {standing === "joined" ? null : (
            <span class={standing === "waiting" ? "desk-mark" : "desk-mark plain"}>
              {t(`people.standing.${standing}`)}
            </span>
          )}
          <Icon name="next" />
        </summary>
        <div class="people-person-acts">
          <Go to={`/tyosopimukset/${one.id}`}>
            {t(one.contract === false ? "people.contract_add" : "people.contract")}
          </Go>
          <Go to={`/saldot/${one.id}`}>{t("people.balances")}</Go>
          <PersonActs one={one} onChanged={onChanged} />
        </div>
      </details>
    </li>
  );
}

/** What the office may do with somebody's way in: a link, an end, and a return. */
export function PersonActs({ one, onChanged }: { one: Person; onChanged: () => void }) {
  const { session } = useApp();
  const may = session.value.roles.includes("admin") || !(one.roles ?? []).includes("admin");
  if (!may) return <p class="muted">{t("people.admins_own")}</p>;
  return standingOf(one) === "gone" ? (
    <Back one={one} onChanged={onChanged} />
  ) : (
    <Acts one={one} onChanged={onChanged} />
  );
}

function Back({ one, onChanged }: { one: Person; onChanged: () => void }) {
  const { office } = useApp();
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const take = async (): Promise<void> => {
    const reply = await office.post(`/api/v1/people/${one.id}/activate`, {});
    if (!reply.ok) return setRefusal(reply);
    say(t("people.back", { name: one.name }));
    onChanged();
  };
  return (
    <>
      <Button onClick={take}>{t("people.take_back")}</Button>
      <Refused refusal={refusal} />
    </>
  );
}

function Acts({ one, onChanged }: { one: Person; onChanged: () => void }) {
  const { office, session } = useApp();
  const [editing, setEditing] = useState(false);
  const may = session.value.roles.includes("admin") || !(one.roles ?? []).some((role) => DECIDES_OR_PAYS.has(role));
  const [link, setLink] = useState<Wire["Link"] | null>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const make = async (): Promise<void> => {
    const reply = await office.post("/api/v1/auth/invitations", { person: one.id });
    setRefusal(reply.ok ? null : reply);
    if (reply.ok) setLink(reply.data);
  };
  const end = async (): Promise<void> => {
    const reply = await office.post(`/api/v1/people/${one.id}/deactivate`, {});
    if (!reply.ok) return setRefusal(reply);
    say(t("people.ended", { name: one.name }));
    onChanged();
  };
  const edited = (): void => {
    setEditing(false);
    onChanged();
  };
  if (editing) return <EditPerson person={one.id} onDone={edited} onClose={() => setEditing(false)} />;
  return (
    <>
      {may ? (
        <Button label={t("edit.named", { name: one.name })} onClick={() => setEditing(true)}>
          {t("edit.open")}
        </Button>
      ) : null}
      {link ? <InviteLink link={link} name={one.name} joined={one.joined ?? false} /> : null}
      {link || !may ? null : <Button onClick={make}>{t(one.joined ? "people.reset" : "people.invite")}</Button>}
      {may ? null : <p class="muted">{t("error.link_by_admin")}</p>}
      {one.id === session.value.person ? null : <Ending one={one} onEnd={end} />}
      <Refused refusal={refusal} />
    </>
  );
}

/** The end of somebody's access, asked for once more. */
function Ending({ one, onEnd }: { one: Person; onEnd: () => Promise<void> }) {
  const [asking, setAsking] = useState(false);
  const end = async (): Promise<void> => {
    await onEnd();
    setAsking(false);
  };
  return asking ? (
    <div class="note" role="group" aria-label={t("people.end_named", { name: one.name })}>
      <p>{t("people.end_text", { name: one.name })}</p>
      <span class="row-buttons">
        <Button kind="danger" onClick={end}>
          {t("people.end_yes")}
        </Button>
        <Button onClick={() => setAsking(false)}>{t("common.cancel")}</Button>
      </span>
    </div>
  ) : (
    <Button label={t("people.end_named", { name: one.name })} onClick={() => setAsking(true)}>
      {t("people.end")}
    </Button>
  );
}
