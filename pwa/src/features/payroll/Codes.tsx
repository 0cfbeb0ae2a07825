import { useRef, useState } from "preact/hooks";
import type { Wire } from "../../store/appState";
import { Button } from "../../ui/Button";
import { dateRange, fullDate, localTime } from "../../ui/formats";
import { say } from "../../ui/toast";
import { language, siteZone, t, tn } from "../../ui/words";
import { Input, Select } from "../_shared/forms/fields";
import { Go } from "../_shared/Go";
import { type Refusal, Refused, useReply, Wait } from "../_shared/reply/reply";
import { useApp } from "../_shared/useApp";
import { holds, lacking } from "./codes";
import { kindName } from "./kinds";

type Told = Wire["Codes"];
type Code = Wire["CodeRow"];

/** Which code of the payroll system each part of pay has: given from a date on, taken back, and what lacks one. */
export function Codes() {
  const [changed, setChanged] = useState(0);
  const [reply, again] = useReply("/api/v1/payroll/codes", changed);
  return (
    <main class="desk payroll">
      <Go to="/palkat">{t("payroll.back")}</Go>
      <h2>{t("payroll.codes")}</h2>
      <p class="muted">{t("payroll.codes.lead")}</p>
      <Wait reply={reply} again={again}>
        {(told) => <Whole told={told} onChanged={() => setChanged(changed + 1)} />}
      </Wait>
    </main>
  );
}

function Whole({ told, onChanged }: { told: Told; onChanged: () => void }) {
  const today = useApp().today.value?.date ?? "9999-12-31";
  const [kind, setKind] = useState(told.kinds[0] ?? "");
  const pick = (one: string): void => {
    setKind(one);
    document.getElementById("pay-code")?.focus();
  };
  const own = told.codes.filter((one) => !one.ready);
  return (
    <>
      <Lacking kinds={lacking(told, today)} onPick={pick} />
      <NewCode told={told} kind={kind} onKind={setKind} today={today} onSaved={onChanged} />
      <section class="card" aria-labelledby="payroll-own-codes">
        <h3 id="payroll-own-codes">{t("payroll.codes.own")}</h3>
        {own.length ? (
          <Rows codes={own} told={told} today={today} onChanged={onChanged} />
        ) : (
          <p class="muted">{t("payroll.codes.none")}</p>
        )}
        {told.undone.length ? (
          <details class="payroll-undone">
            <summary>{t("payroll.codes.undone")}</summary>
            <Rows codes={told.undone} told={told} today={today} />
          </details>
        ) : null}
      </section>
    </>
  );
}

function Lacking({ kinds, onPick }: { kinds: readonly string[]; onPick: (kind: string) => void }) {
  if (kinds.length === 0) return null;
  return (
    <details class="note payroll-findings" open={kinds.length <= 5}>
      <summary>{tn("payroll.codes.missing", kinds.length)}</summary>
      <ul class="payroll-lacking">
        {kinds.map((kind) => (
          <li key={kind}>
            <Button label={t("payroll.codes.give", { kind: kindName(kind) })} onClick={() => onPick(kind)}>
              {kindName(kind)}
            </Button>
          </li>
        ))}
      </ul>
    </details>
  );
}

interface NewCodeProps {
  told: Told;
  kind: string;
  onKind: (kind: string) => void;
  today: string;
  onSaved: () => void;
}

