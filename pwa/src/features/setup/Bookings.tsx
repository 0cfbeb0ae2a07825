import { useState } from "preact/hooks";
import type { Wire } from "../../store/appState";
import { Button } from "../../ui/Button";
import { t, tn } from "../../ui/words";
import { Input } from "../_shared/forms/fields";
import { type Refusal, Refused } from "../_shared/reply/reply";
import { useApp } from "../_shared/useApp";
import { useKept } from "./kept";

interface Props {
  state: Wire["SetUp"];
  onDone: () => void;
}

/** What work may be booked on: what has been used is put out of use and stays in what was booked. */
export function WorkTypes({ state, onDone }: Props) {
  const { office } = useApp();
  const [name, setName] = useKept("work_type", "");
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const put = async (id: string, body: { name: string; kiky: boolean; active: boolean }): Promise<void> => {
    const reply = await office.put(`/api/v1/setup/work-types/${id}`, body);
    setRefusal(reply.ok ? null : reply);
    if (!reply.ok) return;
    if (body.name === name.trim()) setName("");
    onDone();
  };
  const add = (): unknown => name.trim() && put(office.newId(), { name: name.trim(), kiky: false, active: true });
  return (
    <section aria-label={t("setup.work_types")}>
      <h3>{t("setup.work_types")}</h3>
      <ul class="setup-list">
        {state.work_types.map(({ id, used, ...one }) => (
          <Choice
            key={id}
            name={one.name}
            used={used}
            active={one.active}
            onTurn={() => put(id, { ...one, active: !one.active })}
          />
        ))}
      </ul>
      <div class="desk-form">
        <Input id="setup-work-type" label={t("setup.work_type.new")} value={name} onInput={setName} maxLength={200} />
        <Button onClick={add}>{t("setup.work_type.add")}</Button>
      </div>
      <Refused refusal={refusal} />
    </section>
  );
}

export function CostCentres({ state, onDone }: Props) {
  const { office } = useApp();
  const [code, setCode] = useKept("cost_code", "");
  const [name, setName] = useKept("cost_name", "");
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const put = async (id: string, body: { code: string; name: string; active: boolean }): Promise<void> => {
    const reply = await office.put(`/api/v1/setup/cost-centres/${id}`, body);
    setRefusal(reply.ok ? null : reply);
    if (!reply.ok) return;
    if (body.code === code.trim()) [setCode, setName].forEach((set) => set(""));
    onDone();
  };
  const add = (): unknown =>
    code.trim() && name.trim() && put(office.newId(), { code: code.trim(), name: name.trim(), active: true });
  return (
    <section aria-label={t("setup.cost_centres")}>
      <h3>{t("setup.cost_centres")}</h3>
      <ul class="setup-list">
        {state.cost_centres.map(({ id, used, ...one }) => (
          <Choice
            key={id}
            name={`${one.code} ${one.name}`}
            used={used}
            active={one.active}
            onTurn={() => put(id, { ...one, active: !one.active })}
          />
        ))}
      </ul>
      <div class="desk-form">
        <Input id="setup-cost-code" label={t("setup.cost_centre.code")} value={code} onInput={setCode} maxLength={80} />
        <Input
          id="setup-cost-name"
          label={t("setup.cost_centre.name")}
          value={name}
          onInput={setName}
          maxLength={200}
        />
        <Button onClick={add}>{t("setup.cost_centre.add")}</Button>
      </div>
      <Refused refusal={refusal} />
    </section>
  );
}

interface ChoiceProps {
  name: string;
  used: number;
  active: boolean;
  onTurn: () => Promise<void>;
}

function Choice({ name, used, active, onTurn }: ChoiceProps) {
  const act = t(active ? "setup.out_of_use" : "setup.into_use");
  return (
    <li>
      <div>
        <b>{name}</b>
        <small>{active ? tn("setup.used", used) : t("setup.not_in_use")}</small>
      </div>
      <Button label={`${act}: ${name}`} onClick={onTurn}>
        {act}
      </Button>
    </li>
  );
}
