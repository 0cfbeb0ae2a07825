import { useState } from "preact/hooks";
import { Sheet } from "../../ui/Sheet";
import { t, tn } from "../../ui/words";
import { Carry } from "./Carry";
import { type Asked, DeductFields, minutesOf } from "./DeductFields";
import { namesOf, sheetOf, type TeamAnswer, type TeamRow } from "./office";

interface Props {
  team: TeamAnswer;
  people: readonly TeamRow[];
  onClose: (changed: boolean) => void;
}

/** A deduction from balances for the people chosen in the table. */
export function Deduct({ team, people, onClose }: Props) {
  const [asked, setAsked] = useState<Asked>({
    hours: "24:00",
    date: team.today,
    sources: ["flex"],
    reason: t("kiky.deduct.reason", { year: team.year }),
  });
  const minutes = minutesOf(asked.hours);
  const complete = minutes !== null && asked.sources.length > 0 && asked.reason.length > 2 && asked.date !== "";
  const { date, sources, reason } = asked;
  const content = sheetOf(people.map(({ person }) => person));
  const body = { name: "people.csv", content, year: team.year, date, sources, reason, minutes };
  return (
    <Sheet title={t("kiky.deduct.title")} onClose={() => onClose(false)}>
      <div class="kiky-form">
        {people.length === 0 ? (
          <p class="note">{t("kiky.deduct.choose")}</p>
        ) : (
          <>
            <p>{tn("kiky.deduct.people", people.length, { names: namesOf(people) })}</p>
            <DeductFields asked={asked} onChange={setAsked} />
            <Carry body={complete ? body : null} of={JSON.stringify(asked)} onDone={() => onClose(true)} />
          </>
        )}
      </div>
    </Sheet>
  );
}
