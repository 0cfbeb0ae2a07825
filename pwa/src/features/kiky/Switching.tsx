import { useEffect, useState } from "preact/hooks";
import { Button } from "../../ui/Button";
import { fullDate, hm } from "../../ui/formats";
import { Sheet } from "../../ui/Sheet";
import { say } from "../../ui/toast";
import { language, t, tn } from "../../ui/words";
import { useLive } from "../live";
import { Bad } from "./Bad";
import { Field } from "./DeductFields";
import { type SwitchRow, type SwitchTrial, troubleOf } from "./office";
import { OWN, type OwnScheme, SchemeFields } from "./SchemeFields";

interface Agreement {
  id: string;
  name: string;
}

type What = "off" | "on" | "own";

/** The company's own word on kiky: what stands, and a new decision, tried out before it is made. */
export function Switching({ today, onClose }: { today: string; onClose: (changed: boolean) => void }) {
  const { office } = useLive();
  const [rows, setRows] = useState<readonly SwitchRow[]>([]);
  const [agreements, setAgreements] = useState<readonly Agreement[]>([]);
  const [changed, setChanged] = useState(false);
  const load = async (): Promise<void> => {
    const reply = await office.get<{ switches: SwitchRow[] }>("/api/v1/kiky/switches");
    if (reply.ok) setRows(reply.data.switches);
    const known = await office.get<{ agreements: Agreement[] }>("/api/v1/agreements");
    if (known.ok) setAgreements(known.data.agreements);
  };
  useEffect(() => void load(), []);
  const again = (): void => {
    setChanged(true);
    void load();
  };
  return (
    <Sheet title={t("kiky.switch.title")} onClose={() => onClose(changed)}>
      <div class="kiky-form">
        <p>{t("kiky.switch.how")}</p>
        <Standing rows={rows} again={again} />
        <Decision today={today} agreements={agreements} again={again} />
      </div>
    </Sheet>
  );
}

function Standing({ rows, again }: { rows: readonly SwitchRow[]; again: () => void }) {
  const { office } = useLive();
  const lang = language();
  const undo = async (id: string): Promise<void> => {
    const reply = await office.post(`/api/v1/kiky/switches/${id}/undo`, {});
    say(reply.ok ? t("kiky.undone") : troubleOf(reply), !reply.ok);
    if (reply.ok) again();
  };
  if (rows.length === 0) return <p class="muted">{t("kiky.switch.none")}</p>;
  return (
    <ul class="kiky-lines">
      {rows.map((row) => (
        <li key={row.id}>
          <span>
            <b>
              {t(row.runs ? (row.scheme ? "kiky.switch.is_own" : "kiky.switch.is_on") : "kiky.switch.is_off")}{" "}
              {t("kiky.switch.from", { date: fullDate(row.from_date, lang) })}
            </b>
            <small>
              {[row.agreement_name ?? t("kiky.switch.all"), row.reason, row.who ?? ""].filter(Boolean).join(" · ")}
            </small>
          </span>
          <Button kind="link" onClick={() => undo(row.id)}>
            {t("kiky.undo")}
          </Button>
        </li>
      ))}
    </ul>
  );
}

interface DecisionProps {
  today: string;
  agreements: readonly Agreement[];
  again: () => void;
}

