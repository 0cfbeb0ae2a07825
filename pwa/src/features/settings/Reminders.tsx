import { useEffect, useState } from "preact/hooks";
import type { Wire } from "../../store/appState";
import { Button } from "../../ui/Button";
import { TimeInput } from "../../ui/DateTime";
import { say } from "../../ui/toast";
import { t } from "../../ui/words";
import { useApp } from "../_shared/useApp";
import { WholeNumber } from "./WholeNumber";

type One = Wire["OwnReminder"];
type Choice = { usual: boolean; enabled: boolean; time: string | null; number: number | null };

/** What the person is reminded of, and when: the workplace's word, or their own. Each change is kept at once. */
export function Reminders() {
  const { office } = useApp();
  const [all, setAll] = useState<readonly One[] | null>(null);
  useEffect(() => {
    let wanted = true;
    void office.get("/api/v1/reminders/own").then((reply) => wanted && reply.ok && setAll(reply.data.reminders));
    return () => void (wanted = false);
  }, []);
  if (!all) return null;
  const keep = async (one: One, choice: Choice): Promise<void> => {
    setAll(all.map((each) => (each.kind === one.kind ? { ...each, ...choice } : each)));
    const reply = await office.put(`/api/v1/reminders/own/${one.kind}`, choice);
    setAll(reply.ok ? reply.data.reminders : all);
    if (!reply.ok) say(t("notices.remind.not_done"), true);
  };
  return (
    <section class="card settings-phone" aria-labelledby="reminders">
      <h2 id="reminders">{t("notices.remind")}</h2>
      <p class="muted">{t("notices.remind.lead")}</p>
      <details class="settings-unfold settings-choices">
        <summary>{t("notices.remind.open")}</summary>
        {all.map((one) => (
          <Reminder key={one.kind} one={one} onKeep={(choice) => void keep(one, choice)} />
        ))}
        <p class="muted">{t("notices.remind.night")}</p>
      </details>
    </section>
  );
}

function Reminder({ one, onKeep }: { one: One; onKeep: (choice: Choice) => void }) {
  const { kind, enabled, time, number } = one;
  const name = t(`notices.remind.kind.${kind}`);
  const own = { usual: false, enabled, time, number };
  return (
    <fieldset class="settings-reminder">
      <legend class="vh">{name}</legend>
      <label>
        <input
          type="checkbox"
          checked={enabled}
          disabled={!one.may_choose}
          onChange={() => onKeep({ ...own, enabled: !enabled })}
        />
        {name}
      </label>
      {one.may_choose ? null : <p class="muted">{t("notices.remind.fixed")}</p>}
      {enabled && one.may_choose ? (
        <div class="settings-hours">
          {time === null ? null : (
            <label class="settings-hour">
              {t("notices.remind.time")}
              <TimeInput value={time} onInput={(typed) => typed && onKeep({ ...own, time: typed })} />
            </label>
          )}
          {number === null ? null : (
            <label class="settings-hour">
              {t("notices.remind.number")}
              <WholeNumber
                value={number}
                least={10}
                most={600}
                onInput={(typed) => onKeep({ ...own, number: typed })}
              />
            </label>
          )}
        </div>
      ) : null}
      {one.chosen ? (
        <Button
          kind="link"
          onClick={() => onKeep({ ...own, usual: true })}
          label={`${t("notices.remind.usual")}: ${name}`}
        >
          {t("notices.remind.usual")}
        </Button>
      ) : null}
    </fieldset>
  );
}
