import { useState } from "preact/hooks";
import type { Wire } from "../../store/appState";
import { say } from "../../ui/toast";
import { t } from "../../ui/words";
import { Select } from "../_shared/forms/fields";
import { refusalText, useReply, Wait } from "../_shared/reply/reply";
import { Sure } from "../_shared/Sure";
import { useApp } from "../_shared/useApp";

interface Props {
  changed: number;
  onChanged: () => void;
}

/** A person who left: what goes at once, what stays until when, and the button that does it. */
export function Erase({ changed, onChanged }: Props) {
  const [reply, again] = useReply("/api/v1/people", changed);
  const [person, setPerson] = useState("");
  return (
    <section class="card" aria-labelledby="retention-erase">
      <h2 id="retention-erase">{t("retention.erase")}</h2>
      <p class="muted">{t("retention.erase.text")}</p>
      <Wait reply={reply} again={again}>
        {({ people }) => (
          <Select
            id="erase-who"
            label={t("retention.erase.who")}
            value={person}
            options={[
              ["", t("retention.erase.choose")],
              ...people.filter(({ active }) => active === false).map(({ id, name }) => [id, name] as const),
            ]}
            onInput={setPerson}
          />
        )}
      </Wait>
      {person ? <Person key={person} person={person} changed={changed} onChanged={onChanged} /> : null}
    </section>
  );
}

function Person({ person, changed, onChanged }: Props & { person: string }) {
  const [reply, again] = useReply(`/api/v1/retention/people/${person}`, changed);
  return (
    <Wait reply={reply} again={again}>
      {(told) => (
        <>
          <Reason told={told} />
          <ul class="retention-list">
            {told.parts.map((part) => (
              <li key={part.kind}>{partText(part)}</li>
            ))}
          </ul>
          {told.refused === null ? <Do told={told} onChanged={onChanged} /> : null}
        </>
      )}
    </Wait>
  );
}

function partText({ kind, records, until }: Wire["ErasurePart"]): string {
  const values = { kind: t(`kept.${kind}`), n: records };
  return until === null ? t("retention.erase.goes", values) : t("retention.erase.stays", { ...values, date: until });
}

function Reason({ told }: { told: Wire["ErasureData"] }) {
  const { refused, erased_on, left_on, name_until } = told;
  if (refused === "erased") return <p>{t("retention.erase.erased", { date: erased_on ?? "" })}</p>;
  if (refused !== null) return <p class="note">{t(`retention.erase.${refused === "held" ? "on_hold" : refused}`)}</p>;
  return (
    <p>
      {left_on ? t("retention.erase.left", { date: left_on }) : ""}{" "}
      {name_until ? t("retention.erase.name", { date: name_until }) : t("retention.erase.nameless")}
    </p>
  );
}

function Do({ told, onChanged }: { told: Wire["ErasureData"]; onChanged: () => void }) {
  const { office } = useApp();
  const erase = async (): Promise<void> => {
    const reply = await office.post(`/api/v1/retention/people/${told.person}/erase`, { seen_plan: told.seen });
    say(refusalText(reply) || t("retention.erase.done"), !reply.ok);
    onChanged();
  };
  return <Sure kind="danger" ask={t("retention.erase.do")} yes={t("retention.erase.yes")} onYes={erase} />;
}
