import { useState } from "preact/hooks";
import { Button } from "../../ui/Button";
import { language, t } from "../../ui/words";
import { Sheet } from "../../ui/Sheet";
import { Field, Input, Select } from "../desk";
import type { OwnRow, Row } from "./draft";
import { formName, kindOf, readValue, settingName, valueText, written } from "./values";

interface Props {
  row: Row;
  onClose: () => void;
  onKeep: (row: OwnRow) => void;
}

/** One setting gets another value from a date. Nothing is saved here: the change waits for its preview. */
export function RowSheet({ row, onClose, onKeep }: Props) {
  const kind = kindOf(row.key, row.value);
  const [text, setText] = useState(written(kind, row.value));
  const [from, setFrom] = useState("");
  const [source, setSource] = useState("");
  const [wrong, setWrong] = useState("");
  const keep = (): void => {
    const value = readValue(kind, text);
    if (value === undefined) return setWrong(t(`agreements.wrong.${kind}`));
    if (!from) return setWrong(t("agreements.wrong.from"));
    if (!source.trim()) return setWrong(t("agreements.wrong.source"));
    onKeep({ key: row.key, form: row.form, from, until: null, value, source: source.trim() });
  };
  return (
    <Sheet title={settingName(row.key)} onClose={onClose}>
      <div class="desk">
        <p class="muted">
          {formName(row.form)} · {t("agreements.now", { value: valueText(row.key, row.value, language()) })}
        </p>
        <Value kind={kind} text={text} onInput={setText} />
        <Input id="row-from" type="date" label={t("agreements.from_date")} value={from} onInput={setFrom} />
        <Input
          id="row-source"
          label={t("agreements.row_source")}
          hint={t("agreements.row_source.hint")}
          value={source}
          onInput={setSource}
        />
        <p role="alert" class="warm-text">
          {wrong}
        </p>
        <Button kind="go" onClick={keep}>
          {t("agreements.keep_row")}
        </Button>
      </div>
    </Sheet>
  );
}

function Value({ kind, text, onInput }: { kind: string; text: string; onInput: (text: string) => void }) {
  const label = t("agreements.new_value");
  if (kind === "truth") {
    const options = [
      ["true", t("setting.yes")],
      ["", t("setting.off")],
    ] as const;
    return <Select id="row-value" label={label} value={text} options={options} onInput={onInput} />;
  }
  if (kind === "parts") {
    return (
      <Field id="row-value" label={label} hint={t("agreements.parts.hint")}>
        <textarea
          id="row-value"
          class="input parts"
          rows={8}
          value={text}
          spellcheck={false}
          onInput={(event) => onInput(event.currentTarget.value)}
        />
      </Field>
    );
  }
  return <Input id="row-value" label={label} hint={t(`agreements.${kind}.hint`)} value={text} onInput={onInput} />;
}
