import "./month.css";
import type { Unfinished as Lacks } from "../../../domain/month";
import { Button } from "../../../ui/Button";
import { shortDate } from "../../../ui/formats";
import { language, t, tn } from "../../../ui/words";

const SHOWN = 8;

/** What a month still lacks, a line for each kind. */
export function Unfinished({ lacks }: { lacks: Lacks }) {
  const { missing, to_come, still_in, undecided, waiting } = lacks;
  const dates = missing.slice(0, SHOWN).map((date) => shortDate(date, language()));
  const lines = [
    missing.length > 0
      ? `${tn("month.missing", missing.length)}: ${dates.join(", ")}${missing.length > SHOWN ? " …" : ""}`
      : null,
    to_come > 0 ? tn("month.to_come", to_come) : null,
    still_in ? t("month.still_in") : null,
    undecided > 0 ? t("month.undecided", { minutes: undecided }) : null,
    waiting > 0 ? tn("month.requests", waiting) : null,
  ].filter((line) => line !== null);
  return (
    <ul class="month-lacks">
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}

interface AskProps {
  lacks: Lacks;
  question: string;
  yes: string;
  onYes: () => unknown;
  onNo: () => void;
}

/** Asks before an unfinished month goes on; a person decides. */
export function AskUnfinished({ lacks, question, yes, onYes, onNo }: AskProps) {
  return (
    <div class="note month-ask" role="alertdialog" aria-label={question}>
      <p>
        <b>{question}</b>
      </p>
      <Unfinished lacks={lacks} />
      <div class="row-buttons">
        <Button onClick={onNo}>{t("common.cancel")}</Button>
        <Button kind="go" onClick={onYes}>
          {yes}
        </Button>
      </div>
    </div>
  );
}
