import { useState } from "preact/hooks";
import type { Wire } from "../../store/appState";
import { Button } from "../../ui/Button";
import { say } from "../../ui/toast";
import { t, tn } from "../../ui/words";
import { FileField, Input, Select } from "../_shared/forms/fields";
import { FORMS } from "../_shared/forms/contractForms";
import { type ChosenFile, chosen } from "../_shared/forms/packed";
import { type Refusal, Refused, useReply } from "../_shared/reply/reply";
import { localToday } from "../_shared/today";
import { useApp } from "../_shared/useApp";
import { Seen } from "./Seen";

type Answer = Wire["StaffTaken"];
const MOST = 5_500_000;

interface How {
  from: string;
  everybody: boolean;
  many_leave: boolean;
  make_teams: boolean;
  columns: Readonly<Record<string, string>>;
  usual: { agreement: string; form: string; pay: string; lang: string };
}

interface Props {
  hasTeams: boolean;
  onDone: () => void;
}

/** The file, how it is read, and what the server has said of it: nothing is taken in before it has been seen. */
function useStaffFile({ hasTeams, onDone }: Props) {
  const { office } = useApp();
  const [file, setFile] = useState<ChosenFile | null>(null);
  const [how, setHow] = useState<How>({
    from: localToday(),
    everybody: false,
    many_leave: false,
    make_teams: !hasTeams,
    columns: {},
    usual: { agreement: "", form: "flexitime", pay: "monthly", lang: "" },
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
    const reply = await office.post("/api/v1/people/file", body);
    setRefusal(reply.ok ? null : reply);
    if (!reply.ok) return;
    setSeen({ of, answer: reply.data });
    if (!reply.data.written) return;
    say(tn("staff.done", reply.data.people.length));
    setFile(null);
    setSeen(null);
    onDone();
  };
  const change = (part: Partial<How>): void => setHow({ ...how, ...part });
  return { file, how, change, answer: seen?.answer ?? null, fresh: seen?.of === of, refusal, choose, send };
}

/** The organisation's own file of people: first who joins, leaves and changes, then the deed as a whole. */
export function StaffFile(props: Props) {
  const { file, how, change, answer, fresh, refusal, choose, send } = useStaffFile(props);
  const many = answer?.faults.some(({ row, column }) => row === null && column === "") ?? false;
  return (
    <div class="setup-file">
      <p>{t("staff.how")}</p>
      <div class="desk-form">
        <FileField
          id="staff-file"
          label={t("staff.file")}
          accept=".xlsx,.csv,text/csv"
          chosen={file?.name ?? ""}
          onChoose={choose}
        />
        <Input
          id="staff-from"
          type="date"
          label={t("staff.from")}
          hint={t("staff.from.hint")}
          value={how.from}
          onInput={(from) => change({ from })}
        />
      </div>
      <Check label={t("staff.everybody")} on={how.everybody} onTurn={(everybody) => change({ everybody })} />
      <Check label={t("staff.make_teams")} on={how.make_teams} onTurn={(make_teams) => change({ make_teams })} />
      {many || how.many_leave ? (
        <Check label={t("staff.many_leave")} on={how.many_leave} onTurn={(many_leave) => change({ many_leave })} />
      ) : null}
      <Usual usual={how.usual} onChange={(usual) => change({ usual })} />
      {answer ? <Columns answer={answer} chosen={how.columns} onChoose={(columns) => change({ columns })} /> : null}
      <Refused refusal={refusal} />
      <Button kind={answer && fresh ? "plain" : "go"} onClick={() => send("")}>
        {t("staff.try")}
      </Button>
      {answer ? <Seen answer={answer} /> : null}
      {answer && fresh && answer.faults.length === 0 && answer.people.length > 0 ? (
        <Button kind="go" onClick={() => send(answer.seen)}>
          {tn("staff.do", answer.people.length)}
        </Button>
      ) : null}
    </div>
  );
}

/** What a new person gets of what no column tells. */
function Usual({ usual, onChange }: { usual: How["usual"]; onChange: (usual: How["usual"]) => void }) {
  const [reply] = useReply("/api/v1/agreements");
  const known = reply?.ok ? reply.data.agreements.map(({ key, name }) => [key, name] as const) : [];
  const change = (part: Partial<How["usual"]>): void => onChange({ ...usual, ...part });
  return (
    <details>
      <summary>{t("staff.usual")}</summary>
      <div class="desk-form">
        <Select
          id="staff-agreement"
          label={t("people.field.agreement")}
          value={usual.agreement}
          options={[["", t("people.choose")], ...known]}
          onInput={(agreement) => change({ agreement })}
        />
        <Select
          id="staff-form"
          label={t("people.field.form")}
          value={usual.form}
          options={FORMS.map((form) => [form, t(`form.${form}`)] as const)}
          onInput={(form) => change({ form })}
        />
        <Select
          id="staff-pay"
          label={t("people.field.pay")}
          value={usual.pay}
          options={["monthly", "hourly"].map((pay) => [pay, t(`contracts.pay.${pay}`)] as const)}
          onInput={(pay) => change({ pay })}
        />
      </div>
    </details>
  );
}

export function Check({ label, on, onTurn }: { label: string; on: boolean; onTurn: (on: boolean) => void }) {
  return (
    <label class="setup-check">
      <input type="checkbox" checked={on} onChange={() => onTurn(!on)} />
      <span>{label}</span>
    </label>
  );
}

interface ColumnsProps {
  answer: Answer;
  chosen: Readonly<Record<string, string>>;
  onChoose: (columns: Readonly<Record<string, string>>) => void;
}

/** What each column means: told by its title or by the last time, and chosen where that is not so. */
function Columns({ answer, chosen, onChoose }: ColumnsProps) {
  const fields = [["-", t("staff.left_out")], ...answer.fields.map((one) => [one, t(`staff.field.${one}`)])] as const;
  const unknown = answer.columns.filter(({ field }) => !field).length;
  return (
    <details open={unknown > 0 && answer.faults.some(({ row }) => row === 1)}>
      <summary>
        {t("staff.columns")} {unknown > 0 ? <span class="desk-mark">{tn("staff.unknown", unknown)}</span> : null}
      </summary>
      <div class="desk-form">
        {answer.columns.map(({ title, field }, at) => (
          <Select
            key={title}
            id={`staff-column-${at}`}
            label={title}
            value={chosen[title] ?? (field || "-")}
            options={fields as readonly (readonly [string, string])[]}
            onInput={(to) => onChoose({ ...chosen, [title]: to })}
          />
        ))}
      </div>
    </details>
  );
}
