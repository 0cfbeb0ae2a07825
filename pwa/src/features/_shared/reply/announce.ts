import type { Acts, Decided, MonthStatus, Saved } from "../../../store/appState";
import { addDays, localTime } from "../../../ui/formats";
import { say, takeTurn } from "../../../ui/toast";
import { siteZone, t } from "../../../ui/words";

type Undo = () => unknown;
/** A date, or an instant of it (epoch ms or minutes); nothing where there is none. */
type When = readonly (string | number | null | undefined)[];
type Months = Pick<Acts, "ownMonth">;

/**
 * Tells what became of an act, which took its `turn` when it began. "Saved" is said only when it is on the disk; a
 * failure is said loudly and stays.
 */
export function announce(saved: Saved, done: string, undo?: Undo, turn?: number): void {
  const offer = undo && { label: t("common.undo"), run: undo };
  if (saved === "saved") say(t("common.kept", { done }), false, offer, turn);
  if (saved === "rescued") say(t("common.rescued", { done }), true);
  if (saved === "failed") say(t("common.not_saved"), true);
}

/** What takes the punches back that were made just now; ask for it before anything else is done. */
export function punchUndo(acts: Pick<Acts, "lastMade" | "undoPunches">, person?: string): Undo {
  const made = acts.lastMade();
  return async () => {
    const turn = takeTurn();
    announce(await acts.undoPunches(made, person), t("undo.punch"), undefined, turn);
  };
}

/** What takes an own decision back, and says so; `after` then lets the screen look again. */
export function decisionUndo(acts: Pick<Acts, "undoDecision">, decided: Decided, after?: () => unknown): Undo {
  return async () => {
    const turn = takeTurn();
    announce(await acts.undoDecision(decided), t("undo.decision"), undefined, turn);
    after?.();
  };
}

/** The same of an act on own dates: in a locked month it is a request, and nothing is there to take back yet. */
export async function announceOn(acts: Months, when: When, saved: Saved, done: string, undo?: Undo): Promise<void> {
  const asked = await askedOf(acts, when);
  announce(saved, asked || done, asked ? undefined : undo);
}

/** What becomes of a change on these own dates where their month is locked, as this device knows it; else empty. */
export async function askedOf(acts: Months, when: When): Promise<string> {
  const dates = when.flatMap((at) => (typeof at === "number" ? localTime(at, siteZone()).date : (at ?? [])));
  const months = [...new Set(dates.map((date) => date.slice(0, 7)))];
  const statuses = await Promise.all(months.map((month) => acts.ownMonth(month).then(({ status }) => status, unknown)));
  const locked = (["closed", "approved"] as const).find((status) => statuses.includes(status));
  return locked ? t(`hours.asked_${locked}`) : "";
}

const unknown = (): MonthStatus => "open";

/** A date in every month of a stretch. */
export function monthsOf(from: string, until: string): string[] {
  const found = [from];
  for (let date = from; date.slice(0, 7) < until.slice(0, 7); found.push(date)) {
    date = addDays(`${date.slice(0, 7)}-28`, 4);
  }
  return found;
}
