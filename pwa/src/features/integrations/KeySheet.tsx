import { useState } from "preact/hooks";
import type { Wire } from "../../store/appState";
import { Button } from "../../ui/Button";
import { Sheet } from "../../ui/Sheet";
import { t } from "../../ui/words";
import { Input } from "../_shared/forms/fields";
import { type Refusal, Refused } from "../_shared/reply/reply";
import { useApp } from "../_shared/useApp";
import { Choices } from "./Choices";

type Scopes = Wire["ApiKeys"]["scopes"];

interface Props {
  scopes: Scopes;
  /** The last date that a key may have. */
  latest: string;
  /** With the key, where one was made. */
  onClose: (secret: string) => void;
}

/** What a new key is for, what it may do, and until when. */
export function KeySheet({ scopes, latest, onClose }: Props) {
  const { office } = useApp();
  const [name, setName] = useState("");
  const [until, setUntil] = useState(latest);
  const [chosen, setChosen] = useState<Scopes[number][]>([]);
  const [refusal, setRefusal] = useState<Refusal | string | null>(null);
  const make = async (): Promise<void> => {
    if (!name.trim()) return setRefusal(t("error.api_key_name"));
    if (chosen.length === 0) return setRefusal(t("integrations.key.no_scope"));
    const reply = await office.post("/api/v1/api-keys", { name: name.trim(), scopes: chosen, until });
    if (!reply.ok) return setRefusal(reply);
    onClose(reply.data.secret);
  };
  return (
    <Sheet title={t("integrations.key.make")} onClose={() => onClose("")}>
      <div class="desk">
        <Input
          id="api-key-name"
          label={t("integrations.name")}
          hint={t("integrations.key.name_hint")}
          value={name}
          onInput={setName}
          maxLength={60}
        />
        <Choices
          title={t("integrations.key.scopes")}
          all={scopes}
          chosen={chosen}
          named={(one) => t(`integrations.scope.${one}`)}
          told={(one) => t(`integrations.scope.${one}.text`)}
          onChoose={setChosen}
        />
        <Input
          id="api-key-until"
          type="date"
          label={t("integrations.key.until")}
          hint={t("integrations.key.until_hint", { latest })}
          value={until}
          onInput={setUntil}
        />
        <Refused refusal={refusal} />
        <Button kind="go" onClick={make}>
          {t("integrations.key.make")}
        </Button>
      </div>
    </Sheet>
  );
}
