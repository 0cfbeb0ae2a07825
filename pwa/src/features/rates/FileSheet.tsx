import { useState } from "preact/hooks";
import type { Wire } from "../../store/appState";
import { Button } from "../../ui/Button";
import { Sheet } from "../../ui/Sheet";
import { say } from "../../ui/toast";
import { t, tn } from "../../ui/words";
import { FileField, Input, Select } from "../_shared/forms/fields";
import { type ChosenFile, chosen } from "../_shared/forms/packed";
import { fieldName, type Refusal, Refused } from "../_shared/reply/reply";
import { useApp } from "../_shared/useApp";
import { placeName, shownValue, type Year } from "./values";

type Answer = Wire["FileTaken"];
type Difference = Wire["Difference"];
const MOST = 650_000;

interface Props {
  data: Year;
  onClose: (done: boolean) => void;
}

/** The file, its year and source, and what the server has said of it: nothing is taken in before it has been seen. */
function useYearFile({ data, onClose }: Props) {
  const { office } = useApp();
  const [file, setFile] = useState<ChosenFile | null>(null);
  const [year, setYear] = useState(String(data.next_year.year));
  const [source, setSource] = useState("");
  const [seen, setSeen] = useState<{ of: string; id: string; answer: Answer } | null>(null);
  const [refusal, setRefusal] = useState<Refusal | string | null>(null);
  const of = JSON.stringify([file?.name, file?.size, year, source]);
  const answer = seen?.of === of ? seen.answer : null;
  const choose = (given: File | undefined): void => {
    setRefusal(given && given.size > MOST ? t("rates.file.large") : null);
    setFile(chosen(given, MOST));
  };
  const send = async (dry: boolean): Promise<void> => {
    const content = await file?.content;
    if (!file || !content || source.trim().length < 3) return setRefusal(t("rates.file.missing"));
    const id = dry || !seen ? office.newId() : seen.id;
    const body = { name: file.name, content, id, year: Number(year), source, dry_run: dry };
    const reply = await office.post("/api/v1/travel/rates/file", body);
    setRefusal(reply.ok ? null : reply);
    if (!reply.ok) return;
    if (dry) return setSeen({ of, id, answer: reply.data });
    say(tn("rates.file.done", reply.data.rows, { year }));
    onClose(true);
  };
  return { file, year, setYear, source, setSource, answer, refusal, choose, send };
}

/** A year's rates from a file: first what it would change, by name, then the deed, which is taken back whole. */
export function FileSheet({ data, onClose }: Props) {
  const { file, year, setYear, source, setSource, answer, refusal, choose, send } = useYearFile({ data, onClose });
  return (
    <Sheet title={t("rates.file.open")} onClose={() => onClose(false)}>
      <div class="desk">
        <p>{t("rates.file.how")}</p>
        <FileField
          id="rates-file"
          label={t("rates.file.file")}
          accept=".xlsx,.csv,text/csv"
          chosen={file?.name ?? ""}
          onChoose={choose}
        />
        <Select
          id="rates-file-year"
          label={t("rates.year")}
          value={year}
          options={data.years.map((one) => [String(one), String(one)] as const).reverse()}
          onInput={setYear}
        />
        <Input
          id="rates-file-source"
          label={t("rates.column.source")}
          hint={t("rates.file.source.hint")}
          value={source}
          onInput={setSource}
          maxLength={500}
        />
        <Refused refusal={refusal} />
        <Button kind={answer ? "plain" : "go"} onClick={() => send(true)}>
          {t("rates.file.try")}
        </Button>
        {answer ? <Seen answer={answer} /> : null}
        {answer && answer.faults.length === 0 && answer.rows > 0 ? (
          <Button kind="go" onClick={() => send(false)}>
            {tn("rates.file.do", answer.rows, { year })}
          </Button>
        ) : null}
      </div>
    </Sheet>
  );
}

const KINDS = ["changed", "new", "missing", "same"] as const;

function Seen({ answer }: { answer: Answer }) {
  const of = (kind: Difference["change"]): Difference[] => answer.differences.filter(({ change }) => change === kind);
  const large = answer.differences.filter((one) => one.large);
  return (
    <div role="status" class="rates-seen">
      <p>
        <b>{t("rates.file.nothing_yet")}</b>{" "}
        {KINDS.map((kind) => `${t(`rates.change.${kind}`)} ${of(kind).length}`).join(" · ")}
      </p>
      {answer.faults.length > 0 ? (
        <div class="note bad">
          <h3>{tn("rates.file.faults", answer.faults.length)}</h3>
          <ul class="desk-wrong-fields">
            {answer.faults.map((fault) => (
              <li key={`${fault.row}${fault.field}`}>
                <b>{t("rates.file.fault", { row: fault.row, field: fieldName(`rates_${fault.field}`) })}</b>{" "}
                {fault.message}
              </li>
            ))}
          </ul>
        </div>
      ) : null}
      {large.length > 0 ? (
        <div class="note">
          <h3>{t("rates.file.large_changes")}</h3>
          <Differences rows={large} />
        </div>
      ) : null}
      {KINDS.map((kind) => (
        <Kind key={kind} kind={kind} rows={of(kind)} isOpen={kind === "changed"} />
      ))}
    </div>
  );
}

function Kind({ kind, rows, isOpen }: { kind: Difference["change"]; rows: readonly Difference[]; isOpen: boolean }) {
  if (rows.length === 0) return null;
  return (
    <details class="rates-kind" open={isOpen}>
      <summary>
        {t(`rates.change.${kind}`)} ({rows.length})
      </summary>
      <Differences rows={rows} />
    </details>
  );
}

function Differences({ rows }: { rows: readonly Difference[] }) {
  return (
    <ul class="rates-differences">
      {rows.map((one) => (
        <li key={one.key}>
          <span>{placeName(one)}</span>
          <span class="desk-fig">{fromTo(one)}</span>
        </li>
      ))}
    </ul>
  );
}

function fromTo({ before, after, unit }: Difference): string {
  const [was, is] = [before, after].map((one) => (one === null ? "–" : shownValue(one, unit)));
  return was === is ? is! : `${was} → ${is}`;
}
