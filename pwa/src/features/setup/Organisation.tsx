import { useState } from "preact/hooks";
import type { Wire } from "../../store/appState";
import { Button } from "../../ui/Button";
import { say } from "../../ui/toast";
import { t } from "../../ui/words";
import { Input, Select } from "../_shared/forms/fields";
import { type Refusal, Refused } from "../_shared/reply/reply";
import { useApp } from "../_shared/useApp";
import { LogoFile } from "./LogoFile";
import { useKept } from "./kept";

const ZONES = ["Europe/Helsinki", "Europe/Mariehamn", "Europe/Stockholm", "Europe/Tallinn", "Europe/Oslo"];

/** The name and the logo that everybody sees, and the zone by which days begin. */
export function Organisation({ state, onDone }: { state: Wire["SetUp"]; onDone: () => void }) {
  const { office } = useApp();
  const [name, setName] = useKept("organisation", state.name);
  const [zone, setZone] = useState(state.zone);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const save = async (): Promise<void> => {
    const reply = await office.put("/api/v1/setup/organisation", { name: name.trim(), zone });
    setRefusal(reply.ok ? null : reply);
    if (!reply.ok) return;
    office.keep("setup.organisation", "");
    say(t("setup.saved"));
    onDone();
  };
  const zones = ZONES.includes(state.zone) ? ZONES : [state.zone, ...ZONES];
  return (
    <>
      <div class="desk-form">
        <Input id="setup-name" label={t("setup.name")} value={name} onInput={setName} maxLength={200} />
        <Select
          id="setup-zone"
          label={t("setup.zone")}
          hint={t("setup.zone.hint")}
          value={zone}
          options={zones.map((one) => [one, one] as const)}
          onInput={setZone}
        />
      </div>
      <Refused refusal={refusal} />
      <Button kind="go" onClick={save}>
        {t("common.save")}
      </Button>
      <LogoFile state={state} onDone={onDone} />
    </>
  );
}
