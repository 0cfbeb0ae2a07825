import { useState } from "preact/hooks";
import type { Wire } from "../../store/appState";
import { Button } from "../../ui/Button";
import { say } from "../../ui/toast";
import { t, tn } from "../../ui/words";
import { type Asked, refusalText, Wait } from "../_shared/reply/reply";
import { useApp } from "../_shared/useApp";
import { Messages } from "./Messages";
import { Secret } from "./Secret";
import { WebhookSheet } from "./WebhookSheet";
import { when } from "./when";

type Webhook = Wire["WebhookData"];

/** Webhooks: what each hears of, whether it takes it, and what it has been sent. */
export function Webhooks({ asked: [reply, again] }: { asked: Asked<Wire["WebhooksData"]> }) {
  const [open, setOpen] = useState<Webhook | "new" | null>(null);
  const [secret, setSecret] = useState("");
  const close = (done: boolean, made = ""): void => {
    setOpen(null);
    if (made) setSecret(made);
    if (done) again();
  };
  return (
    <section class="card" aria-labelledby="webhooks">
      <div class="desk-head">
        <h2 id="webhooks">{t("integrations.hooks")}</h2>
        <Button onClick={() => setOpen("new")}>{t("integrations.hook.make")}</Button>
      </div>
      <p class="muted">{t("integrations.hooks.text")}</p>
      {secret ? (
        <Secret
          id="webhook-secret"
          label={t("integrations.hook.secret")}
          secret={secret}
          onClose={() => setSecret("")}
        />
      ) : null}
      <Wait reply={reply} again={again}>
        {({ webhooks, events }) => (
          <>
            {webhooks.length === 0 ? <p class="muted">{t("integrations.hooks.none")}</p> : null}
            {webhooks.map((one) => (
              <One key={one.id} told={one} onChanged={again} onEdit={() => setOpen(one)} onSecret={setSecret} />
            ))}
            {open ? <WebhookSheet events={events} of={open === "new" ? null : open} onClose={close} /> : null}
          </>
        )}
      </Wait>
    </section>
  );
}

interface OneProps {
  told: Webhook;
  onChanged: () => void;
  onEdit: () => void;
  onSecret: (secret: string) => void;
}

function One({ told, onChanged, onEdit, onSecret }: OneProps) {
  const { id, name, events } = told;
  const state = told.paused_at
    ? t("integrations.hook.paused", { when: when(told.paused_at) })
    : told.failures > 0
      ? tn("integrations.hook.failing", told.failures)
      : told.sent_at
        ? t("integrations.hook.sent", { when: when(told.sent_at) })
        : t("integrations.hook.unsent");
  const bad = told.paused_at !== null || told.failures > 0;
  return (
    <details class="integrations-hook desk-opens">
      <summary>
        <b>{name}</b>
        <span class={bad ? "integrations-bad" : "muted"}>{state}</span>
      </summary>
      <p class="integrations-address">{told.address}</p>
      <p class="muted">{events.map((event) => t(`webhook.event.${event}`)).join(", ")}</p>
      <Acts told={told} onChanged={onChanged} onEdit={onEdit} onSecret={onSecret} />
      <Messages webhook={id} name={name} />
    </details>
  );
}

function Acts({ told, onChanged, onEdit, onSecret }: OneProps) {
  const { office } = useApp();
  const [asking, setAsking] = useState(false);
  const { id, name } = told;
  const path = `/api/v1/webhooks/${id}` as const;
  const run = async (running: boolean): Promise<void> => {
    const reply = await office.put(`${path}/running`, { running });
    say(refusalText(reply) || t(running ? "integrations.hook.resumed" : "integrations.hook.paused_now"), !reply.ok);
    onChanged();
  };
  const change = async (): Promise<void> => {
    const reply = await office.post(`${path}/secret`, {});
    if (!reply.ok) return say(refusalText(reply), true);
    onSecret(reply.data.secret);
  };
  const remove = async (): Promise<void> => {
    const reply = await office.remove(path);
    say(refusalText(reply) || t("integrations.hook.removed", { name }), !reply.ok);
    onChanged();
  };
  if (asking)
    return (
      <div class="row-buttons">
        <Button kind="danger" onClick={remove}>
          {t("integrations.hook.remove_yes")}
        </Button>
        <Button onClick={() => setAsking(false)}>{t("common.cancel")}</Button>
      </div>
    );
  return (
    <div class="row-buttons">
      <Button onClick={() => run(told.paused_at !== null)}>
        {t(told.paused_at ? "integrations.hook.resume" : "integrations.hook.pause")}
      </Button>
      <Button onClick={onEdit}>{t("integrations.hook.change")}</Button>
      <Button onClick={change}>{t("integrations.hook.new_secret")}</Button>
      <Button label={t("integrations.hook.remove_named", { name })} onClick={() => setAsking(true)}>
        {t("integrations.hook.remove")}
      </Button>
    </div>
  );
}
