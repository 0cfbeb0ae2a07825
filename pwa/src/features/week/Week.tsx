import "./week.css";
import { useState } from "preact/hooks";
import type { Wire } from "../../store/appState";
import { Button } from "../../ui/Button";
import { addDays, weekNumber } from "../../ui/formats";
import { Icon } from "../../ui/Icon";
import { replace, within } from "../../ui/router";
import { saveFile } from "../../ui/saveFile";
import { language, t, tn } from "../../ui/words";
import { Input, Select } from "../_shared/forms/fields";
import { spanText } from "../_shared/orders/spanText";
import { useReply, Wait } from "../_shared/reply/reply";
import { useApp } from "../_shared/useApp";
import { Grid } from "./Grid";
import { shown } from "./sums";

type Told = Wire["PeopleWeek"];

/** A team's week as a grid of people and days; the address names any date of it. */
export function Week() {
  const asked = /^\d{4}-\d\d-\d\d$/.test(within.value) ? within.value : "";
  const [reply, again] = useReply(`/api/v1/weeks?from=${asked}`);
  return (
    <main class="week">
      <Wait reply={reply} again={again} offline={t("week.offline")}>
        {(told) => <Shown told={told} />}
      </Wait>
    </main>
  );
}

function Shown({ told }: { told: Told }) {
  const [name, setName] = useState("");
  const [team, setTeam] = useState("");
  const people = shown(told.people, name, team);
  const teams = told.teams.map((one) => [one.id, one.name] as const);
  return (
    <>
      <Steps told={told} />
      <div class="desk-form week-tools">
        <Input id="week-find" type="search" label={t("week.find")} value={name} onInput={setName} />
        {teams.length > 1 ? (
          <Select
            id="week-team"
            label={t("table.week.team")}
            value={team}
            options={[["", t("week.all_teams")], ...teams]}
            onInput={setTeam}
          />
        ) : null}
      </div>
      <div class="week-line">
        <p class="muted" role="status">
          {tn("table.found", people.length)}
        </p>
        <Files first={told.dates[0]!} search={name} team={told.teams.find(({ id }) => id === team)?.name ?? ""} />
      </div>
      {people.length > 0 ? <Grid told={told} people={people} /> : <p class="muted">{t("week.nobody")}</p>}
    </>
  );
}

function Steps({ told: { dates: days, today } }: { told: Told }) {
  const [first, last] = [days[0]!, days[6]!];
  const dates = spanText(first, last, language());
  const to = (date: string): void => replace(`/viikko/${date}`);
  return (
    <div class="week-steps">
      <button
        type="button"
        class="icon-button week-back"
        aria-label={t("week.previous")}
        onClick={() => to(addDays(first, -7))}
      >
        <Icon name="next" />
      </button>
      <h2 aria-live="polite">{t("week.title", { number: weekNumber(first), dates })}</h2>
      <button type="button" class="icon-button" aria-label={t("week.next")} onClick={() => to(addDays(first, 7))}>
        <Icon name="next" />
      </button>
      {days.includes(today) ? null : <Button onClick={() => to(today)}>{t("week.now")}</Button>}
    </div>
  );
}

/** What is shown, as a file. */
function Files({ first, search, team }: { first: string; search: string; team: string }) {
  const { office } = useApp();
  const [said, setSaid] = useState("");
  const take = async (format: "csv" | "xlsx"): Promise<void> => {
    const query = new URLSearchParams({ from: first, format, ...(search.trim() ? { search: search.trim() } : {}) });
    if (team) query.set("filter", `team:${team}`);
    const reply = await office.file(`/api/v1/tables/week?${query}`);
    if (reply.ok) saveFile(reply.data.blob, reply.data.name);
    setSaid(reply.ok ? t("report.file.saved", { name: reply.data.name }) : t("report.file.failed"));
  };
  return (
    <span class="row-buttons">
      {(["csv", "xlsx"] as const).map((format) => (
        <Button key={format} label={t("table.file", { format: format.toUpperCase() })} onClick={() => take(format)}>
          {format.toUpperCase()}
        </Button>
      ))}
      <span class="vh" role="status">
        {said}
      </span>
    </span>
  );
}
