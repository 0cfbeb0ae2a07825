import { useState } from "preact/hooks";
import type { Wire } from "../../store/appState";
import { Button } from "../../ui/Button";
import { go } from "../../ui/router";
import { Sheet } from "../../ui/Sheet";
import { say } from "../../ui/toast";
import { t } from "../../ui/words";
import { Input } from "../_shared/forms/fields";
import { type Refusal, Refused } from "../_shared/reply/reply";
import { useApp } from "../_shared/useApp";
import { keyOf } from "./draft";

/** A copy of an agreement: it gets a name, a first and a last day, and a source. All four must be said. */
export function CopySheet({ of, onClose }: { of: Wire["Head"]; onClose: () => void }) {
  const { office } = useApp();
  const [name, setName] = useState(t("agreements.copy_name", { name: of.name }));
  const [from, setFrom] = useState("");
  const [until, setUntil] = useState("");
  const [source, setSource] = useState("");
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const key = keyOf(name);
  const copy = async (): Promise<void> => {
    const body = { id: key, copy_of: of.key, name, from, until, source };
    const reply = await office.post("/api/v1/agreements", body);
    if (!reply.ok) return setRefusal(reply);
    say(t("agreements.copied", { name }));
    onClose();
    go(`/tyoehtosopimukset/${key}`);
  };
  const ready = name && from && until && source.trim();
  return (
    <Sheet title={t("agreements.copy_of", { name: of.name })} onClose={onClose}>
      <div class="desk">
        <p class="muted">{t("agreements.copy_text")}</p>
        <Input id="copy-name" label={t("agreements.name")} value={name} onInput={setName} />
        <Input id="copy-from" type="date" label={t("agreements.first_day")} value={from} onInput={setFrom} />
        <Input
          id="copy-until"
          type="date"
          label={t("agreements.last_day")}
          hint={t("agreements.last_day.hint")}
          value={until}
          onInput={setUntil}
        />
        <Input
          id="copy-source"
          label={t("agreements.its_source")}
          hint={t("agreements.its_source.hint")}
          value={source}
          onInput={setSource}
        />
        <Refused refusal={refusal} />
        {ready ? (
          <Button kind="go" onClick={copy}>
            {t("agreements.copy_do")}
          </Button>
        ) : (
          <p class="muted">{t("agreements.copy_missing")}</p>
        )}
      </div>
    </Sheet>
  );
}