function NewCode({ told, kind, onKind, today, onSaved }: NewCodeProps) {
  const { office } = useApp();
  const [agreement, setAgreement] = useState("");
  const [code, setCode] = useState("");
  const [from, setFrom] = useState(`${today.slice(0, 7)}-01`);
  const [until, setUntil] = useState("");
  const [source, setSource] = useState("");
  const [refusal, setRefusal] = useState<Refusal | string | null>(null);
  const id = useRef("");
  const save = async (): Promise<void> => {
    if (!source.trim()) {
      setRefusal(t("payroll.codes.source_needed"));
      return document.getElementById("pay-code-source")?.focus();
    }
    id.current ||= office.newId();
    const dates = { from, until: until || null };
    const body = { id: id.current, kind, agreement: agreement || null, code: code.trim() || null, ...dates };
    const reply = await office.post("/api/v1/payroll/codes", { ...body, source: source.trim() });
    setRefusal(reply.ok ? null : reply);
    // Another try is another deed: the first may have been refused for what was typed.
    id.current = "";
    if (!reply.ok) return;
    setCode("");
    say(t("payroll.codes.saved", { kind: kindName(kind) }));
    onSaved();
  };
  const every = [["", t("payroll.codes.every")], ...told.agreements.map((id) => [id, nameOf(told, id)])] as const;
  return (
    <section class="card payroll-new-code" aria-labelledby="payroll-new-code">
      <h3 id="payroll-new-code">{t("payroll.codes.add")}</h3>
      <div class="desk-form">
        <Select
          id="pay-code-kind"
          label={t("payroll.column.kind")}
          value={kind}
          options={told.kinds.map((one) => [one, kindName(one)] as const)}
          onInput={onKind}
        />
        <Select
          id="pay-code-agreement"
          label={t("payroll.codes.agreement")}
          value={agreement}
          options={every as readonly (readonly [string, string])[]}
          onInput={setAgreement}
        />
        <Input id="pay-code" label={t("payroll.codes.code")} value={code} maxLength={40} onInput={setCode} />
        <Input id="pay-code-from" type="date" label={t("payroll.codes.from")} value={from} onInput={setFrom} />
        <Input id="pay-code-until" type="date" label={t("payroll.codes.until")} value={until} onInput={setUntil} />
        <Input
          id="pay-code-source"
          label={t("payroll.codes.source")}
          value={source}
          maxLength={500}
          onInput={setSource}
        />
      </div>
      <Refused refusal={refusal} />
      <Button kind="go" onClick={save}>
        {t("payroll.codes.add")}
      </Button>
    </section>
  );
}

interface RowsProps {
  codes: readonly Code[];
  told: Told;
  today: string;
  /** Left out: they were taken back. */
  onChanged?: () => void;
}

function Rows({ codes, told, today, onChanged }: RowsProps) {
  const { office } = useApp();
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const neutral = new Set(told.codes.filter((one) => one.ready).map((one) => one.code));
  const undo = async (code: Code): Promise<void> => {
    const reply = await office.post(`/api/v1/payroll/codes/${encodeURIComponent(code.id!)}/undo`, {});
    setRefusal(reply.ok ? null : reply);
    if (!reply.ok) return;
    say(t("payroll.codes.taken_back"));
    onChanged?.();
  };
  return (
    <>
      <table class="desk-grid">
        <thead>
          <tr>
            {["payroll.column.kind", "payroll.column.code", "payroll.codes.agreement", "payroll.codes.in_force"].map(
              (name) => (
                <th scope="col" key={name}>
                  {t(name)}
                </th>
              ),
            )}
            <th scope="col">{t("payroll.codes.by")}</th>
          </tr>
        </thead>
        <tbody>
          {codes.map((one) => (
            <tr key={one.id} class={holds(one, today) ? "" : "muted"}>
              <th scope="row">{kindName(one.kind)}</th>
              <td data-name={t("payroll.column.code")}>
                {one.code ?? <span class="muted">{t("payroll.not_sent")}</span>}
                {one.code !== null && neutral.has(one.code) ? <small>{t("payroll.codes.no_target")}</small> : null}
              </td>
              <td data-name={t("payroll.codes.agreement")}>
                {one.agreement ? nameOf(told, one.agreement) : t("payroll.codes.every")}
              </td>
              <td data-name={t("payroll.codes.in_force")}>{when(one)}</td>
              <td data-name={t("payroll.codes.by")}>
                {[one.by_name, one.at === null ? "" : dated(one.at)].filter(Boolean).join(" ")}
                <small>{one.source}</small>
                {one.undone_at !== null ? (
                  <small>
                    {t("payroll.codes.undone_by", { name: one.undone_by_name ?? "", date: dateOf(one.undone_at) })}
                  </small>
                ) : onChanged ? (
                  <Button
                    kind="link"
                    label={t("payroll.codes.undo_of", { kind: kindName(one.kind), code: one.code ?? "" })}
                    onClick={() => undo(one)}
                  >
                    {t("payroll.codes.undo")}
                  </Button>
                ) : null}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <Refused refusal={refusal} />
    </>
  );
}

function nameOf({ agreement_names }: Told, id: string): string {
  return (agreement_names as Readonly<Record<string, string>>)[id] ?? id;
}

function when({ from, until }: Code): string {
  return until ? dateRange(from, until, language()) : t("payroll.codes.since", { from });
}

const dateOf = (at: number): string => localTime(at, siteZone()).date;
const dated = (at: number): string => fullDate(dateOf(at), language());
