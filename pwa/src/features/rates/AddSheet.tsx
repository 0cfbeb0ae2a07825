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

/** A value typed in: what it is for, how much, from when to when, and where that stands. All of it must be said. */
export function AddSheet({ data, of, onClose }: Props) {
  const { office } = useApp();
  const [id] = useState(office.newId);
  const [key, setKey] = useState(of);
  const [amount, setAmount] = useState("");
  const [from, setFrom] = useState(`${data.year}-01-01`);
  const [until, setUntil] = useState(`${data.year}-12-31`);
  const [source, setSource] = useState("");
  const [refusal, setRefusal] = useState<Refusal | string | null>(null);
  const row = data.rows.find((one) => one.key === key);
  const unit = row?.unit ?? "km";
  const add = async (): Promise<void> => {
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
        <Select
          id="rate-key"
          label={t("rates.column.name")}
          value={key}
          options={data.rows.map((one) => [one.key, placeName(one)] as const)}
          onInput={setKey}
        />
        <Input
          id="rate-value"
          label={t(unit === "per_cent" ? "rates.add.percent" : "rates.add.euros")}
          hint={t(`rates.add.for.${unit}`)}
          value={amount}
          onInput={setAmount}
        />
        <Input id="rate-from" type="date" label={t("rates.add.from")} value={from} onInput={setFrom} />
        <Input
          id="rate-until"
          type="date"
          label={t("rates.add.until")}
          hint={t("rates.add.until.hint")}
          value={until}
          onInput={setUntil}
        />
        <Input
          id="rate-source"
          label={t("rates.column.source")}
          hint={t("rates.add.source.hint")}
          value={source}
          onInput={setSource}
          maxLength={500}
        />
        <Refused refusal={refusal} />
        <Button kind="go" onClick={add}>
          {t("rates.add.do")}
        </Button>
      </div>
    </Sheet>
  );
}
