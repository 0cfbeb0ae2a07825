import { useState } from "preact/hooks";
import { Button } from "../../ui/Button";
import { hm, signedHm } from "../../ui/formats";
import { say } from "../../ui/toast";
import { t, tn } from "../../ui/words";
import type { ChosenFile } from "../_shared/forms/packed";
import { Refused } from "../_shared/reply/reply";
import { useApp } from "../_shared/useApp";
import { type BulkAnswer, takeBack, whyNot } from "./office";

interface Props {
  /** What is asked, all but the id and whether it is a trial; null while something is missing. */
  body: object | null;
  /** The file that it is asked by, where there is one. */
  file?: ChosenFile | null;
  /** A change of this empties the trial. */
  of: string;
  onDone: () => void;
}

/** First a trial that writes nothing and names every faulty row, then the deed, which can be taken back whole. */
export function Carry({ body, file, of, onDone }: Props) {
  const { office } = useApp();
  const [seen, setSeen] = useState<{ of: string; answer: BulkAnswer; id: string } | null>(null);
  const [refusal, setRefusal] = useState("");
  const ask = async (dry: boolean): Promise<void> => {
    const content = await file?.content;
    if (!body || content === null) return setRefusal(t("kiky.deduct.missing"));
    const sheet = file ? { name: file.name, content } : {};
    const id = dry || !seen ? office.newId() : seen.id;
    const more = { id, dry_run: dry, leave_out_faulty: !dry };
    const reply = await office.post("/api/v1/kiky/deductions/bulk", { ...sheet, ...body, ...more });
    setRefusal(whyNot(reply));
    if (!reply.ok) return;
    if (dry) return setSeen({ of, answer: reply.data, id });
    say(tn("kiky.deduct.done", reply.data.done.length), false, {
      label: t("kiky.undo"),
      run: () => void takeBack(office, id).then((back) => say(back.ok ? t("kiky.undone") : whyNot(back), !back.ok)),
    });
    onDone();
  };
  const answer = seen?.of === of ? seen.answer : null;
  return (
    <>
      <Refused refusal={refusal} />
      <Button kind={answer ? "plain" : "go"} onClick={() => ask(true)}>
        {t("kiky.deduct.try")}
      </Button>
      {answer ? <Answer answer={answer} /> : null}
      {answer && answer.done.length > 0 ? (
        <Button kind="go" onClick={() => ask(false)}>
          {answer.faults.length > 0
            ? t("kiky.deduct.go_without", { n: answer.done.length, faults: answer.faults.length })
            : tn("kiky.deduct.go", answer.done.length)}
        </Button>
      ) : null}
    </>
  );
}

function Answer({ answer }: { answer: BulkAnswer }) {
  return (
    <div role="status">
      <p>
        <strong>{tn("kiky.deduct.would", answer.done.length, { minutes: hm(answer.minutes) })}</strong>{" "}
        {t("kiky.deduct.nothing_yet")}
      </p>
      {answer.faults.length > 0 ? (
        <>
          <h3>{tn("kiky.deduct.faults", answer.faults.length)}</h3>
          <ul class="kiky-faults">
            {answer.faults.map((fault) => (
              <li key={`${fault.row}${fault.field}`}>
                <b>
                  {t("kiky.deduct.fault", {
                    row: fault.row,
                    field: t(`kiky.field.${fault.field}`),
                    name: fault.person,
                  })}
                </b>
                <span>{fault.message}</span>
              </li>
            ))}
          </ul>
        </>
      ) : null}
      <ul class="kiky-lines">
        {answer.done.slice(0, 10).map((one) => (
          <li key={one.person}>
            <span>
              <b>{one.name}</b>
              <small>
                {one.planned
                  ? t("kiky.deduct.planned")
                  : one.legs
                      .map(({ account, minutes }) => `${t(`account.${account}`)} ${signedHm(minutes)}`)
                      .join(" · ")}
                {one.warnings.map((code) => ` · ${t(`kiky.warning.${code}`)}`)}
              </small>
            </span>
            <strong>{t("kiky.deduct.left", { left: hm(one.left) })}</strong>
          </li>
        ))}
      </ul>
      {answer.done.length > 10 ? (
        <p class="muted small">{t("kiky.deduct.more", { n: answer.done.length - 10 })}</p>
      ) : null}
    </div>
  );
}
