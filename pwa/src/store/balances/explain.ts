/** Why a balance is what it is, offline: one row a day, and what was there before them. The rows add up to the card. */
import type { DayResult } from "../../domain/types";
import type { ExplainReply } from "../../api/types";
import type { Facts } from "../facts";
import type { ExplainLine, ExplainRow, Explanation } from "./types";
import { counts, type Projection, posted } from "../project";
import { shiftDate } from "../../device/rows";

export const EXPLAINED_DAYS = 31;

/** The explanation of `account` from `from` (default the last 31 days) to today. */
export function explainHere(
  facts: Facts,
  projection: Projection,
  account: string,
  now: number,
  from?: string,
): Explanation {
  const { today } = projection;
  const first = from ?? shiftDate(today, -EXPLAINED_DAYS + 1);
  const card = projection.accounts.find((a) => a.account === account);
  const total = card?.amount ?? 0;
  const days = [...rowsSince(facts, projection, account, first), ...ledgerSince(facts, account, first, today)];
  days.sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0));
  const before = total - days.reduce((sum, row) => sum + row.amount, 0);
  const until = shiftDate(first, -1);
  const opening: ExplainRow = {
    date: null,
    from: until,
    until,
    kind: "opening",
    amount: before,
    status: "done",
    local: false,
    params: { date: first },
    lines: [],
  };
  const rows = [...days.reverse(), ...(before === 0 ? [] : [opening])];
  return { account, year: card?.year ?? null, unit: card?.unit ?? "min", asOf: now, total, rows };
}

function rowsSince(facts: Facts, projection: Projection, account: string, first: string): ExplainRow[] {
  const dates = new Set([...facts.days.keys(), ...projection.local.keys()]);
  const waits = facts.pending.filter(({ status }) => status === "queued" || status === "sending");
  const unsent = new Set(
    waits.filter((row) => row.subject === facts.person).flatMap((row) => facts.dates.get(row.op_id) ?? []),
  );
  return [...dates]
    .filter((date) => date >= first && date <= projection.today)
    .sort()
    .flatMap((date) => rowOn(facts, projection, account, date, unsent));
}

/** What was posted by hand or by import: openings, adjustments, settlements. */
function ledgerSince(facts: Facts, account: string, first: string, today: string): ExplainRow[] {
  return facts.postings
    .filter((p) => p.account === account && p.date >= first && p.date <= today)
    .map(({ date, kind, amount, why, who_name }) => ({
      date,
      from: date,
      until: date,
      kind,
      amount,
      status: "done",
      local: false,
      params: { why, who_name: who_name ?? null },
      lines: [],
    }));
}

function rowOn(
  facts: Facts,
  projection: Projection,
  account: string,
  date: string,
  unsent: ReadonlySet<string>,
): ExplainRow[] {
  const here = projection.local.get(date);
  const server = date < projection.base ? facts.days.get(date) : undefined;
  const result = here?.result ?? server?.result;
  if (!result || !counts(facts, date)) return [];
  const amount = posted(account, result);
  const idle = result.status === "none" || (account !== "flex" && amount === 0);
  if (idle && amount === 0) return [];
  const local = here !== undefined && unsent.has(date);
  const { status, worked, kiky, target } = result;
  const when = { date, from: date, until: date };
  const params = { worked, kiky, target };
  return [{ ...when, kind: "day", amount, status, local, params, lines: linesOf(account, result) }];
}

function linesOf(account: string, result: DayResult): ExplainLine[] {
  const lines = result.lines as ExplainLine[];
  return account === "flex" ? [...lines] : lines.filter((line) => line.rule.includes("kiky"));
}

/** Kinds that the server tells apart and the screens do not. */
const SAME_KIND: Record<string, string> = { carried: "opening", pending: "day" };

/** An answer of the server in the same shape. */
export function explainThere(reply: ExplainReply): Explanation {
  return {
    account: reply.account,
    year: reply.year,
    unit: reply.unit,
    asOf: Date.parse(reply.as_of),
    total: reply.total,
    rows: reply.rows.map((row) => ({ ...row, kind: SAME_KIND[row.kind] ?? row.kind, local: false })),
  };
}
