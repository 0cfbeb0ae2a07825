import type { Explanation, ExplainRow } from "../store/live";
import { capital, dateRange, dayDate, hm, monthName, num, signedHm } from "../ui/formats";
import { knows, language, t, tn } from "../ui/words";
import { DayLines } from "./DayLines";
import { folded } from "./folding";

/** An amount as its account writes it: signed for flex, owed minutes for kiky, days for holidays. */
export function amountText(amount: number, unit: "min" | "day", account = ""): string {
  if (unit === "day") return t("common.days_short", { n: num(amount, language()) });
  return account === "kiky" ? hm(amount) : signedHm(amount);
}

/** Rows newest first; a month's older days fold into one row that opens. */
export function ExplainedRows({ explanation }: { explanation: Explanation }) {
  return (
    <ol class="explained">
      {folded(explanation.rows).map((part) =>
        "days" in part ? (
          <Fold key={part.from} part={part} unit={explanation.unit} />
        ) : (
          <Row key={part.row.kind + part.row.from} row={part.row} unit={explanation.unit} />
        ),
      )}
    </ol>
  );
}

interface FoldProps {
  part: { from: string; until: string; amount: number; days: ExplainRow[] };
  unit: "min" | "day";
}

function Fold({ part, unit }: FoldProps) {
  return (
    <li>
      <details class="fold">
        <summary class="explain-row">
          <span class="when">{dateRange(part.from, part.until, language())}</span>
          <span>
            <b>{tn("explain.days", part.days.length)}</b>
            <small>{t("explain.show_days")}</small>
          </span>
          <Amount amount={part.amount} unit={unit} />
        </summary>
        <ol class="explained">
          {part.days.map((row) => (
            <Row key={row.from} row={row} unit={unit} />
          ))}
        </ol>
      </details>
    </li>
  );
}

export function Row({ row, unit }: { row: ExplainRow; unit: "min" | "day" }) {
  const lang = language();
  const when = row.date ? dayDate(row.date, lang) : row.kind === "month" ? "" : dateRange(row.from, row.until, lang);
  const small = subtitle(row);
  return (
    <li>
      <div class="explain-row">
        <span class="when">{when}</span>
        <span>
          <b>{title(row)}</b>
          {small ? <small>{small}</small> : null}
        </span>
        {row.status === "pending" ? <em class="muted">–</em> : <Amount amount={row.amount} unit={unit} />}
      </div>
      {row.lines.length ? <DayLines lines={row.lines} /> : null}
    </li>
  );
}

function Amount({ amount, unit }: { amount: number; unit: "min" | "day" }) {
  const tone = amount > 0 ? "plus" : amount < 0 ? "minus" : "muted";
  const text = unit === "day" && amount > 0 ? `+${num(amount, language())}` : amountText(amount, unit);
  return <em class={tone}>{text}</em>;
}

function title(row: ExplainRow): string {
  if (row.kind === "month") {
    return t("explain.kind.month", { month: capital(monthName(row.from, language())), year: row.from.slice(0, 4) });
  }
  if (row.kind !== "day")
    return knows(`explain.kind.${row.kind}`) ? t(`explain.kind.${row.kind}`) : t("explain.kind.other");
  if (row.status === "open") return t("explain.day.open");
  if (row.status === "pending") return t("explain.day.pending");
  if (row.params.worked === undefined) return t("explain.day.plain");
  return t(Number(row.params.kiky) > 0 ? "explain.day.worked_kiky" : "explain.day.worked", row.params);
}

function subtitle(row: ExplainRow): string {
  const parts: string[] = [];
  if (row.kind === "day" && row.status === "open") parts.push(t("explain.day.open_text", row.params));
  else if (row.status === "pending") parts.push(t("explain.day.pending_text"));
  else if (row.kind === "day" && row.params.target !== undefined) parts.push(t("explain.day.target", row.params));
  if (row.params.by) parts.push(t("explain.by", row.params));
  if (row.params.reason) parts.push(String(row.params.reason));
  if (row.local) parts.push(t("explain.local_row"));
  return parts.join(" · ");
}
