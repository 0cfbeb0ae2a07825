import { useState } from "preact/hooks";
import { Button } from "../../ui/Button";
import { Sheet } from "../../ui/Sheet";
import { say } from "../../ui/toast";
import { language, t } from "../../ui/words";
import { useApp } from "../_shared/useApp";
import { Refused } from "../_shared/reply/reply";
import { Input } from "../_shared/forms/fields";
import { cents, euros, worth } from "../_shared/forms/money";
import { type Plan, takeBack, whyNot } from "./office";

interface Props {
  plan: Plan;
  today: string;
  onClose: (changed: boolean) => void;
}

/** The holiday bonus is marked for payment: what kiky takes of it and what is left are shown before it is done. */
export function Bonus({ plan, today, onClose }: Props) {
  const { office } = useApp();
  const [bonus, setBonus] = useState("");
  const [hourly, setHourly] = useState("");
  const [date, setDate] = useState(today);
  const [refusal, setRefusal] = useState("");
  const [bonusCents, hourlyCents] = [cents(bonus), cents(hourly)];
  const pay = async (): Promise<void> => {
    if (!bonusCents || !hourlyCents || !date) return setRefusal(t("kiky.bonus.wrong"));
    const body = { date, bonus_cents: bonusCents, hourly_cents: hourlyCents };
    const reply = await office.post(`/api/v1/kiky/deductions/${plan.id}/paid`, body);
    setRefusal(whyNot(reply));
    if (!reply.ok) return;
    const { id } = reply.data;
    say(t("kiky.bonus.done"), false, {
      label: t("kiky.undo"),
      run: () => void takeBack(office, id).then((back) => say(back.ok ? t("kiky.undone") : whyNot(back), !back.ok)),
    });
    onClose(true);
  };
  return (
    <Sheet title={t("kiky.bonus.title")} onClose={() => onClose(false)}>
      <div class="kiky-form">
        <p class="muted">{plan.name}</p>
        <p>{t("kiky.bonus.waits", { year: plan.year, minutes: plan.minutes })}</p>
        <Money id="kiky-bonus" label={t("kiky.bonus.euros")} value={bonus} onInput={setBonus} />
        <Money
          id="kiky-hourly"
          label={t("kiky.bonus.hourly")}
          help={t("kiky.bonus.hourly_help")}
          value={hourly}
          onInput={setHourly}
        />
        <Input id="kiky-paid-on" label={t("kiky.field.date")} type="date" value={date} onInput={setDate} />
        <Result minutes={plan.minutes} bonus={bonusCents} hourly={hourlyCents} />
        <Refused refusal={refusal} />
        <Button kind="go" onClick={pay}>
          {t("kiky.bonus.go")}
        </Button>
      </div>
    </Sheet>
  );
}

/** What would be taken and what would be left, as the server counts it: half a cent up. */
function Result({ minutes, bonus, hourly }: { minutes: number; bonus: number | null; hourly: number | null }) {
  if (!bonus || !hourly) return null;
  const taken = worth(minutes, hourly);
  const lang = language();
  const key = taken > bonus ? "kiky.bonus.short" : "kiky.bonus.result";
  return (
    <p class={taken > bonus ? "note" : "note calm"} role="status">
      {t(key, { taken: euros(taken, lang), left: euros(bonus - taken, lang) })}
    </p>
  );
}

interface MoneyProps {
  id: string;
  label: string;
  help?: string;
  value: string;
  onInput: (value: string) => void;
}

function Money({ id, label, help, value, onInput }: MoneyProps) {
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input
        id={id}
        class="input"
        inputMode="decimal"
        autocomplete="off"
        value={value}
        aria-describedby={help ? `${id}-help` : undefined}
        onInput={(event) => onInput(event.currentTarget.value)}
      />
      {help ? <small id={`${id}-help`}>{help}</small> : null}
    </div>
  );
}
