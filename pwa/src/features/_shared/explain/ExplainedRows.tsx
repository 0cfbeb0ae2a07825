import type { Explanation, ExplainRow } from "../../../store/appState";
import { capital, dateRange, dayDate, hm, monthName, num, signedHm } from "../../../ui/formats";
import { knows, language, t, tn } from "../../../ui/words";
import { DayLines } from "./DayLines";
import { folded } from "./folding";

/** An amount as its account writes it: signed for flex, owed minutes for kiky, days for holidays. */
export function amountText(amount: number, unit: "min" | "day" | "cent", account = ""): string {
  if (unit === "day") return t("common.days_short", { n: num(amount, language()) });
  return account === "kiky" ? hm(amount) : signedHm(amount);
}

/** Rows newest first, whatever order they came in; a month's older days fold into one row that opens. */
export function ExplainedRows({ explanation }: { explanation: Explanation }) {
  return (
    <ol class="explained">
      {folded(newestFirst(explanation.rows)).map((part, i) =>
        "days" in part ? (
          <Fold key={i} part={part} explanation={explanation} />
        ) : (
          <ExplainedLine key={i} row={part.row} {...explanation} />
        ),
      )}
    </ol>
  );
}

interface FoldProps {
  part: { from: string; until: string; amount: number; days: ExplainRow[] };
  explanation: Explanation;
}

function Fold({ part, explanation }: FoldProps) {
  return (
    <li>
      <details class="explained-fold">
        <summary class="explained-row">
          <span class="explained-when">{dateRange(part.from, part.until, language())}</span>
          <span>
            <b>{tn("explain.days", part.days.length)}</b>
            <small>{t("explain.show_days")}</small>
          </span>
          <Amount amount={part.amount} {...explanation} />
        </summary>
        <ol class="explained">
          {part.days.map((row) => (
            <ExplainedLine key={row.from} row={row} {...explanation} />
          ))}
        </ol>
      </details>
    </li>
  );
}

interface RowProps {
  row: ExplainRow;
  unit: "min" | "day" | "cent";
  account: string;
}

export function ExplainedLine({ row, unit, account }: RowProps) {
  const lang = language();
  const when = row.date ? dayDate(row.date, lang) : row.kind === "day" ? dateRange(row.from, row.until, lang) : "";
  const small = subtitle(row, account);
  return (
    <li>
      <div class="explained-row">
        <span class="explained-when">{when}</span>
        <span>
          <b>{title(row, account)}</b>
          {small ? <small>{small}</small> : null}
        </span>
        {isPending(row) ? <em class="muted">–</em> : <Amount amount={row.amount} unit={unit} account={account} />}
      </div>
      {row.lines.length ? <DayLines lines={row.lines} bare={unit === "day"} /> : null}
    </li>
  );
}

/** Kiky that goes down is kiky done: it is no loss, and is not coloured as one. */
function Amount({ amount, unit, account }: { amount: number; unit: "min" | "day" | "cent"; account: string }) {
  const tone = amount === 0 || account === "kiky" ? "even" : amount > 0 ? "plus" : "minus";
  const text = unit === "day" ? signedDays(amount) : signedHm(amount);
  return <em class={tone}>{text}</em>;
}

function signedDays(days: number): string {
  return (days > 0 ? "+" : "") + num(days, language());
}

function newestFirst(rows: readonly ExplainRow[]): ExplainRow[] {
  return [...rows].sort((a, b) => b.until.localeCompare(a.until));
}

function isPending(row: ExplainRow): boolean {
  return row.status === "pending" || row.kind === "pending";
}

function title(row: ExplainRow, account: string): string {
  if (isPending(row)) return t("explain.day.pending");
  if (row.kind === "month") {
    return t("explain.month", { month: capital(monthName(row.from, language())), year: row.from.slice(0, 4) });
  }
  if (row.kind !== "day") return t(knows(`row.${row.kind}`) ? `row.${row.kind}` : "row.other", row.params);
  if (account !== "flex") return t(account === "kiky" ? "explain.day.kiky" : "explain.day.plain");
  if (row.status === "open") return t("explain.day.open");
  if (row.params.worked === undefined) return t("explain.day.plain");
  if (!(Number(row.params.kiky) > 0)) return t("explain.day.worked", row.params);
  return t(row.params.worked === 0 ? "explain.day.only_kiky" : "explain.day.worked_kiky", row.params);
}

function subtitle(row: ExplainRow, account: string): string {
  const { worked, target, who_name: who, why, corrects } = row.params;
  const parts: string[] = [];
  if (isPending(row)) parts.push(t("explain.day.pending_text"));
  else if (row.status === "open" && account === "flex" && worked !== undefined)
    parts.push(t("explain.day.open_text", row.params));
  else if (row.kind === "day" && account === "flex" && Number(target) > 0)
    parts.push(t("explain.day.target", row.params));
  if (typeof who === "string" && who) parts.push(who);
  if (typeof why === "string" && why) parts.push(why);
  if (row.params.pays === true) parts.push(t("explain.pays"));
  if (typeof corrects === "string" && corrects.includes(":")) {
    parts.push(t("explain.corrects", { date: corrects.split(":")[1] }));
  }
  if (row.local) parts.push(t("explain.local_row"));
  return parts.join(" · ");
}
