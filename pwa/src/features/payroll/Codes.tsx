import { useState } from "preact/hooks";
import type { Wire } from "../../store/appState";
import { Button } from "../../ui/Button";
import { fullDate, localTime } from "../../ui/formats";
import { say } from "../../ui/toast";
import { language, siteZone, t, tn } from "../../ui/words";
import { Input, Select } from "../_shared/forms/fields";
import { Go } from "../_shared/Go";
import { type Refusal, Refused, useReply, Wait } from "../_shared/reply/reply";
import { useApp } from "../_shared/useApp";
import { holds, lacking } from "./codes";
import { kindName, periodName } from "./kinds";

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
  const [typed, setTyped] = useState<Typed>({ ...EMPTY, from: `${today.slice(0, 7)}-01` });
  const [refusal, setRefusal] = useState<Refusal | string | null>(null);
  const save = async (): Promise<void> => {
    if (!typed.source.trim()) {
      setRefusal(t("payroll.codes.source_needed"));
      return document.getElementById("pay-code-source")?.focus();
    }
    const reply = await office.post("/api/v1/payroll/codes", { id: office.newId(), kind, ...bodyOf(typed) });
    setRefusal(reply.ok ? null : reply);
    if (!reply.ok) return;
    setTyped({ ...typed, code: "" });
    say(t("payroll.codes.saved", { kind: kindName(kind) }));
    onSaved();
  };
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
        <Fields told={told} typed={typed} onTyped={(part) => setTyped({ ...typed, ...part })} />
      </div>
      <Refused refusal={refusal} />
      <Button kind="go" onClick={save}>
        {t("payroll.codes.add")}
      </Button>
    </section>
  );
}

const EMPTY = { agreement: "", code: "", from: "", until: "", source: "" };
type Typed = typeof EMPTY;

function bodyOf({ agreement, code, from, until, source }: Typed): object {
  return {
    agreement: agreement || null,
    code: code.trim() || null,
    from,
    until: until || null,
    source: source.trim(),
  };
}

interface FieldsProps {
  told: Told;
  typed: Typed;
  onTyped: (part: Partial<Typed>) => void;
}

function Fields({ told, typed, onTyped }: FieldsProps) {
  const { agreement, code, from, until, source } = typed;
  const named = told.agreements.map((id) => [id, nameOf(told, id)] as const);
  const all: readonly (readonly [string, string])[] = [["", t("payroll.codes.every")], ...named];
  return (
    <>
      <Select
        id="pay-code-agreement"
        label={t("payroll.codes.agreement")}
        value={agreement}
        options={all}
        onInput={(agreement) => onTyped({ agreement })}
      />
      <Input
        id="pay-code"
        label={t("payroll.codes.code")}
        value={code}
        maxLength={40}
        onInput={(code) => onTyped({ code })}
      />
      <Input
        id="pay-code-from"
        type="date"
        label={t("payroll.codes.from")}
        value={from}
        onInput={(from) => onTyped({ from })}
      />
      <Input
        id="pay-code-until"
        type="date"
        label={t("payroll.codes.until")}
        value={until}
        onInput={(until) => onTyped({ until })}
      />
      <Input
        id="pay-code-source"
        label={t("payroll.codes.source")}
        value={source}
        maxLength={500}
        onInput={(source) => onTyped({ source })}
      />
    </>
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
            <OneCode
              key={one.id}
              one={one}
              told={told}
              today={today}
              neutral={neutral.has(one.code)}
              onUndo={onChanged && (() => undo(one))}
            />
          ))}
        </tbody>
      </table>
      <Refused refusal={refusal} />
    </>
  );
}

interface OneCodeProps {
  one: Code;
  told: Told;
  today: string;
  /** It is the product's own, which no payroll system knows. */
  neutral: boolean;
  onUndo?: () => Promise<void>;
}

function OneCode({ one, told, today, neutral, onUndo }: OneCodeProps) {
  const { code, kind, agreement, undone_at: undone, undone_by_name: by } = one;
  return (
    <tr class={holds(one, today) ? "" : "muted"}>
      <th scope="row">{kindName(kind)}</th>
      <td data-name={t("payroll.column.code")}>
        {code ?? <span class="muted">{t("payroll.not_sent")}</span>}
        {code !== null && neutral ? <small>{t("payroll.codes.no_target")}</small> : null}
      </td>
      <td data-name={t("payroll.codes.agreement")}>{agreement ? nameOf(told, agreement) : t("payroll.codes.every")}</td>
      <td data-name={t("payroll.codes.in_force")}>{when(one)}</td>
      <td data-name={t("payroll.codes.by")}>
        {[one.by_name, one.at ? fullDate(dateOf(one.at), language()) : ""].filter(Boolean).join(" ")}
        <small>{one.source}</small>
        {undone ? <small>{t("payroll.codes.undone_by", { name: by ?? "", date: dateOf(undone) })}</small> : null}
        {onUndo ? (
          <Button
            kind="link"
            label={t("payroll.codes.undo_of", { kind: kindName(kind), code: code ?? "" })}
            onClick={onUndo}
          >
            {t("payroll.codes.undo")}
          </Button>
        ) : null}
      </td>
    </tr>
  );
}

function nameOf({ agreement_names }: Told, id: string): string {
  return (agreement_names as Readonly<Record<string, string>>)[id] ?? id;
}

function when({ from, until }: Code): string {
  return until ? periodName(from, until, language()) : t("payroll.codes.since", { from });
}

const dateOf = (at: number): string => localTime(at, siteZone()).date;
