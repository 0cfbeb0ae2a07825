import "./payroll.css";
import { useRef, useState } from "preact/hooks";
import type { OfficeReply, Wire } from "../../store/appState";
import { Button } from "../../ui/Button";
import { within } from "../../ui/router";
import { t } from "../../ui/words";
import { Input } from "../_shared/forms/fields";
import { Refused, Wait, useReply } from "../_shared/reply/reply";
import { useApp } from "../_shared/useApp";
import { Go } from "../_shared/Go";
import { Codes } from "./Codes";
import { Preview } from "./Preview";
import { LONG } from "./patience";
import { RunList } from "./RunList";
import { Trace } from "./Trace";

type Told = Wire["Runs"];
type Seen = OfficeReply<Wire["Preview"]>;

/** Payroll: a pay period is previewed, locked and saved as files; later changes are runs of their own. */
export function Payroll() {
  if (within.value === CODES) return <Codes />;
  return within.value ? <Trace key={within.value} run={within.value} /> : <Runs />;
}

/** Where the codes stand below the screen's address; a run stands there by its id. */
const CODES = "lajit";

function Runs() {
  const [locked, setLocked] = useState(0);
  const [reply, again] = useReply("/api/v1/payroll/runs", locked);
  return (
    <main class="desk payroll">
      <div class="desk-head">
        <p class="muted">{t("payroll.lead")}</p>
        <Go to={`/palkat/${CODES}`}>{t("payroll.codes")}</Go>
      </div>
      <Wait reply={reply} again={again}>
        {(data) => <Whole key={data.next_from} data={data} onLocked={() => setLocked(locked + 1)} />}
      </Wait>
    </main>
  );
}

function Whole({ data, onLocked }: { data: Told; onLocked: () => void }) {
  const { office } = useApp();
  const [from, setFrom] = useState(data.next_from);
  const [until, setUntil] = useState(data.next_until);
  const [payDay, setPayDay] = useState("");
  const [seen, setSeen] = useState<Seen | null>(null);
  const latest = useRef("");
  const [working, setWorking] = useState(false);
  const look = async (first = from, last = until, paidOn = payDay): Promise<void> => {
    const asked = new URLSearchParams({ from: first, until: last, ...(paidOn ? { pay_day: paidOn } : {}) });
    latest.current = `${asked}`;
    setSeen(null);
    setWorking(true);
    const reply: Seen = await office.get(`/api/v1/payroll/preview?${asked}`, LONG);
    // A slower reply to dates that were asked for before would stand under the dates that are there now.
    if (latest.current !== `${asked}`) return;
    setSeen(reply);
    setWorking(false);
  };
  const difference = (run: Told["runs"][number]): void => {
    setFrom(run.from);
    setUntil(run.until);
    void look(run.from, run.until, "");
    document.getElementById("payroll-from")?.focus();
  };
  const done = (): void => {
    setSeen(null);
    onLocked();
  };
  return (
    <>
      <div class="desk-form">
        <Input id="payroll-from" type="date" label={t("payroll.from")} value={from} onInput={setFrom} />
        <Input id="payroll-until" type="date" label={t("payroll.until")} value={until} onInput={setUntil} />
        <Input id="payroll-day" type="date" label={t("payroll.pay_day")} value={payDay} onInput={setPayDay} />
        <Button kind="go" onClick={() => look()}>
          {t("payroll.preview")}
        </Button>
      </div>
      <div role="status">
        {working ? <p class="loading">{t("payroll.working")}</p> : null}
        {seen?.ok ? <Preview key={seen.data.seen + seen.data.pay_day} seen={seen.data} onLocked={done} /> : null}
      </div>
      <Refused refusal={seen && !seen.ok ? seen : null} />
      <RunList runs={data.runs} mappers={data.mappers} onDifference={difference} />
    </>
  );
}
