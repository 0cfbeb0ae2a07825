import { useState } from "preact/hooks";
import type { Wire } from "../../store/appState";
import { fullDate } from "../../ui/formats";
import { Button } from "../../ui/Button";
import { language, t } from "../../ui/words";
import { Go } from "../_shared/Go";
import { Wait, useReply } from "../_shared/reply/reply";
import { useApp } from "../_shared/useApp";
import { sourced } from "../_shared/explain/sourced";
import { Columns } from "./Columns";
import { CopySheet } from "./CopySheet";
import { type OwnRow, type Row, changedFrom, ownRows } from "./draft";
import { AgreementMarks } from "./List";
import { RowSheet } from "./RowSheet";
import { RulesMade } from "./RulesMade";
import { SaveRules } from "./SaveRules";
import { formName, settingName, valueText } from "./values";

/** One agreement: its rows by where they come from, each with its dates and source; an own one can be changed. */
export function One({ id }: { id: string }) {
  const [reply, again] = useReply(`/api/v1/agreements/${encodeURIComponent(id)}`);
  return (
    <main class="desk">
      <Go to="/tyoehtosopimukset">{t("agreements.all")}</Go>
      <Wait reply={reply} again={again}>
        {(one) => <Shown key={one.agreement.version} one={one} again={again} />}
      </Wait>
    </main>
  );
}

function Shown({ one, again }: { one: Wire["OneAgreement"]; again: () => void }) {
  const [draft, setDraft] = useState<OwnRow[] | null>(null);
  const [editing, setEditing] = useState<Row | "new" | null>(null);
  const [copying, setCopying] = useState(false);
  const [old, setOld] = useState(false);
  const admin = useApp().session.value.roles.includes("admin");
  return (
    <>
      <About head={one.agreement} />
      <div class="row-buttons">
        {admin ? <Button onClick={() => setCopying(true)}>{t("agreements.copy")}</Button> : null}
        {one.may_change ? <Button onClick={() => setEditing("new")}>{t("agreements.add_setting")}</Button> : null}
        <Go to="/tyoehtosopimukset/vertailu">{t("agreements.compare")}</Go>
        <Button pressed={old} onClick={() => setOld(!old)}>
          {t("agreements.show_old")}
        </Button>
      </div>
      {draft ? (
        <SaveRules
          key={JSON.stringify(draft)}
          one={one}
          rows={draft}
          onDrop={() => setDraft(null)}
          onSaved={() => (setDraft(null), again())}
        />
      ) : null}
      <RulesMade one={one} again={again} />
      {(["own", "base", "law"] as const).map((origin) => (
        <Group
          key={origin}
          origin={origin}
          rows={one.rows.filter((row) => row.origin === origin && (old || row.in_force))}
          onEdit={one.may_change ? setEditing : null}
        />
      ))}
      {editing ? (
        <RowSheet
          rows={one.rows}
          row={editing === "new" ? null : editing}
          onClose={() => setEditing(null)}
          onKeep={(row) => (setDraft(changedFrom(draft ?? ownRows(one), row)), setEditing(null))}
        />
      ) : null}
      {copying ? <CopySheet of={one.agreement} onClose={() => setCopying(false)} /> : null}
    </>
  );
}

function About({ head }: { head: Wire["Head"] }) {
  const until = head.until ? fullDate(head.until, language()) : t("agreements.for_now");
  return (
    <section class="card agreements-about" aria-labelledby="agreement">
      <h2 id="agreement">{head.name}</h2>
      <p>
        {fullDate(head.from, language())}–{until} · {t("agreements.people", { n: head.people })}
      </p>
      <p class="muted">{t("agreements.source", { source: sourced(head.source) })}</p>
      {head.copied_from_name ? (
        <p class="muted">{t("agreements.copied_from", { name: head.copied_from_name })}</p>
      ) : null}
      {head.base_name ? <p class="muted">{t("agreements.on_base", { name: head.base_name })}</p> : null}
      <p>
        <AgreementMarks head={head} />
      </p>
      {head.ended ? <p class="muted">{t("agreements.ended_text")}</p> : null}
    </section>
  );
}

const COLUMNS = { setting: 30, value: 25, dates: 14, source: 0 };

interface GroupProps {
  origin: "own" | "base" | "law";
  rows: readonly Row[];
  onEdit: ((row: Row) => void) | null;
}

function Group({ origin, rows, onEdit }: GroupProps) {
  if (rows.length === 0) return null;
  return (
    <section class="card" aria-labelledby={`rows-${origin}`}>
      <h2 id={`rows-${origin}`}>{t(`agreements.origin.${origin}`)}</h2>
      <Columns columns={Object.entries(COLUMNS).map(([name, width]) => [t(`agreements.column.${name}`), width])}>
        {rows.map((row) => (
          <RuleLine key={`${row.key}${row.form}${row.from}${row.of}`} row={row} onEdit={onEdit} />
        ))}
      </Columns>
    </section>
  );
}

function RuleLine({ row, onEdit }: { row: Row; onEdit: ((row: Row) => void) | null }) {
  const until = row.until ? fullDate(row.until, language()) : "";
  const name = settingName(row.key);
  return (
    <tr class={row.in_force ? "" : "past"}>
      <th scope="row">
        {name}
        <small>{formName(row.form)}</small>
      </th>
      <td>{valueText(row.key, row.value, language())}</td>
      <td data-name={t("agreements.column.dates")}>
        <span class="desk-fig">{fullDate(row.from, language())}–</span> <span class="desk-fig">{until}</span>
      </td>
      <td data-name={t("agreements.column.source")}>
        {row.check ? <span class="desk-mark">{t("agreements.check")}</span> : null}{" "}
        <small>{sourced(row.source.replace(/^CHECK:?\s*/, ""))}</small>
        {onEdit && row.in_force ? (
          <Button kind="link" label={t("agreements.change_named", { name })} onClick={() => onEdit(row)}>
            {t("agreements.change")}
          </Button>
        ) : null}
      </td>
    </tr>
  );
}
