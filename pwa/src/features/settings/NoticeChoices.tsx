import { useEffect, useState } from "preact/hooks";
import type { Wire } from "../../store/appState";
import { TimeInput } from "../../ui/DateTime";
import { say } from "../../ui/toast";
import { t } from "../../ui/words";
import { useApp } from "../_shared/useApp";

type Choices = Wire["Choices"];
type Topic = Wire["Choose"]["off"][number];
const USUAL = { start: "21:00", end: "07:00" };

/** Which notices come to the person's devices, and when it is quiet. Each change is kept at once. */
export function NoticeChoices() {
  const { office } = useApp();
  const [choices, setChoices] = useState<Choices | null>(null);
  useEffect(() => {
    let wanted = true;
    void office.get("/api/v1/notices/choices").then((reply) => wanted && reply.ok && setChoices(reply.data));
    return () => void (wanted = false);
  }, []);
  if (!choices) return null;
  const keep = async (next: Choices): Promise<void> => {
    setChoices(next);
    const body = { off: next.off as Topic[], quiet: next.quiet };
    const reply = await office.put("/api/v1/notices/choices", body);
    if (reply.ok) return;
    setChoices(choices);
    say(reply.offline ? t("settings.phone.not_done") : reply.problem.detail, true);
  };
  const turn = (topic: string): void => {
    const off = choices.off.includes(topic) ? choices.off.filter((one) => one !== topic) : [...choices.off, topic];
    void keep({ ...choices, off });
  };
  return (
    <details class="settings-unfold settings-choices">
      <summary>{t("settings.phone.choices")}</summary>
      <fieldset>
        <legend class="vh">{t("settings.phone.topics")}</legend>
        {choices.topics.map((topic) => (
          <label key={topic}>
            <input type="checkbox" checked={!choices.off.includes(topic)} onChange={() => turn(topic)} />
            {t(`settings.phone.topic.${topic}`)}
          </label>
        ))}
      </fieldset>
      <label>
        <input
          type="checkbox"
          checked={choices.quiet !== null}
          onChange={() => void keep({ ...choices, quiet: choices.quiet ? null : USUAL })}
        />
        {t("settings.phone.quiet")}
      </label>
      {choices.quiet ? <Hours quiet={choices.quiet} onKeep={(quiet) => void keep({ ...choices, quiet })} /> : null}
      <p class="muted">{t("settings.phone.inbox")}</p>
    </details>
  );
}

function Hours({ quiet, onKeep }: { quiet: Wire["Quiet"]; onKeep: (quiet: Wire["Quiet"]) => void }) {
  const field = (name: "start" | "end") => (
    <label class="settings-hour">
      {t(`settings.phone.quiet.${name}`)}
      <TimeInput value={quiet[name]} onInput={(time) => time && onKeep({ ...quiet, [name]: time })} />
    </label>
  );
  return (
    <div class="settings-hours">
      {field("start")}
      {field("end")}
    </div>
  );
}
