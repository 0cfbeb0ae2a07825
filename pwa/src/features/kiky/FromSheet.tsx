import { useState } from "preact/hooks";
import { Sheet } from "../../ui/Sheet";
import { t } from "../../ui/words";
import { FileField } from "../_shared/forms/fields";
import { Carry } from "./Carry";
import { type Asked, DeductFields, minutesOf } from "./DeductFields";
import { type ChosenFile, chosen } from "../_shared/forms/packed";
import type { TeamAnswer } from "./office";

const MOST = 650_000;

/** Deductions from a spreadsheet: what a row leaves out is taken from the fields here. */
export function FromSheet({ team, onClose }: { team: TeamAnswer; onClose: (changed: boolean) => void }) {
  const [file, setFile] = useState<ChosenFile | null>(null);
  const [tooLarge, setTooLarge] = useState(false);
  const [asked, setAsked] = useState<Asked>({
    hours: "24:00",
    date: team.today,
    sources: ["flex"],
    reason: t("kiky.deduct.reason", { year: team.year }),
  });
  const choose = (given: File | undefined): void => {
    setTooLarge(given !== undefined && given.size > MOST);
    setFile(chosen(given, MOST));
  };
  const { date, sources, reason } = asked;
  const complete = file !== null && sources.length > 0 && reason.length > 2 && date !== "";
  const body = { year: team.year, date, sources, reason, minutes: minutesOf(asked.hours) };
  return (
    <Sheet title={t("kiky.sheet.title")} onClose={() => onClose(false)}>
      <div class="kiky-form">
        <p>{t("kiky.sheet.how")}</p>
        <FileField
          id="kiky-file"
          label={t("kiky.sheet.file")}
          accept=".xlsx,.csv,text/csv"
          chosen={file?.name ?? ""}
          onChoose={choose}
        />
        {tooLarge ? (
          <p class="note bad" role="alert">
            {t("kiky.sheet.large")}
          </p>
        ) : null}
        <DeductFields asked={asked} onChange={setAsked} />
        <Carry
          body={complete ? body : null}
          file={file}
          of={JSON.stringify([asked, file?.name, file?.size])}
          onDone={() => onClose(true)}
        />
      </div>
    </Sheet>
  );
}
