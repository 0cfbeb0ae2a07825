import { useState } from "preact/hooks";
import type { OfficeReply, Wire } from "../../store/appState";
import { Button } from "../../ui/Button";
import { fullDate } from "../../ui/formats";
import { say } from "../../ui/toast";
import { language, t, tn } from "../../ui/words";
import { type Refusal, Refused } from "../_shared/reply/reply";
import { useApp } from "../_shared/useApp";
import { TrialRun } from "../_shared/forms/TrialRun";
import { type OwnRow, ownRows } from "./draft";
import { formName, settingName, valueText } from "./values";

interface Props {
  one: Wire["OneAgreement"];
  rows: OwnRow[];
  onDrop: () => void;
  onSaved: () => void;
}

/** The rows that wait: what they would change is shown before they can be put into force. */
export function SaveRules({ one, rows, onDrop, onSaved }: Props) {
  const { office } = useApp();
  const [tried, setTried] = useState<Wire["RulesOutcome"] | null>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const { key, version, name, until, source } = one.agreement;
  const path = `/api/v1/agreements/${encodeURIComponent(key)}` as const;
  const body = { version, name, until, source, rows };
  const take = (reply: OfficeReply<Wire["RulesOutcome"]>): reply is { ok: true; data: Wire["RulesOutcome"] } => {
    setRefusal(reply.ok ? null : named(reply, rows));
    return reply.ok;
  };
  const attempt = async (): Promise<void> => {
    const reply = await office.post(`${path}/preview`, body);
    if (take(reply)) setTried(reply.data);
  };
  const save = async (): Promise<void> => {
    const reply = await office.put(path, body);
    if (!take(reply)) return;
    say(t("agreements.saved"));
    onSaved();
  };
  const fresh = newRows(one, rows);
  return (
    <section class="note calm agreements-waiting" aria-labelledby="waiting">
      <h2 id="waiting">{tn("agreements.waiting", fresh.length)}</h2>
      <Rows rows={fresh} />
      <Refused refusal={refusal} />
      {tried?.outcome ? <TrialRun outcome={tried.outcome} /> : null}
      <div class="row-buttons">
        {tried ? (
          <Button kind="go" onClick={save}>
            {t("agreements.save")}
          </Button>
        ) : (
          <Button kind="go" onClick={attempt}>
            {t("agreements.try")}
          </Button>
        )}
        <Button onClick={onDrop}>{t("agreements.drop")}</Button>
      </div>
    </section>
  );
}

/** The refusal with each row called by its setting: `rows[3].value[1]` is `Viikkoylityön korotukset.value[1]`. */
function named(refusal: Refusal, rows: readonly OwnRow[]): Refusal {
  if (refusal.offline) return refusal;
  const told = (field: string): string =>
    field.replace(/^rows\[(\d+)\]/, (whole, n: string) =>
      rows[Number(n)] ? settingName(rows[Number(n)]!.key) : whole,
    );
  const fields = refusal.problem.fields.map((one) => ({ ...one, field: told(one.field) }));
  return { ...refusal, problem: { ...refusal.problem, fields } };
}

/** The rows that stand in the draft and not in the agreement; those that were only ended go without saying. */
function newRows(one: Wire["OneAgreement"], rows: readonly OwnRow[]): OwnRow[] {
  const before = new Set(ownRows(one).map((row) => JSON.stringify(row)));
  return rows.filter((row) => row.until === null && !before.has(JSON.stringify(row)));
}

function Rows({ rows }: { rows: readonly OwnRow[] }) {
  return (
    <ul>
      {rows.map((row) => (
        <li key={row.key + row.form + row.from}>
          <b>{settingName(row.key)}</b> ({formName(row.form)}): {valueText(row.key, row.value, language())},{" "}
          {fullDate(row.from, language())}–
        </li>
      ))}
    </ul>
  );
}
