import "./payroll.css";
import { useRef, useState } from "preact/hooks";
import type { OfficeReply, Wire } from "../../store/appState";
import { Button } from "../../ui/Button";
import { t } from "../../ui/words";
import { Input } from "../_shared/forms/fields";
import { Refused, Wait, useReply } from "../_shared/reply/reply";
import { useApp } from "../_shared/useApp";
import { Preview } from "./Preview";
import { RunList } from "./RunList";

type Runs = Wire["Runs"];
type Seen = OfficeReply<Wire["Preview"]>;

/** Payroll: a pay period is previewed, locked and saved as files; later changes are runs of their own. */
export function Payroll() {
  const [locked, setLocked] = useState(0);
  const [reply, again] = useReply("/api/v1/payroll/runs", locked);
  return (
    <main class="desk payroll">
      <p class="muted">{t("payroll.lead")}</p>
      <Wait reply={reply} again={again}>
        {(data) => <Whole key={data.next_from} data={data} onLocked={() => setLocked(locked + 1)} />}
      </Wait>
    </main>
  );
}

function Whole({ data, onLocked }: { data: Runs; onLocked: () => void }) {
  const { office } = useApp();
  const [from, setFrom] = useState(data.next_from);
  const [until, setUntil] = useState(data.next_until);
  const [payDay, setPayDay] = useState("");
  const [seen, setSeen] = useState<Seen | null>(null);
  const latest = useRef("");
  const look = async (first = from, last = until, paidOn = payDay): Promise<void> => {
    const asked = new URLSearchParams({ from: first, until: last, ...(paidOn ? { pay_day: paidOn } : {}) });
    latest.current = `${asked}`;
    setSeen(null);
    const reply: Seen = await office.get(`/api/v1/payroll/preview?${asked}`);
    // A slower reply to dates that were asked for before would stand under the dates that are there now.
    if (latest.current === `${asked}`) setSeen(reply);
  };
  const difference = (run: Runs["runs"][number]): void => {
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
        {seen?.ok ? <Preview key={seen.data.seen + seen.data.pay_day} seen={seen.data} onLocked={done} /> : null}
      </div>
      <Refused refusal={seen && !seen.ok ? seen : null} />
      <RunList runs={data.runs} mappers={data.mappers} onDifference={difference} />
    </>
  );
}
