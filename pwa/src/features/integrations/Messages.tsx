import { useState } from "preact/hooks";
import type { Wire } from "../../store/appState";
import { Button } from "../../ui/Button";
import { say } from "../../ui/toast";
import { t, tn } from "../../ui/words";
import { refusalText, useReply, Wait } from "../_shared/reply/reply";
import { useApp } from "../_shared/useApp";
import { when } from "./when";

interface Props {
  webhook: string;
  name: string;
}

/** What a webhook was sent and still waits for; asked for when it is opened. A test goes from here. */
export function Messages({ webhook, name }: Props) {
  const { office } = useApp();
  const [shown, setShown] = useState(0);
  const test = async (): Promise<void> => {
    const reply = await office.post(`/api/v1/webhooks/${webhook}/test`, {});
    say(refusalText(reply) || t("integrations.message.tested"), !reply.ok);
    setShown(shown + 1);
  };
  return (
    <>
      <div class="row-buttons">
        <Button onClick={() => setShown(shown + 1)}>
          {t(shown ? "integrations.messages.refresh" : "integrations.messages.show")}
        </Button>
        <Button onClick={test}>{t("integrations.message.test")}</Button>
      </div>
      {shown ? <List webhook={webhook} name={name} turn={shown} /> : null}
    </>
  );
}

function List({ webhook, name, turn }: Props & { turn: number }) {
  const { office } = useApp();
  const [reply, again] = useReply(`/api/v1/webhooks/${webhook}/messages`, turn);
  const send = async (id: string): Promise<void> => {
    const sent = await office.post(`/api/v1/webhooks/${webhook}/messages/${id}/again`, {});
    say(refusalText(sent) || t("integrations.message.again_done"), !sent.ok);
    again();
  };
  return (
    <Wait reply={reply} again={again}>
      {({ messages }) =>
        messages.length === 0 ? (
          <p class="muted">{t("integrations.messages.none")}</p>
        ) : (
          <ul class="integrations-list" aria-label={t("integrations.messages", { name })}>
            {messages.map((one) => (
              <li key={one.id}>
                <div>
                  <b>{t(`webhook.event.${one.event}`)}</b> <span class="muted">{when(one.at)}</span>
                  <small class={one.standing === "sent" ? undefined : "integrations-bad"}>{standing(one)}</small>
                </div>
                <Button
                  label={t("integrations.message.again_named", {
                    event: t(`webhook.event.${one.event}`),
                    when: when(one.at),
                  })}
                  onClick={() => send(one.id)}
                >
                  {t("integrations.message.again")}
                </Button>
              </li>
            ))}
          </ul>
        )
      }
    </Wait>
  );
}

function standing(one: Wire["MessageData"]): string {
  const answer =
    one.status === null ? t("integrations.message.silent") : t("integrations.message.status", { n: one.status });
  const tries = one.tries > 0 ? [tn("integrations.message.tries", one.tries), answer] : [];
  return [t(`integrations.message.${one.standing}`), ...tries].join(" · ");
}
