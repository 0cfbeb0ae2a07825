import { useState } from "preact/hooks";
import type { Wire } from "../../store/appState";
import { say } from "../../ui/toast";
import { t } from "../../ui/words";
import { AskFirst } from "../_shared/forms/AskFirst";
import { type Refusal, Refused, refusalText, useReply } from "../_shared/reply/reply";
import { useApp } from "../_shared/useApp";

/** For admins: who of payroll and the admins has the second step on, and whether they have to. */
export function TwoStepOffice() {
  const { office } = useApp();
  const [reply, again] = useReply("/api/v1/auth/two-step/office");
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  if (!reply?.ok) return reply ? <p class="muted">{refusalText(reply)}</p> : null;
  const { required, people } = reply.data;
  const change = async (): Promise<void> => {
    const done = await office.put("/api/v1/auth/two-step/office", { required: !required });
    setRefusal(done.ok ? null : done);
    again();
  };
  return (
    <section class="settings-choices settings-password" aria-labelledby="two-step-office">
      <h2 id="two-step-office">{t("two_step.office")}</h2>
      <label>
        <input type="checkbox" checked={required} aria-describedby="two-step-hint" onChange={() => void change()} />
        {t("two_step.office.require")}
      </label>
      <small id="two-step-hint">{t("two_step.office.require_hint")}</small>
      <Refused refusal={refusal} />
      <ul class="settings-devices">
        {people.map((one) => (
          <One key={one.id} one={one} onGone={again} />
        ))}
      </ul>
    </section>
  );
}

function One({ one, onGone }: { one: Wire["TwoStepOne"]; onGone: () => void }) {
  const { office, session } = useApp();
  const remove = async (): Promise<void> => {
    const gone = await office.remove(`/api/v1/auth/two-step/people/${encodeURIComponent(one.id)}`);
    say(gone.ok ? t("two_step.off_done") : refusalText(gone), !gone.ok);
    onGone();
  };
  return (
    <li>
      <span>
        <b>{one.name}</b>
        <small>{t(one.since ? "two_step.office.has" : "two_step.office.has_not")}</small>
      </span>
      {!one.since || one.id === session.value.person ? null : (
        <AskFirst
          act={t("two_step.office.lost")}
          label={t("two_step.office.lost_of", { name: one.name })}
          yes={t("two_step.off")}
          onYes={remove}
        />
      )}
    </li>
  );
}
