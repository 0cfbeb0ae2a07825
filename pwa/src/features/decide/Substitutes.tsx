import "./decide.css";
import { useSignal } from "@preact/signals";
import type { Wire } from "../../store/appState";
import { Button } from "../../ui/Button";
import { Sheet } from "../../ui/Sheet";
import { say } from "../../ui/toast";
import { t } from "../../ui/words";
import { Input, Select } from "../_shared/forms/fields";
import { Refused, type Refusal, refusalText, useReply, Wait } from "../_shared/reply/reply";
import { useApp } from "../_shared/useApp";
import { Limit } from "./Limit";

type Told = Wire["Substitutes"];
type Row = Told["substitutes"][number];

/** Who stands in for whom: named with dates, and ended. Needs the network. */
export function Substitutes({ onClose }: { onClose: () => void }) {
  const [reply, again] = useReply("/api/v1/substitutes");
  const admin = useApp().session.value.roles.includes("admin");
  return (
    <Sheet title={t("substitute.title")} onClose={onClose}>
      <p class="muted">{t("substitute.text")}</p>
      <Wait reply={reply} again={again}>
        {(told) => (
          <>
            {told.substitutes.length === 0 ? <p class="muted">{t("substitute.none")}</p> : null}
            <ul class="decide-items" aria-label={t("substitute.title")}>
              {told.substitutes.map((row) => (
                <Line key={row.id} row={row} onEnded={again} />
              ))}
            </ul>
            {told.supervisors.length > 0 ? <Naming told={told} onNamed={again} /> : null}
          </>
        )}
      </Wait>
      {admin ? <Limit /> : null}
    </Sheet>
  );
}

function Line({ row, onEnded }: { row: Row; onEnded: () => void }) {
  const { office } = useApp();
  const { id, person_name: person, supervisor_name: supervisor, from_date: from, until_date: until, state } = row;
  const end = async (): Promise<void> => {
    const reply = await office.post(`/api/v1/substitutes/${encodeURIComponent(id)}/undo`, {});
    say(refusalText(reply) || t("substitute.ended"), !reply.ok);
    onEnded();
  };
  return (
    <li class="decide-item">
      <span class="decide-about">
        <b>{t("substitute.line", { person, supervisor })}</b>
        <small>
          {t("substitute.dates", { from, until })} · {t(`substitute.state.${state}`)}
        </small>
      </span>
      {row.may_end ? (
        <Button label={t("substitute.end_label", { name: person })} onClick={end}>
          {t("substitute.end")}
        </Button>
      ) : null}
    </li>
  );
}

type Wish = { supervisor: string; person: string; from: string; until: string };

function Naming({ told, onNamed }: { told: Told; onNamed: () => void }) {
  const { office, today, session } = useApp();
  const me = session.value.person ?? "";
  const now = today.value?.date ?? "";
  const mine = told.supervisors.some(({ id }) => id === me);
  const wish = useSignal<Wish>({
    ...{ supervisor: mine ? me : (told.supervisors[0]?.id ?? ""), person: "" },
    ...{ from: now, until: now },
  });
  const refusal = useSignal<Refusal | null>(null);
  const put = (change: Partial<Wish>): void => void (wish.value = { ...wish.value, ...change });
  const { person, from, until } = wish.value;
  const save = async (): Promise<void> => {
    const reply = await office.post("/api/v1/substitutes", { id: office.newId(), ...wish.value });
    refusal.value = reply.ok ? null : reply;
    if (!reply.ok) return;
    say(t("substitute.saved", { name: reply.data.person_name }));
    put({ person: "" });
    onNamed();
  };
  return (
    <section class="desk-form" aria-labelledby="substitute-naming">
      <h3 id="substitute-naming">{t("substitute.name")}</h3>
      <Fields told={told} wish={wish.value} onPut={put} />
      <Refused refusal={refusal.value} />
      {person && from && until ? (
        <Button kind="go" onClick={save}>
          {t("substitute.save")}
        </Button>
      ) : null}
    </section>
  );
}

function Fields({ told, wish, onPut }: { told: Told; wish: Wish; onPut: (change: Partial<Wish>) => void }) {
  const named = (people: Told["people"]) => people.map(({ id, name }) => [id, name] as const);
  const people = told.people.filter(({ id }) => id !== wish.supervisor);
  return (
    <>
      {told.supervisors.length > 1 ? (
        <Select
          id="substitute-for"
          label={t("substitute.for")}
          value={wish.supervisor}
          options={named(told.supervisors)}
          onInput={(supervisor) => onPut({ supervisor })}
        />
      ) : null}
      <Select
        id="substitute-person"
        label={t("substitute.person")}
        value={wish.person}
        options={[["", t("substitute.choose")], ...named(people)]}
        onInput={(person) => onPut({ person })}
      />
      <Input
        id="substitute-from"
        type="date"
        label={t("substitute.from")}
        value={wish.from}
        onInput={(from) => onPut({ from })}
      />
      <Input
        id="substitute-until"
        type="date"
        label={t("substitute.until")}
        value={wish.until}
        onInput={(until) => onPut({ until })}
      />
    </>
  );
}
