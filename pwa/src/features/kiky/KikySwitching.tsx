import { useEffect, useState } from "preact/hooks";
import { Button } from "../../ui/Button";
import { fullDate, hm } from "../../ui/formats";
import { Sheet } from "../../ui/Sheet";
import { say } from "../../ui/toast";
import { language, t, tn } from "../../ui/words";
import type { Wire } from "../../store/appState";
import { useApp } from "../_shared/useApp";
import { Refused } from "../_shared/reply/reply";
import { Input } from "../_shared/forms/fields";
import { type SwitchRow, type SwitchTrial, whyNot } from "./office";
import { OWN, type OwnScheme, SchemeFields } from "./SchemeFields";

type Agreement = Wire["Head"];

type What = "off" | "on" | "own";

/** The company's own word on kiky: what stands, and a new decision, tried out before it is made. */
export function KikySwitching({ today, onClose }: { today: string; onClose: (changed: boolean) => void }) {
  const { office } = useApp();
  const [rows, setRows] = useState<readonly SwitchRow[]>([]);
  const [agreements, setAgreements] = useState<readonly Agreement[]>([]);
  const [changed, setChanged] = useState(false);
  const load = async (): Promise<void> => {
    const reply = await office.get("/api/v1/kiky/switches");
    if (reply.ok) setRows(reply.data.switches);
    const known = await office.get("/api/v1/agreements");
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
  const { office } = useApp();
  const lang = language();
  const undo = async (id: string): Promise<void> => {
    const reply = await office.post(`/api/v1/kiky/switches/${id}/undo`, {});
    say(reply.ok ? t("kiky.undone") : whyNot(reply), !reply.ok);
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

type Path = "/api/v1/kiky/switches" | "/api/v1/kiky/switches/preview";

interface DecisionProps {
  today: string;
  agreements: readonly Agreement[];
  again: () => void;
}

function Decision({ today, agreements, again }: DecisionProps) {
  const { office } = useApp();
  const [what, setWhat] = useState<What>("off");
  const [agreement, setAgreement] = useState("");
  const [from, setFrom] = useState(today);
  const [until, setUntil] = useState("");
  const [reason, setReason] = useState("");
  const [id, setId] = useState(office.newId);
  const [own, setOwn] = useState<OwnScheme>(OWN);
  const [trial, setTrial] = useState<{ of: string; answer: SwitchTrial } | null>(null);
  const [refusal, setRefusal] = useState("");
  const asked = {
    runs: what !== "off",
    agreement: agreement || null,
    from_date: from,
    until_date: until || null,
    reason,
    scheme: what === "own" ? own : null,
  };
  const of = JSON.stringify(asked);
  const tried = trial?.of === of ? trial.answer : null;
  const send = async (path: Path): Promise<boolean> => {
    const reply = await office.post(path, { ...asked, id });
    setRefusal(whyNot(reply));
    if (reply.ok && "people" in reply.data) setTrial({ of, answer: reply.data });
    return reply.ok;
  };
  const carry = async (): Promise<void> => {
    if (!(await send("/api/v1/kiky/switches"))) return;
    setId(office.newId());
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
        <Input id="kiky-from" label={t("kiky.field.from_date")} type="date" value={from} onInput={setFrom} />
        <Input id="kiky-until" label={t("kiky.field.until_date")} type="date" value={until} onInput={setUntil} />
      </div>
      {what === "own" ? <SchemeFields own={own} onChange={setOwn} /> : null}
      <Input id="kiky-switch-why" label={t("kiky.field.reason")} value={reason} onInput={setReason} />
      <Refused refusal={refusal} />
      <TryFirst answer={tried} onTry={() => send("/api/v1/kiky/switches/preview")} onCarry={carry} />
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
        {agreements.map(({ key, name }) => (
          <option key={key} value={key}>
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
