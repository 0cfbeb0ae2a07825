import { useState } from "preact/hooks";
import { Button } from "../../ui/Button";
import { Sheet } from "../../ui/Sheet";
import { language, t } from "../../ui/words";
import { Input, Select } from "../_shared/forms/fields";
import { FORMS } from "../_shared/forms/contractForms";
import { type OwnRow, type Row, standing } from "./draft";
import { SHAPES } from "./shapes";
import { type Fault, type Typed, read, typedOf } from "./typed";
import { ValueFields } from "./ValueFields";
import { fieldName, formName, settingName, valueText } from "./values";

interface Props {
  /** Every row of the agreement and of its bases. */
  rows: readonly Row[];
  /** The row that changes; null when a setting is to be chosen. */
  row: Row | null;
  onClose: () => void;
  onKeep: (row: OwnRow) => void;
}

/** One setting gets another value from a date. Nothing is saved here: the change waits for its preview. */
export function RowSheet({ rows, row, onClose, onKeep }: Props) {
  const [key, setKey] = useState(row?.key ?? "");
  const [form, setForm] = useState(row?.form ?? "");
  const now = row ?? (key ? standing(rows, key, form || null) : undefined);
  return (
    <Sheet title={row ? settingName(row.key) : t("agreements.add_setting")} onClose={onClose}>
      <div class="desk">
        {row ? null : <Chosen setting={key} form={form} onSetting={setKey} onForm={setForm} />}
        {key ? <Now form={form} row={now} /> : null}
        {SHAPES[key] ? (
          <Change key={`${key} ${form}`} setting={key} form={form || null} now={now?.value} onKeep={onKeep} />
        ) : null}
      </div>
    </Sheet>
  );
}

interface ChosenProps {
  setting: string;
  form: string;
  onSetting: (key: string) => void;
  onForm: (form: string) => void;
}

function Chosen({ setting, form, onSetting, onForm }: ChosenProps) {
  const settings = Object.keys(SHAPES).map((key) => [key, settingName(key)] as const);
  const sorted = settings.sort((a, b) => a[1].localeCompare(b[1], language()));
  const first = setting ? [] : [["", t("agreements.choose")] as const];
  const forms = ["", ...FORMS].map((one) => [one, formName(one || null)] as const);
  return (
    <>
      <Select
        id="row-key"
        value={setting}
        onInput={onSetting}
        label={t("agreements.column.setting")}
        options={[...first, ...sorted]}
      />
      <Select id="row-form" value={form} options={forms} onInput={onForm} label={t("agreements.form")} />
    </>
  );
}

/** What holds today, and which agreement or law says so. */
function Now({ form, row }: { form: string; row: Row | undefined }) {
  if (!row) return <p class="muted">{t("agreements.now_nowhere")}</p>;
  return (
    <p class="muted">
      {formName(form || null)} · {t("agreements.now", { value: valueText(row.key, row.value, language()) })}
      <small>{t("agreements.now_from", { name: row.of_name, source: row.source })}</small>
    </p>
  );
}

interface ChangeProps {
  setting: string;
  form: string | null;
  now: unknown;
  onKeep: (row: OwnRow) => void;
}

function Change({ setting, form, now, onKeep }: ChangeProps) {
  const shape = SHAPES[setting]!;
  const [typed, setTyped] = useState<Typed>(() => typedOf(shape, now ?? undefined));
  const [off, setOff] = useState(false);
  const [from, setFrom] = useState("");
  const [source, setSource] = useState("");
  const [faults, setFaults] = useState<readonly string[]>([]);
  const keep = (): void => {
    const found: Fault[] = [];
    const value = off ? null : read(shape, typed, "row-value", found);
    const wrong = found.map((fault) => saidOf(setting, fault));
    if (!from) wrong.push(t("agreements.wrong.from"));
    if (!source.trim()) wrong.push(t("agreements.wrong.source"));
    setFaults(wrong);
    if (wrong.length === 0) onKeep({ key: setting, form, from, until: null, value, source: source.trim() });
  };
  return (
    <>
      <label class="desk-check-row">
        <input type="checkbox" id="row-off" checked={off} onChange={() => setOff(!off)} />
        <span>{t("agreements.switch_off")}</span>
      </label>
      {off ? null : (
        <ValueFields
          shape={shape}
          name={setting}
          id="row-value"
          typed={typed}
          onChange={setTyped}
          label={t("agreements.new_value")}
        />
      )}
      <Input id="row-from" type="date" label={t("agreements.from_date")} value={from} onInput={setFrom} />
      <Input
        id="row-source"
        value={source}
        onInput={setSource}
        label={t("agreements.row_source")}
        hint={t("agreements.row_source.hint")}
      />
      <Faults said={faults} />
      <Button kind="go" onClick={keep}>
        {t("agreements.keep_row")}
      </Button>
    </>
  );
}

function Faults({ said }: { said: readonly string[] }) {
  return (
    <div role="alert">
      {said.length > 0 ? (
        <ul class="note bad desk-wrong-fields">
          {said.map((one) => (
            <li key={one}>{one}</li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}

/** `Rivi 2, korotus-%: kirjoita …` */
function saidOf(setting: string, { way, why }: Fault): string {
  const place = way.map((one) =>
    typeof one === "number" ? t("agreements.row_number", { n: one }) : fieldName(setting, one),
  );
  return `${place.join(", ") || t("agreements.new_value")}: ${t(`agreements.wrong.${why}`)}`;
}
