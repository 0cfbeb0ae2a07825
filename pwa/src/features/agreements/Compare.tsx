import { useState } from "preact/hooks";
import type { Wire } from "../../store/appState";
import { Button } from "../../ui/Button";
import { language, t } from "../../ui/words";
import { Go } from "../_shared/Go";
import { Input, Select } from "../_shared/forms/fields";
import { Wait, useReply } from "../_shared/reply/reply";
import { useApp } from "../_shared/useApp";
import { sourced } from "../_shared/explain/sourced";
import { Columns } from "./Columns";
import { localToday } from "../_shared/today";
import { formName, settingName, valueText } from "./values";
import { SameWeek } from "./SameWeek";

const FORMS = ["general", "office", "flexitime", "period", "averaged"] as const;

/** Two agreements beside each other: what the same week gives under each, and every setting that differs. */
export function Compare() {
  const [list, again] = useReply("/api/v1/agreements");
  return (
    <main class="desk">
      <Go to="/tyoehtosopimukset">{t("agreements.all")}</Go>
      <Wait reply={list} again={again}>
        {({ agreements }) => <Two heads={agreements} />}
      </Wait>
    </main>
  );
}

function Two({ heads }: { heads: readonly Wire["Head"][] }) {
  const [a, setA] = useState(heads.find(({ key }) => key === "general-37-5")?.key ?? heads[0]?.key ?? "");
  const [b, setB] = useState(heads.find(({ key }) => key === "kvtes")?.key ?? heads[1]?.key ?? "");
  const now = useApp().today.value?.date ?? localToday();
  const [on, setOn] = useState(now);
  const [form, setForm] = useState<string>("office");
  const options = heads.map(({ key, name }) => [key, name] as const);
  return (
    <>
      <section class="card" aria-label={t("agreements.choose_two")}>
        <div class="desk-form">
          <Select id="side-a" label={t("agreements.side_a")} value={a} options={options} onInput={setA} />
          <Select id="side-b" label={t("agreements.side_b")} value={b} options={options} onInput={setB} />
          <Select
            id="week-form"
            label={t("agreements.form")}
            value={form}
            options={FORMS.map((name) => [name, t(`form.${name}`)] as const)}
            onInput={setForm}
          />
          <Input id="compare-on" type="date" label={t("agreements.on")} value={on} onInput={setOn} />
        </div>
      </section>
      <SameWeek a={a} b={b} form={form} on={on || now} />
      <Differences a={a} b={b} on={on || now} />
    </>
  );
}

function Differences({ a, b, on }: { a: string; b: string; on: string }) {
  const path = `/api/v1/agreements/compare?a=${encodeURIComponent(a)}&b=${encodeURIComponent(b)}&on=${on}` as const;
  const [reply, again] = useReply(path);
  const [all, setAll] = useState(false);
  return (
    <section class="card" aria-labelledby="differences">
      <div class="desk-head">
        <h2 id="differences">{t("agreements.differences")}</h2>
        <Button pressed={all} onClick={() => setAll(!all)}>
          {t("agreements.show_all")}
        </Button>
      </div>
      <Wait reply={reply} again={again}>
        {(found) => <Table found={found} rows={found.rows.filter((row) => all || row.differs)} />}
      </Wait>
    </section>
  );
}

function Table({ found, rows }: { found: Wire["Comparison"]; rows: readonly Wire["SideBySide"][] }) {
  if (rows.length === 0) return <p class="muted">{t("agreements.no_differences")}</p>;
  return (
    <Columns columns={[t("agreements.column.setting"), found.a.name, found.b.name].map((name) => [name, 0])}>
      {rows.map((row) => (
        <tr key={row.key + row.form} class={row.differs ? "differs" : ""}>
          <th scope="row">
            {settingName(row.key)}
            <small>{formName(row.form)}</small>
          </th>
          <Cell name={found.a.name} row={row.a} setting={row.key} />
          <Cell name={found.b.name} row={row.b} setting={row.key} />
        </tr>
      ))}
    </Columns>
  );
}

function Cell({ name, row, setting }: { name: string; row: Wire["SettingRow"] | null; setting: string }) {
  return (
    <td data-name={name}>
      {row ? valueText(setting, row.value, language()) : t("setting.off")}
      {row ? (
        <small>
          {row.check ? `${t("agreements.check")}: ` : ""}
          {sourced(row.source.replace(/^CHECK:?\s*/, ""))}
        </small>
      ) : null}
    </td>
  );
}
