import { useRef, useState } from "preact/hooks";
import type { KikyDay, Office } from "../../store/appState";
import { DateInput } from "../../ui/DateTime";
import { fullDate, hm } from "../../ui/formats";
import { Sheet } from "../../ui/Sheet";
import { say } from "../../ui/toast";
import { language, t, tn } from "../../ui/words";
import { useApp } from "../_shared/useApp";
import { Refused } from "../_shared/reply/reply";
import { LengthFields, lengthOf, SaveMark, type Times, USUAL } from "./Length";
import { type MarkAnswer, namesOf, type TeamAnswer, type TeamRow, whyNot } from "./office";

interface Props {
  team: TeamAnswer;
  people: readonly TeamRow[];
  onClose: (changed: boolean) => void;
}

/** One extension day for everyone chosen: one request, and one way back. */
export function MarkMany({ team, people, onClose }: Props) {
  const { office, acts } = useApp();
  const [date, setDate] = useState(team.today);
  const [times, setTimes] = useState<Times>(USUAL);
  const [answer, setAnswer] = useState<MarkAnswer | null>(null);
  const [refusal, setRefusal] = useState("");
  const id = useRef(office.newId());
  const save = async (): Promise<void> => {
    const day = await acts.kikyDay(date).catch(() => null);
    const span = spanOf(times, day);
    if (!span) return setRefusal(t("kiky.mark.bad_time"));
    const body = { id: id.current, people: people.map(({ person }) => person), date, ...span };
    const reply = await office.post("/api/v1/kiky/marks", body);
    setRefusal(whyNot(reply));
    if (!reply.ok) return;
    setAnswer(reply.data);
    sayDone(office, body, reply.data);
  };
  const length = times.clocked ? lengthOf(times) : null;
  const short = people.filter(({ left }) => length !== null && left < length).length;
  return (
    <Sheet title={t("kiky.many.title")} onClose={() => onClose(answer !== null)}>
      <div class="kiky-form">
        {people.length === 0 ? <p class="note">{t("kiky.deduct.choose")}</p> : null}
        {people.length > 0 && !answer ? (
          <>
            <p>{tn("kiky.deduct.people", people.length, { names: namesOf(people) })}</p>
            <DateField date={date} onDate={setDate} />
            <LengthFields times={times} unclocked={null} onChange={setTimes} />
            <SaveMark length={length} short={short} label={tn("kiky.many.save", people.length)} onSave={save} />
          </>
        ) : null}
        <Refused refusal={refusal} />
        {answer ? <Results answer={answer} /> : null}
      </div>
    </Sheet>
  );
}

interface Span {
  start: number | null;
  end: number | null;
  break_min: number;
}

/** The times as instants of the day; null when they make no span, or the day is not known. */
function spanOf(times: Times, day: KikyDay | null): Span | null {
  if (!times.clocked) return { start: null, end: null, break_min: 0 };
  const start = day?.at(times.start) ?? null;
  const end = day?.at(times.end, times.end <= times.start) ?? null;
  if (start === null || end === null || !lengthOf(times)) return null;
  return { start, end, break_min: times.pause };
}

/** Says for how many the day was marked, with the way back. */
function sayDone(office: Office, { id, date }: { id: string; date: string }, answer: MarkAnswer): void {
  const marked = answer.people.filter(({ status }) => status === "marked").length;
  const undo = async (): Promise<void> => {
    const reply = await office.post(`/api/v1/kiky/marks/${id}/undo`, {});
    say(reply.ok ? t("kiky.undone") : whyNot(reply), !reply.ok);
  };
  say(tn("kiky.many.done", marked, { date: fullDate(date, language()) }), false, {
    label: t("kiky.undo"),
    run: () => void undo(),
  });
}

function DateField({ date, onDate }: { date: string; onDate: (date: string) => void }) {
  return (
    <div class="field">
      <label for="kiky-many-date">{t("kiky.mark.date")}</label>
      <DateInput id="kiky-many-date" value={date} onInput={onDate} />
    </div>
  );
}

function Results({ answer }: { answer: MarkAnswer }) {
  return (
    <ul class="kiky-lines">
      {answer.people.map(({ person, name, status, minutes, message }) => (
        <li key={person} class={status === "marked" ? "" : "ahead"}>
          <span>
            <b>{name}</b>
            <small>{message || t("kiky.many.marked")}</small>
          </span>
          <strong>{status === "marked" ? hm(minutes) : "–"}</strong>
        </li>
      ))}
    </ul>
  );
}
