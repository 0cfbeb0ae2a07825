import { useState } from "preact/hooks";
import type { Wire } from "../../store/appState";
import { Button } from "../../ui/Button";
import { fullDate } from "../../ui/formats";
import { language, t, tn } from "../../ui/words";
import { Input, Select } from "../_shared/forms/fields";
import { type Refusal, Refused, useReply, Wait } from "../_shared/reply/reply";
import { useApp } from "../_shared/useApp";

type Used = Wire["ChoiceUsed"];

interface Props {
  /** Another number has the use asked for again. */
  changed: number;
  onDone: () => void;
}

/** Work types and cost centres that are merged into others, and those that nobody uses: each is tried first. */
export function Merging({ changed, onDone }: Props) {
  const [reply, again] = useReply("/api/v1/setup/choices", changed);
  return (
    <section class="setup-merging" aria-label={t("setup.merge.title")}>
      <h3>{t("setup.merge.title")}</h3>
      <p class="muted">{t("setup.merge.lead")}</p>
      <Wait reply={reply} again={again}>
        {({ choices }) => (
          <>
            <Use choices={choices} />
            <Merge choices={choices} which="work_type" onDone={onDone} />
            <Merge choices={choices} which="cost_centre" onDone={onDone} />
            <Prune onDone={onDone} />
          </>
        )}
      </Wait>
    </section>
  );
}

const day = (date: string): string => fullDate(date, language());

function Use({ choices }: { choices: readonly Used[] }) {
  return (
    <ul class="setup-list">
      {choices.map((one) => (
        <UseRow key={one.id} one={one} heir={choices.find(({ id }) => id === one.merged_into)} />
      ))}
    </ul>
  );
}

function UseRow({ one, heir }: { one: Used; heir?: Used }) {
  const into = heir && t("setup.merge.into", { date: day(one.merged_on ?? ""), heir: heir.name });
  const state = one.in_use ? "" : ` · ${into ?? t("setup.not_in_use")}`;
  return (
    <li>
      <div>
        <b>{one.name}</b>
        <small>
          {usageText(one)}
          {state}
        </small>
      </div>
    </li>
  );
}

function usageText({ entries, agreements, last_used }: Used): string {
  if (!last_used) return t("setup.use.never");
  return t("setup.use", { entries: tn("setup.used", entries), agreements, date: day(last_used) });
}

interface MergeProps {
  choices: readonly Used[];
  which: Used["which"];
  onDone: () => void;
}

function Merge({ choices, which, onDone }: MergeProps) {
  const { office } = useApp();
  const [away, setAway] = useState("");
  const [heir, setHeir] = useState("");
  const [told, setTold] = useState<Wire["Merged"] | null>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const kind = choices.filter((one) => one.which === which && !one.merged_into);
  if (kind.length < 2) return null;
  const run = async (dry_run: boolean): Promise<void> => {
    const reply = await office.post("/api/v1/setup/choices/merge", { which, away, heir, dry_run });
    setRefusal(reply.ok ? null : reply);
    setTold(reply.ok ? reply.data : null);
    if (reply.ok && !dry_run) onDone();
  };
  const pick = (set: (id: string) => void) => (id: string) => {
    set(id);
    setTold(null);
  };
  const options = (from: readonly Used[]) =>
    [["", t("setup.merge.choose")], ...from.map(({ id, name }) => [id, name] as const)] as const;
  const title = t(which === "work_type" ? "setup.work_types" : "setup.cost_centres");
  return (
    <div class="setup-merging" role="group" aria-label={`${t("setup.merge.yes")}: ${title}`}>
      <h4>{title}</h4>
      <div class="desk-form">
        <Select
          id={`setup-away-${which}`}
          label={t("setup.merge.away")}
          value={away}
          options={options(kind)}
          onInput={pick(setAway)}
        />
        <Select
          id={`setup-heir-${which}`}
          label={t("setup.merge.heir")}
          value={heir}
          options={options(kind.filter(({ in_use }) => in_use))}
          onInput={pick(setHeir)}
        />
        <Button onClick={() => away && heir && run(true)}>{t("setup.merge.try")}</Button>
      </div>
      <Refused refusal={refusal} />
      <div role="status">{told ? <Told told={told} onYes={() => run(false)} /> : null}</div>
    </div>
  );
}

function Told({ told, onYes }: { told: Wire["Merged"]; onYes: () => unknown }) {
  const names = { away: told.away.name, heir: told.heir.name, date: day(told.begins) };
  if (!told.dry_run) return <p>{t("setup.merge.done", names)}</p>;
  return (
    <div class="note">
      <p>
        {t("setup.merge.would", names)} <small>{usageText(told.away)}</small>
      </p>
      <Button kind="go" onClick={onYes}>
        {t("setup.merge.yes")}
      </Button>
    </div>
  );
}

function Prune({ onDone }: { onDone: () => void }) {
  const { office } = useApp();
  const [months, setMonths] = useState("12");
  const [told, setTold] = useState<Wire["Pruned"] | null>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const run = async (shown: string[], dry_run: boolean): Promise<void> => {
    const body = { unused_months: Number(months) || 0, shown, dry_run };
    const reply = await office.post("/api/v1/setup/choices/prune", body);
    setRefusal(reply.ok ? null : reply);
    setTold(reply.ok ? reply.data : null);
    if (reply.ok && !dry_run) onDone();
  };
  return (
    <>
      <div class="desk-form">
        <Input id="setup-unused" label={t("setup.prune.months")} value={months} onInput={setMonths} maxLength={3} />
        <Button onClick={() => run([], true)}>{t("setup.prune.try")}</Button>
      </div>
      <Refused refusal={refusal} />
      <div role="status">{told ? <Unused told={told} onYes={(ids) => run(ids, false)} /> : null}</div>
    </>
  );
}

function Unused({ told, onYes }: { told: Wire["Pruned"]; onYes: (ids: string[]) => unknown }) {
  const n = told.choices.length;
  if (!told.dry_run) return <p>{tn("setup.prune.done", n)}</p>;
  if (n === 0) return <p>{t("setup.prune.none", { date: day(told.since) })}</p>;
  return (
    <div class="note">
      <p>{tn("setup.prune.would", n, { date: day(told.since) })}</p>
      <ul>
        {told.choices.map((one) => (
          <li key={one.id}>
            {one.name} <small>{usageText(one)}</small>
          </li>
        ))}
      </ul>
      <Button kind="go" onClick={() => onYes(told.choices.map(({ id }) => id))}>
        {t("setup.prune.yes")}
      </Button>
    </div>
  );
}
