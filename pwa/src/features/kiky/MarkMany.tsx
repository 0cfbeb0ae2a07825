import { useState } from "preact/hooks";
import { Button } from "../../ui/Button";
import { fullDate, hm } from "../../ui/formats";
import { Sheet } from "../../ui/Sheet";
import { say } from "../../ui/toast";
import { language, t, tn } from "../../ui/words";
import { useLive } from "../live";
import { LengthFields, lengthOf, type Times, USUAL } from "./Length";
import { type MarkAnswer, type TeamAnswer, type TeamRow, troubleOf } from "./office";

interface Props {
  team: TeamAnswer;
  people: readonly TeamRow[];
  onClose: (changed: boolean) => void;
}

/** One extension day for everyone chosen: one request, and one way back. */
export function MarkMany({ team, people, onClose }: Props) {
  const { office, acts } = useLive();
  const [date, setDate] = useState(team.today);
  const [times, setTimes] = useState<Times>(USUAL);
  const [answer, setAnswer] = useState<MarkAnswer | null>(null);
  const [trouble, setTrouble] = useState("");
  const save = async (): Promise<void> => {
    const day = await acts.kikyDay(date).catch(() => null);
    const start = times.clocked ? day?.at(times.start) : null;
    const end = times.clocked ? day?.at(times.end, times.end <= times.start) : null;
    if (
      start === undefined ||
      end === undefined ||
      (times.clocked && (start === null || end === null || !lengthOf(times)))
    )
      return setTrouble(t("kiky.mark.bad_time"));
    const breakMin = times.clocked ? times.pause : 0;
    const body = {
      id: office.newId(),
      people: people.map(({ person }) => person),
      date,
      start,
      end,
      break_min: breakMin,
    };
    const reply = await office.post<MarkAnswer>("/api/v1/kiky/marks", body);
    setTrouble(troubleOf(reply));
    if (!reply.ok) return;
    setAnswer(reply.data);
    const marked = reply.data.people.filter(({ status }) => status === "marked").length;
    say(tn("kiky.many.done", marked, { date: fullDate(date, language()) }), false, {
      label: t("kiky.undo"),
      run: () =>
        void office
          .post(`/api/v1/kiky/marks/${body.id}/undo`, {})
          .then((r) => say(r.ok ? t("kiky.undone") : troubleOf(r), !r.ok)),
    });
  };
  return (
    <Sheet title={t("kiky.many.title")} onClose={() => onClose(answer !== null)}>
      <div class="kiky-form">
        {people.length === 0 ? <p class="note">{t("kiky.deduct.choose")}</p> : null}
        {people.length > 0 && !answer ? (
          <>
            <p>
              {tn("kiky.deduct.people", people.length, {
                names: people
                  .slice(0, 5)
                  .map(({ name }) => name)
                  .join(", "),
              })}
            </p>
            <div class="field">
              <label for="kiky-many-date">{t("kiky.mark.date")}</label>
              <input
                id="kiky-many-date"
                class="input"
                type="date"
                value={date}
                onInput={(e) => setDate(e.currentTarget.value)}
              />
            </div>
            <LengthFields times={times} unclocked={null} onChange={setTimes} />
            <Button kind="go" onClick={save}>
              {tn("kiky.many.save", people.length)}
            </Button>
          </>
        ) : null}
        {trouble ? (
          <p class="note bad" role="alert">
            {trouble}
          </p>
        ) : null}
        {answer ? <Results answer={answer} /> : null}
      </div>
    </Sheet>
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
