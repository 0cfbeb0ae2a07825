import { useState } from "preact/hooks";
import type { Wire } from "../../store/appState";
import { Button } from "../../ui/Button";
import { say } from "../../ui/toast";
import { t, tn } from "../../ui/words";
import { FileField, Input, Select } from "../_shared/forms/fields";
import { type ChosenFile, chosen } from "../_shared/forms/packed";
import { type Refusal, Refused } from "../_shared/reply/reply";
import { useApp } from "../_shared/useApp";
import { HistorySeen } from "./HistorySeen";
import { Check } from "./StaffFile";

type Answer = Wire["HistoryTaken"];
type Order = Answer["date_order"] & ("" | "dmy" | "mdy");
type Chosen = Readonly<Record<string, string>>;
const MOST = 5_500_000;
const ORDERS = ["", "dmy", "mdy"] as const;

interface How {
  columns: Chosen;
  named: Chosen;
  clock_zone: string;
  date_order: Order;
  totals_from: string;
  leave_out: boolean;
}

/** The file, how it is read, and what the server has said of it: nothing is taken in before it has been seen. */
function useHistoryFile(zone: string) {
  const { office } = useApp();
  const [file, setFile] = useState<ChosenFile | null>(null);
  const [how, setHow] = useState<How>({
    columns: {},
    named: {},
    clock_zone: zone,
    date_order: "",
    totals_from: "08:00",
    leave_out: false,
  });
  const [seen, setSeen] = useState<{ of: string; answer: Answer } | null>(null);
  const [refusal, setRefusal] = useState<Refusal | string | null>(null);
  const of = JSON.stringify([file?.name, file?.size, how]);
  const choose = (given: File | undefined): void => {
    setRefusal(given && given.size > MOST ? t("staff.large") : null);
    setFile(chosen(given, MOST));
  };
  const send = async (done: string): Promise<void> => {
    const content = await file?.content;
    if (!file || !content) return setRefusal(t("staff.no_file"));
    const body = { name: file.name, content, ...how, seen: done };
    const reply = await office.post("/api/v1/history/file", body);
    setRefusal(reply.ok ? null : reply);
    if (!reply.ok) return;
    setSeen({ of, answer: reply.data });
    if (reply.data.written) say(tn("history.done", lines(reply.data)));
    if (reply.data.written) setFile(null);
  };
  const change = (part: Partial<How>): void => setHow({ ...how, ...part });
  return { file, how, change, answer: seen?.answer ?? null, fresh: seen?.of === of, refusal, choose, send };
}

function lines(answer: Answer): number {
  return answer.people.reduce((sum, one) => sum + one.new + one.openings.length, 0);
}

/** Hours of the clock that a company had before: first what each person has, then the deed as a whole. */
export function HistoryFile({ zone }: { zone: string }) {
  const { file, how, change, answer, fresh, refusal, choose, send } = useHistoryFile(zone);
  const ready = answer && fresh && answer.ready && !answer.written;
  return (
    <div class="setup-file">
      <p>{t("history.how")}</p>
      <div class="desk-form">
        <FileField
          id="history-file"
          label={t("history.file")}
          accept=".xlsx,.csv,.txt,text/csv"
          chosen={file?.name ?? ""}
          onChoose={choose}
        />
        <Clock how={how} change={change} />
      </div>
      {answer ? <Columns answer={answer} chosen={how.columns} onChoose={(columns) => change({ columns })} /> : null}
      {answer ? <Unknown answer={answer} chosen={how.named} onChoose={(named) => change({ named })} /> : null}
      {answer && answer.bad > 0 ? (
        <Check label={t("history.leave_out")} on={how.leave_out} onTurn={(leave_out) => change({ leave_out })} />
      ) : null}
      <Refused refusal={refusal} />
      <Button kind={ready ? "plain" : "go"} onClick={() => send("")}>
        {t("history.try")}
      </Button>
      {answer ? <HistorySeen answer={answer} /> : null}
      {ready ? (
        <Button kind="go" onClick={() => send(answer.seen)}>
          {tn("history.do", lines(answer))}
        </Button>
      ) : null}
    </div>
  );
}

/** How the old clock told time: its zone, the order of its dates, and where a day's total begins. */
function Clock({ how, change }: { how: How; change: (part: Partial<How>) => void }) {
  return (
    <>
      <Input
        id="history-zone"
        label={t("history.zone")}
        value={how.clock_zone}
        onInput={(clock_zone) => change({ clock_zone })}
      />
      <Select
        id="history-order"
        label={t("history.order")}
        value={how.date_order}
        options={ORDERS.map((order) => [order, t(`history.order.${order || "told"}`)] as const)}
        onInput={(order) => change({ date_order: order as Order })}
      />
      <Input
        id="history-totals"
        type="time"
        label={t("history.totals")}
        hint={t("history.totals.hint")}
        value={how.totals_from}
        onInput={(totals_from) => change({ totals_from })}
      />
    </>
  );
}

interface ChoiceProps {
  answer: Answer;
  chosen: Chosen;
  onChoose: (chosen: Chosen) => void;
}

/** What each column means: told by its title or by the last time, and chosen where that is not so. */
function Columns({ answer, chosen, onChoose }: ChoiceProps) {
  const fields: (readonly [string, string])[] = [
    ["-", t("staff.left_out")],
    ...answer.fields.map((one) => [one, t(`history.field.${one}`)] as const),
  ];
  return (
    <details open={answer.faults.some(({ row }) => row === 1)}>
      <summary>{t("staff.columns")}</summary>
      <div class="desk-form">
        {answer.columns.map(({ title, field }, at) => (
          <Select
            key={title}
            id={`history-column-${at}`}
            label={title}
            value={chosen[title] ?? (field || "-")}
            options={fields}
            onInput={(to) => onChoose({ ...chosen, [title]: to })}
          />
        ))}
      </div>
    </details>
  );
}

/** Names of the file that are nobody's here: whose they are is chosen, never guessed. */
function Unknown({ answer, chosen, onChoose }: ChoiceProps) {
  if (answer.unknown.length === 0) return null;
  const people: (readonly [string, string])[] = [
    ["", t("people.choose")],
    ["-", t("staff.left_out")],
    ...answer.choices.map(({ id, name }) => [id, name] as const),
  ];
  return (
    <fieldset class="setup-teams">
      <legend>{tn("history.unknown", answer.unknown.length)}</legend>
      <div class="desk-form">
        {answer.unknown.map((one, at) => (
          <Select
            key={one.said}
            id={`history-person-${at}`}
            label={t("history.unknown.one_of", { said: one.said, n: one.lines })}
            value={chosen[one.said] ?? one.chosen}
            options={people}
            onInput={(to) => onChoose({ ...chosen, [one.said]: to })}
          />
        ))}
      </div>
    </fieldset>
  );
}
