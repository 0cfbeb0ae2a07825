import { useState } from "preact/hooks";
import type { Wire } from "../../store/appState";
import { Button } from "../../ui/Button";
import { Sheet } from "../../ui/Sheet";
import { t } from "../../ui/words";
import { Input } from "../_shared/forms/fields";
import { type Refusal, Refused } from "../_shared/reply/reply";
import { useApp } from "../_shared/useApp";
import { Choices } from "./Choices";

type Events = Wire["WebhooksData"]["events"];

interface Props {
  events: Events;
  /** The webhook that is changed; null makes a new one. */
  of: Wire["WebhookData"] | null;
  /** With the secret, where a webhook was made. */
  onClose: (done: boolean, secret?: string) => void;
}

/** A webhook's name, where it is, and what it hears of. */
export function WebhookSheet({ events, of, onClose }: Props) {
  const { office } = useApp();
  const [name, setName] = useState(of?.name ?? "");
  const [address, setAddress] = useState(of?.address ?? "https://");
  const [chosen, setChosen] = useState<Events[number][]>([...(of?.events ?? [])]);
  const [refusal, setRefusal] = useState<Refusal | string | null>(null);
  const save = async (): Promise<void> => {
    if (!name.trim()) return setRefusal(t("error.webhook_name"));
    if (chosen.length === 0) return setRefusal(t("integrations.hook.no_event"));
    const form = { name: name.trim(), address, events: chosen };
    if (of) {
      const reply = await office.put(`/api/v1/webhooks/${of.id}`, form);
      return reply.ok ? onClose(true) : setRefusal(reply);
    }
    const reply = await office.post("/api/v1/webhooks", form);
    return reply.ok ? onClose(true, reply.data.secret) : setRefusal(reply);
  };
  return (
    <Sheet title={t(of ? "integrations.hook.change" : "integrations.hook.make")} onClose={() => onClose(false)}>
      <div class="desk">
        <Input id="webhook-name" label={t("integrations.name")} value={name} onInput={setName} maxLength={60} />
        <Input
          id="webhook-address"
          label={t("integrations.hook.address")}
          hint={t("integrations.hook.address_hint")}
          value={address}
          onInput={setAddress}
          maxLength={1024}
        />
        <Choices
          title={t("integrations.hook.events")}
          all={events}
          chosen={chosen}
          named={(one) => t(`webhook.event.${one}`)}
          onChoose={setChosen}
        />
        <Refused refusal={refusal} />
        <Button kind="go" onClick={save}>
          {t(of ? "common.save" : "integrations.hook.make")}
        </Button>
      </div>
    </Sheet>
  );
}
