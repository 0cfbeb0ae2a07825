/** What may be saved, by what this device holds: own postings, what is left by earning year, and wishes that wait. */
import { keptFree, rulesOver } from "../../domain/leave/asked";
import { DAY } from "../../domain/leave/counting";
import { ANNUAL } from "../../domain/leave/leave";
import type { PostingFact } from "../balances/facts";
import type { LeaveBasis } from "../leave/types";
import type { Saving, SavingBasis } from "./types";

const EARNED = new Set(["opening", "accrual"]);
const SAVED = new Set(["saving"]);

export function savingBasisOf(
  { terms, calendar, ground }: LeaveBasis,
  postings: readonly PostingFact[],
  wishes: readonly Saving[],
): SavingBasis {
  const date = ground.since;
  const employed = terms?.some(({ from, until }) => from <= date && date <= (until ?? date));
  const dated = employed ? rulesOver(terms!, date, date) : [];
  if (!dated.length) return { date, dated, years: [] };
  const free = keptFree({ ...ground, waiting: [] }, null, dated, calendar);
  const years = free.map(({ earning_year: year, days }) => {
    const mine = postings.filter((one) => one.account === ANNUAL && one.year === year);
    const waits = wishes.filter((one) => one.year === year && one.status === "requested");
    const asked = waits.reduce((sum, one) => sum + one.days, 0) * DAY;
    return {
      earning_year: year,
      earned: sumOf(mine, EARNED),
      left: days - asked,
      saved: asked - sumOf(mine, SAVED),
    };
  });
  return { date, dated, years };
}

/** Hundredths of the lines of some kinds, less what undid them. */
function sumOf(lines: readonly PostingFact[], kinds: ReadonlySet<string>): number {
  const counted = lines.filter(({ kind }) => kinds.has(kind));
  const acts = new Set(counted.flatMap(({ act }) => (act ? [act] : [])));
  const undone = lines.filter(({ kind, act }) => kind === "undo" && act && acts.has(act));
  return Math.round([...counted, ...undone].reduce((sum, { amount }) => sum + amount, 0) * DAY);
}
