import { useState } from "preact/hooks";
import type { Wire } from "../../store/appState";
import { Button } from "../../ui/Button";
import { fullDate, hm } from "../../ui/formats";
import { language, t } from "../../ui/words";
import { Icon } from "../../ui/Icon";
import { Go } from "../_shared/Go";
import { Input, Select } from "../_shared/forms/fields";
import { fitting, toggled } from "./change";

type Person = Wire["PersonContracts"];

interface Props {
  people: readonly Person[];
  chosen: ReadonlySet<string>;
  onChoose: ((chosen: ReadonlySet<string>) => void) | null;
}

/** Everybody with the contract in force today; found by name and team, chosen one by one or all that are shown. */
export function ContractPeople({ people, chosen, onChoose }: Props) {
  const [typed, setTyped] = useState("");
  const [team, setTeam] = useState("");
  const teams = [...new Set(people.flatMap((one) => one.teams))].sort();
  const shown = fitting(people, typed, team);
  const ids = shown.map(({ person }) => person);
  const every = ids.length > 0 && ids.every((id) => chosen.has(id));
  const options = [["", t("contracts.all_teams")], ...teams.map((name) => [name, name])] as [string, string][];
  return (
    <section class="card" aria-label={t("contracts.people")}>
      <div class="desk-form">
        <Input id="find-person" type="search" label={t("contracts.find")} value={typed} onInput={setTyped} />
        <Select id="in-team" label={t("contracts.team")} value={team} options={options} onInput={setTeam} />
        {onChoose ? (
          <Button onClick={() => onChoose(toggled(chosen, ids))}>
            {t(every ? "contracts.unchoose_shown" : "contracts.choose_shown", { n: ids.length })}
          </Button>
        ) : null}
      </div>
      {shown.length === 0 ? <p class="muted">{t("contracts.no_match")}</p> : null}
      <ul class="contracts-list">
        {shown.map((one) => (
          <li key={one.person}>
            {onChoose ? (
              <label class="desk-check-row">
                <input
                  type="checkbox"
                  checked={chosen.has(one.person)}
                  onChange={() => onChoose(toggled(chosen, [one.person]))}
                />
                <About one={one} />
              </label>
            ) : (
              <About one={one} />
            )}
            <Go to={`/tyosopimukset/${one.person}`} class="contracts-open-rows">
              <span class="vh">{t("contracts.rows_of", { name: one.name })}</span>
              <Icon name="next" />
            </Go>
          </li>
        ))}
      </ul>
    </section>
  );
}

function About({ one }: { one: Person }) {
  const { now } = one;
  const lang = language();
  return (
    <span class="contracts-row">
      <span>
        <b>{one.name}</b>
        <small>{one.teams.join(", ")}</small>
      </span>
      {now ? (
        <span>
          {now.agreement_name}
          <small>
            {t(`form.${now.form}`)} · {t(`contracts.pay.${now.pay}`)}
          </small>
        </span>
      ) : (
        <span class="muted">{t("contracts.none")}</span>
      )}
      {now ? (
        <span class="desk-fig">
          {hm(now.day_minutes)} · {hm(now.week_minutes)}
          <small>
            {now.share < 1 ? `${Math.round(now.share * 100)} % · ` : ""}
            {one.next ? t("contracts.next", { date: fullDate(one.next, lang) }) : t("contracts.a_day_a_week")}
          </small>
        </span>
      ) : null}
    </span>
  );
}
