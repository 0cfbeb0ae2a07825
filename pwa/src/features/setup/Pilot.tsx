import { useState } from "preact/hooks";
import type { Wire } from "../../store/appState";
import { fullDate } from "../../ui/formats";
import { language, t, tn } from "../../ui/words";
import { useReply, Wait } from "../_shared/reply/reply";
import { useAgreementName } from "./agreementName";
import { useKept } from "./kept";

/** A pilot group: what of the company it does not try, and how long it has gone on. */
export function Pilot({ teams }: { teams: readonly Wire["SetUpTeam"][] }) {
  const [kept, keep] = useKept("pilot", "");
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set(kept.split(",").filter(Boolean)));
  const turn = (id: string): void => {
    const next = new Set(chosen);
    if (!next.delete(id)) next.add(id);
    setChosen(next);
    keep([...next].join(","));
  };
  return (
    <section class="card" aria-label={t("pilot.title")}>
      <h2>{t("pilot.title")}</h2>
      <p class="muted">{t("pilot.lead")}</p>
      <fieldset class="setup-teams">
        <legend>{t("pilot.teams")}</legend>
        {teams.map(({ id, name }) => (
          <label key={id}>
            <input type="checkbox" checked={chosen.has(id)} onChange={() => turn(id)} /> {name}
          </label>
        ))}
      </fieldset>
      {chosen.size > 0 ? <Checked teams={[...chosen].sort()} /> : null}
    </section>
  );
}

function Checked({ teams }: { teams: readonly string[] }) {
  const agreementName = useAgreementName();
  const [reply, again] = useReply(`/api/v1/setup/pilot?${new URLSearchParams(teams.map((id) => ["team", id]))}`);
  return (
    <Wait reply={reply} again={again}>
      {(pilot) => (
        <div role="status">
          <p>{tn("pilot.people", pilot.people)}</p>
          {pilot.lacks.length === 0 ? (
            <p>{t("pilot.nothing")}</p>
          ) : (
            <ul class="setup-lacks">
              {pilot.lacks.map((one) => (
                <li key={one.kind + one.value}>{lack(one, agreementName)}</li>
              ))}
            </ul>
          )}
          <p>{time(pilot)}</p>
          <p>{t(pilot.pay_run ? "pilot.paid" : "pilot.unpaid")}</p>
        </div>
      )}
    </Wait>
  );
}

/** What is lacking, by its name: the form of working time, the kind of pay and the role in words. */
function lack({ kind, value, people }: Wire["Lack"], agreementName: (key: string) => string): string {
  const names = {
    agreement: agreementName(value),
    form: t(`form.${value}`),
    pay: t(`contracts.pay.${value}`),
    role: t(`people.role.${value}`),
  };
  return tn(`pilot.lacks.${kind}`, people, { name: names[kind] });
}

function time({ began, weeks, weeks_needed: needed }: Wire["Pilot"]): string {
  if (!began) return t("pilot.not_begun", { needed });
  const when = { date: fullDate(began, language()), weeks, needed };
  return t(weeks < needed ? "pilot.goes_on" : "pilot.long_enough", when);
}
