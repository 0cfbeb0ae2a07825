import { useState } from "preact/hooks";
import type { Wire } from "../../store/appState";
import { Button } from "../../ui/Button";
import { Sheet } from "../../ui/Sheet";
import { say } from "../../ui/toast";
import { t } from "../../ui/words";
import { Input } from "../_shared/forms/fields";
import { type Refusal, Refused } from "../_shared/reply/reply";
import { useApp } from "../_shared/useApp";
import { sourceText } from "./source";

interface Props {
  told: Wire["KindData"];
  name: string;
  onClose: (done: boolean) => void;
}

/** Keeps a kind for more years than it has to be kept. */
export function Longer({ told, name, onClose }: Props) {
  const { office } = useApp();
  const [years, setYears] = useState(String(told.years));
  const [refusal, setRefusal] = useState<Refusal | string | null>(null);
  const least = t("error.retention_years", { least: told.least });
  const save = async (): Promise<void> => {
    if (!/^\d{1,2}$/.test(years.trim()) || Number(years) < told.least) return setRefusal(least);
    const reply = await office.put(`/api/v1/retention/kinds/${told.kind}`, { for_years: Number(years) });
    if (!reply.ok) return setRefusal(reply);
    say(t("retention.saved"));
    onClose(true);
  };
  return (
    <Sheet title={t("retention.longer_named", { kind: name })} onClose={() => onClose(false)}>
      <div class="desk">
        <Input
          id="retention-years"
          label={t("retention.longer_years", { least: told.least })}
          hint={sourceText(told.source)}
          value={years}
          onInput={setYears}
          maxLength={2}
        />
        <Refused refusal={refusal} />
        <Button kind="go" onClick={save}>
          {t("common.save")}
        </Button>
      </div>
    </Sheet>
  );
}