function Decision({ today, agreements, again }: DecisionProps) {
  const { office } = useLive();
  const [what, setWhat] = useState<What>("off");
  const [agreement, setAgreement] = useState("");
  const [from, setFrom] = useState(today);
  const [until, setUntil] = useState("");
  const [reason, setReason] = useState("");
  const [own, setOwn] = useState<OwnScheme>(OWN);
  const [trial, setTrial] = useState<{ of: string; answer: SwitchTrial } | null>(null);
  const [trouble, setTrouble] = useState("");
  const asked = {
    ...{ runs: what !== "off", agreement: agreement || null, from_date: from, until_date: until || null, reason },
    scheme: what === "own" ? own : null,
  };
  const of = JSON.stringify(asked);
  const send = async (path: string): Promise<boolean> => {
    const reply = await office.post<SwitchTrial>(path, { ...asked, id: office.newId() });
    setTrouble(troubleOf(reply));
    if (reply.ok && path.endsWith("preview")) setTrial({ of, answer: reply.data });
    return reply.ok;
  };
  const carry = async (): Promise<void> => {
    if (!(await send("/api/v1/kiky/switches"))) return;
    say(t("kiky.switch.done", { date: fullDate(from, language()) }));
    setTrial(null);
    again();
  };
  return (
    <>
      <h3>{t("kiky.switch.new")}</h3>
      <Whats what={what} onWhat={setWhat} />
      <Whom agreements={agreements} agreement={agreement} onChoose={setAgreement} />
      <div class="kiky-times">
        <Field id="kiky-from" name="from_date" type="date" value={from} onInput={setFrom} />
        <Field id="kiky-until" name="until_date" type="date" value={until} onInput={setUntil} />
      </div>
      {what === "own" ? <SchemeFields own={own} onChange={setOwn} /> : null}
      <Field id="kiky-switch-why" name="reason" type="text" value={reason} onInput={setReason} />
      <Bad said={trouble} />
      <TryFirst
        answer={trial?.of === of ? trial.answer : null}
        onTry={() => send("/api/v1/kiky/switches/preview")}
        onCarry={carry}
      />
    </>
  );
}

function Whats({ what, onWhat }: { what: What; onWhat: (what: What) => void }) {
  return (
    <div class="row-buttons" role="group" aria-label={t("kiky.switch.new")}>
      {(["off", "on", "own"] as const).map((one) => (
        <button key={one} type="button" class="tag kiky" aria-pressed={what === one} onClick={() => onWhat(one)}>
          {t(`kiky.switch.${one}`)}
        </button>
      ))}
    </div>
  );
}

interface WhomProps {
  agreements: readonly Agreement[];
  agreement: string;
  onChoose: (agreement: string) => void;
}

/** Whom the decision is about: those of one agreement, or everybody. */
function Whom({ agreements, agreement, onChoose }: WhomProps) {
  return (
    <div class="field">
      <label for="kiky-agreement">{t("kiky.field.agreement")}</label>
      <select id="kiky-agreement" class="input" value={agreement} onChange={(e) => onChoose(e.currentTarget.value)}>
        <option value="">{t("kiky.switch.all")}</option>
        {agreements.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
    </div>
  );
}

interface TryProps {
  answer: SwitchTrial | null;
  onTry: () => Promise<unknown>;
  onCarry: () => Promise<void>;
}

/** The decision is tried first; what it would do stands above the button that makes it. */
function TryFirst({ answer, onTry, onCarry }: TryProps) {
  return (
    <>
      <Button kind={answer ? "plain" : "go"} onClick={onTry}>
        {t("kiky.switch.try")}
      </Button>
      {answer ? (
        <>
          <Trial answer={answer} />
          <Button kind="go" onClick={onCarry}>
            {t("kiky.switch.go")}
          </Button>
        </>
      ) : null}
    </>
  );
}

const SHOWN = 12;

function Trial({ answer }: { answer: SwitchTrial }) {
  const date = fullDate(answer.first_pay_day, language());
  return (
    <div role="status">
      <p class={answer.warning ? "note" : ""}>
        {t(`kiky.switch.pay_day${answer.warning ? `_${answer.warning}` : ""}`, { date, days: answer.days_until })}
      </p>
      <p>
        <strong>{tn("kiky.switch.changes", answer.changed)}</strong> {t("kiky.switch.same", { n: answer.unchanged })}
      </p>
      <ul class="kiky-lines">
        {answer.people.slice(0, SHOWN).map((one) => (
          <li key={one.person}>
            <span>
              <b>{one.name}</b>
              {one.flex_before !== one.flex_after ? (
                <small>{t("kiky.switch.flex", { before: one.flex_before, after: one.flex_after })}</small>
              ) : null}
            </span>
            <strong>
              {hm(one.kiky_before)} → {hm(one.kiky_after)}
            </strong>
          </li>
        ))}
      </ul>
      {answer.people.length > SHOWN ? (
        <p class="muted small">{t("kiky.deduct.more", { n: answer.changed - SHOWN })}</p>
      ) : null}
    </div>
  );
}
