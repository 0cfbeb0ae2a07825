import { Button } from "../../ui/Button";
import { capital } from "../../ui/formats";
import { t } from "../../ui/words";
import { Input, Select } from "../_shared/forms/fields";
import type { Part, Shape } from "./shapes";
import { type Typed, typedOf } from "./typed";
import { fieldName, optionName } from "./values";

interface Props<S extends Shape = Shape> {
  shape: S;
  /** The setting or the part that the value is of; it decides the words. */
  name: string;
  label: string;
  id: string;
  typed: Typed;
  /** May be left empty. */
  free?: boolean;
  onChange: (typed: Typed) => void;
}

type Of<K extends Shape["is"]> = Props<Extract<Shape, { is: K }>>;

/** The fields of one value, drawn from what it is made of. */
export function ValueFields({ shape, ...rest }: Props) {
  switch (shape.is) {
    case "truth":
      return <Choice {...rest} shape={{ is: "choice", of: ["true", "false"] }} />;
    case "choice":
      return <Choice {...rest} shape={shape} />;
    case "set":
      return <Ticks {...rest} shape={shape} />;
    case "either":
      return <Either {...rest} shape={shape} />;
    case "rows":
      return <Rows {...rest} shape={shape} />;
    case "parts":
      return <Parts {...rest} shape={shape} />;
    default:
      return <Line {...rest} shape={shape} />;
  }
}

/** Fields that say by themselves what to write. */
const HINTLESS: ReadonlySet<string> = new Set(["clock", "number", "date"]);

function Line({ shape, label, id, typed, free, onChange }: Props) {
  const kind = "below" in shape && shape.below ? "below" : shape.is;
  const hint = HINTLESS.has(kind) ? "" : t(`agreements.hint.${kind}`);
  const said = free ? [hint, t("agreements.hint.free")].filter(Boolean).join(" ") : hint;
  const type = shape.is === "clock" ? "time" : shape.is === "date" ? "date" : "text";
  return <Input id={id} type={type} label={label} hint={said} value={typed as string} onInput={onChange} />;
}

function Choice({ shape, name, label, id, typed, free, onChange }: Of<"choice">) {
  const options = shape.of.map((one) => [one, optionName(name, one)] as const);
  return (
    <Select
      id={id}
      label={label}
      value={typed as string}
      onInput={onChange}
      options={free || !typed ? [["", t(free ? "setting.not_stated" : "agreements.choose")], ...options] : options}
    />
  );
}

function Ticks({ shape, name, label, id, typed, onChange }: Of<"set">) {
  const chosen = typed as readonly string[];
  const turn = (one: string): void =>
    onChange(chosen.includes(one) ? chosen.filter((kept) => kept !== one) : [...chosen, one]);
  return (
    <fieldset class="agreements-value-set" id={id}>
      <legend>{label}</legend>
      {shape.of.map(String).map((one) => (
        <label key={one} class="desk-check-row">
          <input type="checkbox" checked={chosen.includes(one)} onInput={() => turn(one)} />
          <span>{optionName(name, one)}</span>
        </label>
      ))}
    </fieldset>
  );
}

function Either({ shape, name, label, id, typed, free, onChange }: Of<"either">) {
  const { mode, other } = typed as { mode: string; other: Typed };
  const word = shape.word === null ? t("setting.no_floor") : optionName(name, shape.word);
  const own = [...(free || !mode ? [["", t("setting.not_stated")] as const] : [])];
  const options = [...own, ["word", word] as const, ["other", t("agreements.own_value")] as const];
  return (
    <div class="agreements-value-either">
      <Select
        id={`${id}-mode`}
        label={label}
        value={mode}
        options={options}
        onInput={(next) => onChange({ mode: next, other })}
      />
      {mode === "other" ? (
        <ValueFields
          shape={shape.other}
          name={name}
          id={id}
          typed={other}
          label={t("agreements.own_value_of", { name: label })}
          onChange={(next) => onChange({ mode, other: next })}
        />
      ) : null}
    </div>
  );
}

function Parts({ shape, name, label, id, typed, onChange }: Of<"parts">) {
  const fields = typed as Readonly<Record<string, Typed>>;
  return (
    <fieldset class="agreements-value-parts" id={id}>
      <legend>{label}</legend>
      {shape.parts.map((one) => (
        <ValueFields
          key={one.name}
          {...partProps(one, name, id, fields[one.name]!)}
          onChange={(next) => onChange({ ...fields, [one.name]: next })}
        />
      ))}
    </fieldset>
  );
}

function partProps(one: Part, of: string, id: string, typed: Typed) {
  const name = one.name === "begins" || one.name === "ends" ? of : one.name;
  return {
    shape: one.shape,
    name,
    typed,
    id: `${id}.${one.name}`,
    label: capital(fieldName(of, one.name)),
    free: one.empty !== undefined,
  };
}

/** A table of rows; each can be removed, and new ones are added at the end. */
function Rows({ shape, name, label, id, typed, onChange }: Of<"rows">) {
  const rows = typed as readonly Typed[];
  const put = (n: number, next: Typed): void => onChange(rows.map((one, i) => (i === n ? next : one)));
  return (
    <fieldset class="agreements-value-rows" id={id}>
      <legend>{label}</legend>
      {rows.length === 0 ? <p class="muted">{t("agreements.no_rows")}</p> : null}
      {rows.map((one, n) => (
        <div key={n} class="agreements-value-row">
          <ValueFields
            shape={shape.of}
            name={name}
            id={`${id}.${n}`}
            typed={one}
            label={t("agreements.row_number", { n: n + 1 })}
            onChange={(next) => put(n, next)}
          />
          <Button
            kind="link"
            label={t("agreements.remove_row", { n: n + 1 })}
            onClick={() => onChange(rows.filter((_, i) => i !== n))}
          >
            {t("agreements.remove")}
          </Button>
        </div>
      ))}
      <Button onClick={() => onChange([...rows, typedOf(shape.of, undefined)])}>{t("agreements.add_row")}</Button>
    </fieldset>
  );
}
