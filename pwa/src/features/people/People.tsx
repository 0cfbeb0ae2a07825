import "./people.css";
import { useEffect, useState } from "preact/hooks";
import type { Wire } from "../../store/appState";
import { Button } from "../../ui/Button";
import { sheet } from "../../ui/router";
import { DESK, useWide } from "../../ui/useWide";
import { t, tn } from "../../ui/words";
import { Go } from "../_shared/Go";
import { Input, Select } from "../_shared/forms/fields";
import { List } from "../_shared/list/List";
import { Wait, useReply } from "../_shared/reply/reply";
import { useApp } from "../_shared/useApp";
import { NewPerson } from "./NewPerson";
import { PersonRow } from "./PersonRow";
import { STANDINGS, found } from "./standing";
import { WorkReminders } from "./WorkReminders";

type Person = Wire["Listed"];

/** Who there is, how a new person comes in by a link, and how somebody who leaves goes out. */
export function People() {
  const { session } = useApp();
  const desk = useWide(DESK);
  return (
    <main class="desk">
      {desk ? <AtDesk /> : <OnPhone />}
      {session.value.roles.includes("admin") ? <WorkReminders /> : null}
    </main>
  );
}

function OnPhone() {
  const [reply, again] = useReply("/api/v1/people");
  return (
    <Wait reply={reply} again={again}>
      {({ people }) => <Everybody people={people} again={again} />}
    </Wait>
  );
}

/** At a desk the people are a table; a row opens the person card, where the office does what it may. */
function AtDesk() {
  const { office } = useApp();
  const [filters, setFilters] = useState<Readonly<Record<string, string>>>({});
  const [adding, setAdding] = useState(false);
  const [changed, setChanged] = useState(0);
  const again = (): void => setChanged((n) => n + 1);
  const closed = sheet.value === null;
  useEffect(() => void (closed && again()), [closed]);
  return (
    <>
      {adding ? (
        <Adding onAdded={again} onClose={() => setAdding(false)} />
      ) : (
        <div class="desk-head">
          <p class="muted">{t("people.lead")}</p>
          <ToFile />
          <Button kind="go" onClick={() => setAdding(true)}>
            {t("people.add")}
          </Button>
        </div>
      )}
      <List
        name="people"
        caption={t("people.list")}
        ask={(query) => office.get(`/api/v1/tables/people?${query}`)}
        file={(query) => `/api/v1/tables/people?${query}`}
        changed={changed}
        filters={filters}
        onFilter={setFilters}
      />
    </>
  );
}

/** Admins take the organisation's own file in. */
function ToFile() {
  const { session } = useApp();
  return session.value.roles.includes("admin") ? <Go to="/kayttoonotto/henkilot">{t("staff.title")}</Go> : null;
}

function Adding(props: { onAdded: () => void; onClose: () => void }) {
  const [reply, again] = useReply("/api/v1/people");
  return (
    <Wait reply={reply} again={again}>
      {({ people }) => <NewPerson people={people} {...props} />}
    </Wait>
  );
}

function Everybody({ people, again }: { people: readonly Person[]; again: () => void }) {
  const [typed, setTyped] = useState("");
  const [standing, setStanding] = useState("");
  const [adding, setAdding] = useState(false);
  const shown = found(people, typed, standing);
  const options = STANDINGS.map((one) => [one, t(one ? `people.standing.${one}` : "people.everybody")] as const);
  return (
    <>
      {adding ? (
        <NewPerson people={people} onAdded={again} onClose={() => setAdding(false)} />
      ) : (
        <div class="desk-head">
          <p class="muted">{t("people.lead")}</p>
          <ToFile />
          <Button kind="go" onClick={() => setAdding(true)}>
            {t("people.add")}
          </Button>
        </div>
      )}
      <section class="card" aria-label={t("people.list")}>
        <div class="desk-form">
          <Input id="people-find" type="search" label={t("people.find")} value={typed} onInput={setTyped} />
          <Select
            id="people-standing"
            label={t("people.show")}
            value={standing}
            options={options}
            onInput={setStanding}
          />
        </div>
        <p class="muted people-count" role="status">
          {tn("people.shown", shown.length)}
        </p>
        <ul class="people">
          {shown.map((one) => (
            <PersonRow key={one.id} one={one} onChanged={again} />
          ))}
        </ul>
      </section>
    </>
  );
}
