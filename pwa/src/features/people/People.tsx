import "./people.css";
import { useState } from "preact/hooks";
import type { Wire } from "../../store/appState";
import { Button } from "../../ui/Button";
import { t, tn } from "../../ui/words";
import { Input, Select } from "../_shared/forms/fields";
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
  const [reply, again] = useReply("/api/v1/people");
  return (
    <main class="desk">
      <Wait reply={reply} again={again}>
        {({ people }) => <Everybody people={people} again={again} />}
      </Wait>
      {session.value.roles.includes("admin") ? <WorkReminders /> : null}
    </main>
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
