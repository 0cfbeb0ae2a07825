import { useEffect, useState } from "preact/hooks";
import type { Wire } from "../../store/appState";
import { Button } from "../../ui/Button";
import { clock, dayDate, localTime } from "../../ui/formats";
import { say } from "../../ui/toast";
import { language, siteZone, t } from "../../ui/words";
import { useApp } from "../_shared/useApp";

type State = Wire["MailState"];
type Topic = Wire["MailChoose"]["topics"][number];
const TOPICS: readonly Topic[] = [
  "months",
  "orders",
  "claims",
  "leave",
  "kiky",
  "balances",
  "contracts",
  "reminders",
  "other",
];

/** Notices by e-mail: what is so, truly, and which of them. Nothing stands here where the server sends none. */
export function MailNotices() {
  const { office } = useApp();
  const [state, setState] = useState<State | null>(null);
  useEffect(() => {
    let wanted = true;
    void office.get("/api/v1/notices/mail").then((reply) => wanted && reply.ok && setState(reply.data));
    return () => void (wanted = false);
  }, []);
  if (!state?.available) return null;
  const keep = async (topics: readonly string[]): Promise<void> => {
    setState({ ...state, topics: [...topics] });
    const reply = await office.put("/api/v1/notices/mail", { topics: topics as Topic[] });
    setState(reply.ok ? reply.data : state);
    if (!reply.ok) say(t("notices.remind.not_done"), true);
  };
  const turn = (topic: string): void =>
    void keep(state.topics.includes(topic) ? state.topics.filter((one) => one !== topic) : [...state.topics, topic]);
  const trouble = state.topics.length > 0 && (state.stopped_at ?? state.failing_since);
  return (
    <section class="card settings-phone" aria-labelledby="mail-notices">
      <h2 id="mail-notices">{t("notices.mail")}</h2>
      <p role="status" class={trouble ? "warm-text" : "muted"}>
        {sentence(state)}
      </p>
      {state.topics.length > 0 && state.stopped_at ? (
        <Button onClick={() => keep(state.topics)}>{t("notices.mail.again")}</Button>
      ) : null}
      <details class="settings-unfold settings-choices">
        <summary>{t("notices.mail.choices")}</summary>
        <fieldset>
          <legend class="vh">{t("settings.phone.topics")}</legend>
          {TOPICS.map((topic) => (
            <label key={topic}>
              <input type="checkbox" checked={state.topics.includes(topic)} onChange={() => turn(topic)} />
              {t(`settings.phone.topic.${topic}`)}
            </label>
          ))}
        </fieldset>
        <p class="muted">{t("settings.phone.inbox")}</p>
      </details>
    </section>
  );
}

function sentence({ topics, address, sent_at, failing_since, stopped_at }: State): string {
  if (topics.length === 0) return t("notices.mail.none");
  if (stopped_at) return t("notices.mail.stopped", { address });
  if (failing_since) return t("notices.mail.failing", { address, when: when(failing_since) });
  return sent_at ? t("notices.mail.on_sent", { address, when: when(sent_at) }) : t("notices.mail.on", { address });
}

function when(instant: string): string {
  const [at, lang, zone] = [Date.parse(instant), language(), siteZone()];
  return `${dayDate(localTime(at, zone).date, lang)} ${clock(at, lang, zone)}`;
}
