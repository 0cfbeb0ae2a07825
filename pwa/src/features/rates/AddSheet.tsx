import { useState } from "preact/hooks";
import { Button } from "../../ui/Button";
import { Sheet } from "../../ui/Sheet";
import { say } from "../../ui/toast";
import { t } from "../../ui/words";
import { Input, Select } from "../_shared/forms/fields";
import { type Refusal, Refused } from "../_shared/reply/reply";
import { useApp } from "../_shared/useApp";
import { placeName, typedValue, type Year } from "./values";

interface Props {
  data: Year;
  /** The key that the sheet begins with. */
  of: string;
  onClose: (done: boolean) => void;
}

interface Typed {
  key: string;
  amount: string;
  from: string;
  until: string;
  source: string;
}

/** A value typed in: what it is for, how much, from when to when, and where that stands. All of it must be said. */
export function AddSheet({ data, of, onClose }: Props) {
  const { office } = useApp();
  const [id] = useState(office.newId);
  const year = { from: `${data.year}-01-01`, until: `${data.year}-12-31` };
  const [typed, setTyped] = useState<Typed>({ key: of, amount: "", ...year, source: "" });
  const [refusal, setRefusal] = useState<Refusal | string | null>(null);
  const row = data.rows.find((one) => one.key === typed.key);
  const unit = row?.unit ?? "km";
  const add = async (): Promise<void> => {
    const { key, amount, from, until, source } = typed;
    const value = typedValue(amount, unit);
    if (value === null) return setRefusal(t(unit === "per_cent" ? "rates.add.percent_wrong" : "rates.add.euros_wrong"));
    if (!from || !until || source.trim().length < 3) return setRefusal(t("rates.add.missing"));
    const reply = await office.post("/api/v1/travel/rates", { id, key, value, from, until, source });
    if (!reply.ok) return setRefusal(reply);
    say(t("rates.add.done", { name: row ? placeName(row) : key }));
    onClose(true);
  };
  return (
    <Sheet title={t("rates.add")} onClose={() => onClose(false)}>
      <div class="desk">
        <p class="muted">{t("rates.add.text")}</p>
        <ValueFields rows={data.rows} typed={typed} unit={unit} onTyped={(more) => setTyped({ ...typed, ...more })} />
        <Refused refusal={refusal} />
        <Button kind="go" onClick={add}>
          {t("rates.add.do")}
        </Button>
      </div>
    </Sheet>
  );
}

interface FieldsProps {
  rows: Year["rows"];
  typed: Typed;
  unit: Year["rows"][number]["unit"];
  onTyped: (more: Partial<Typed>) => void;
}

function ValueFields({ rows, typed, unit, onTyped }: FieldsProps) {
  return (
    <>
      <Select
        id="rate-key"
        label={t("rates.column.name")}
        value={typed.key}
        options={rows.map((one) => [one.key, placeName(one)] as const)}
        onInput={(key) => onTyped({ key })}
      />
      <Input
        id="rate-value"
        label={t(unit === "per_cent" ? "rates.add.percent" : "rates.add.euros")}
        hint={t(`rates.add.for.${unit}`)}
        value={typed.amount}
        onInput={(amount) => onTyped({ amount })}
      />
      <Input
        id="rate-from"
        type="date"
        label={t("rates.add.from")}
        value={typed.from}
        onInput={(from) => onTyped({ from })}
      />
      <Input
        id="rate-until"
        type="date"
        label={t("rates.add.until")}
        hint={t("rates.add.until.hint")}
        value={typed.until}
        onInput={(until) => onTyped({ until })}
      />
      <Input
        id="rate-source"
        label={t("rates.column.source")}
        hint={t("rates.add.source.hint")}
        value={typed.source}
        onInput={(source) => onTyped({ source })}
        maxLength={500}
      />
    </>
  );
}
