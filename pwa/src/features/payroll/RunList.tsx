import { useState } from "preact/hooks";
import type { OfficeReply, Wire } from "../../store/appState";
import { Button } from "../../ui/Button";
import { fullDate, localTime } from "../../ui/formats";
import { saveFile } from "../../ui/saveFile";
import { language, siteZone, t, tn } from "../../ui/words";
import { Go } from "../_shared/Go";
import { Refused, type Refusal } from "../_shared/reply/reply";
import { useApp } from "../_shared/useApp";
import { periodName } from "./kinds";
import { LONG } from "./patience";
import { Totals } from "./Totals";

type Runs = Wire["Runs"];
type Run = Wire["Run"];

/** Locked runs, the newest first; each opens its totals and its files. */
export function RunList({
  runs,
  mappers,
  onDifference,
}: {
  runs: Runs["runs"];
  mappers: Runs["mappers"];
  onDifference: (run: Run) => void;
}) {
  if (runs.length === 0) return <p class="muted">{t("payroll.none")}</p>;
  return (
    <section class="payroll-runs" aria-labelledby="payroll-runs">
      <h2 id="payroll-runs">{t("payroll.runs")}</h2>
      {runs.map((run) => (
        <details key={run.id} class="card payroll-run desk-opens">
          <summary>
            <b>{periodName(run.from, run.until, language())}</b>
            <span>{run.number === 1 ? t("payroll.run.first") : t("payroll.run.later", { n: run.number })}</span>
            <span class="muted">{tn("payroll.people", run.people)}</span>
          </summary>
          <p class="muted">
            {t("payroll.locked", { name: run.by_name ?? "", at: run.at, date: lockedOn(run) })} ·{" "}
            {t("payroll.paid_on", { date: fullDate(run.pay_day, language()) })}
          </p>
          <Totals totals={run.totals} />
          <Files run={run} mappers={mappers} />
          <div class="row-buttons">
            <Go to={`/palkat/${encodeURIComponent(run.id)}`}>{t("payroll.trace")}</Go>
            <Button onClick={() => onDifference(run)}>{t("payroll.look_difference")}</Button>
          </div>
        </details>
      ))}
    </section>
  );
}

function lockedOn({ at }: Run): string {
  return localTime(at, siteZone()).date;
}

function Files({ run, mappers }: { run: Run; mappers: Runs["mappers"] }) {
  const { office } = useApp();
  const [said, setSaid] = useState("");
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const save = async (wish: Record<string, string>): Promise<void> => {
    setSaid(t("report.file.making"));
    const path = `/api/v1/payroll/runs/${run.id}/file?${new URLSearchParams(wish)}`;
    const reply: OfficeReply<{ blob: Blob; name: string }> = await office.file(path, LONG);
    setRefusal(reply.ok ? null : reply);
    setSaid(reply.ok ? t("report.file.saved", { name: reply.data.name }) : "");
    if (reply.ok) saveFile(reply.data.blob, reply.data.name);
  };
  return (
    <>
      <div class="row-buttons">
        {["xlsx", "csv", "json"].map((format) => (
          <Button key={format} onClick={() => save({ format })}>
            {t("payroll.get", { format: format.toUpperCase() })}
          </Button>
        ))}
        {mappers.map(({ key, name, mode }) => (
          <Button key={key} onClick={() => save({ mapper: key })}>
            {`${name}: ${t(`payroll.mode.${mode}`)}`}
          </Button>
        ))}
      </div>
      <p role="status" class="muted">
        {said}
      </p>
      <Refused refusal={refusal} />
    </>
  );
}
