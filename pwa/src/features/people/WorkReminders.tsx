import { useState } from "preact/hooks";
import type { Wire } from "../../store/appState";
import { Button } from "../../ui/Button";
import { say } from "../../ui/toast";
import { t } from "../../ui/words";
import { Input } from "../_shared/forms/fields";
import { useReply } from "../_shared/reply/reply";
import { useApp } from "../_shared/useApp";

type One = Wire["OfficeReminder"];

/** What the workplace has set of reminders; an admin changes it kind by kind. */
export function WorkReminders() {
  const [reply] = useReply("/api/v1/reminders/rules");
  if (!reply?.ok) return null;
  return (
    <details class="card people-reminders">
      <summary>
        <h2>{t("notices.remind.office")}</h2>
      </summary>
      <p class="muted">{t("notices.remind.office.lead")}</p>
      {reply.data.reminders.map((one) => (
        <Reminder key={one.kind} first={one} />
      ))}
      <p class="muted">{t("notices.remind.night")}</p>
    </details>
  );
}

function Reminder({ first }: { first: One }) {
  const { office } = useApp();
  const [one, setOne] = useState(first);
  const [number, setNumber] = useState(String(first.number ?? ""));
  const [wrong, setWrong] = useState("");
  const { kind, least, most } = one;
  const name = t(`notices.remind.kind.${kind}`);
  const save = async (): Promise<void> => {
    const whole = /^\d{1,3}$/.test(number.trim()) ? Number(number) : 0;
    if (least !== null && most !== null && !(whole >= least && whole <= most)) {
      setWrong(t("error.reminder_number", { least, most }));
      return;
    }
    const body = { enabled: one.enabled, time: one.time || null, number: least === null ? null : whole, own: one.own };
    const reply = await office.put(`/api/v1/reminders/rules/${kind}`, body);
    if (reply.ok) say(t("notices.remind.office.saved"));
    setWrong(reply.ok ? "" : reply.offline ? t("notices.remind.not_done") : reply.problem.detail);
  };
  return (
    <form class="desk-form people-reminder" onSubmit={(event) => event.preventDefault()} aria-label={name}>
      <h3>{name}</h3>
      <Fields one={one} onChange={setOne} number={number} onNumber={setNumber} wrong={wrong !== ""} />
      {wrong ? (
        <p class="warm-text" role="alert">
          {wrong}
        </p>
      ) : null}
      <Button onClick={save} label={`${t("notices.remind.office.save")}: ${name}`}>
        {t("notices.remind.office.save")}
      </Button>
    </form>
  );
}

interface FieldsProps {
  one: One;
  onChange: (one: One) => void;
  number: string;
  onNumber: (typed: string) => void;
  wrong: boolean;
}

function Fields({ one, onChange, number, onNumber, wrong }: FieldsProps) {
  const id = `remind-${one.kind}`;
  const check = (field: "enabled" | "own", label: string) => (
    <label class="desk-check-row">
      <input type="checkbox" checked={one[field]} onChange={() => onChange({ ...one, [field]: !one[field] })} />
      <span>{label}</span>
    </label>
  );
  return (
    <>
      {check("enabled", t("notices.remind.office.on"))}
      {one.time === null ? null : (
        <Input
          id={`${id}-time`}
          type="time"
          label={t("notices.remind.time")}
          value={one.time}
          onInput={(time) => onChange({ ...one, time })}
          required
        />
      )}
      {one.least === null ? null : (
        <Input
          id={`${id}-number`}
          label={t(`notices.remind.office.number.${one.kind}`)}
          value={number}
          onInput={onNumber}
          wrong={wrong}
        />
      )}
      {check("own", t("notices.remind.office.own"))}
    </>
  );
}
