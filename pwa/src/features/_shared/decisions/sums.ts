/** What things that wait come to, for those who decide on many at once. */
import type { InboxItem } from "../../../store/appState";
import type { Language } from "../../../ui/formats";
import { t, tn } from "../../../ui/words";
import { euros } from "../forms/money";

type Decidable = Pick<InboxItem, "kind" | "decided_by" | "proposed">;

/** What goes back with a reason; a missing clock-out can only be said. */
const RETURNED = new Set([
  ...["month", "change_request", "leave", "saving", "claim", "correction", "work_order", "kiky_mark", "kiky_proposal"],
]);

export function isReturnable({ kind, decided_by: by }: Decidable): boolean {
  return RETURNED.has(kind) && by.length > 0;
}

/** Whether one yes decides it, and it is the reader's to say. */
export function isApprovable(item: Decidable): boolean {
  return isReturnable(item) || (Boolean(item.proposed) && item.decided_by.length > 0);
}

/** Where a thing is looked at: a sheet of its own, or its person's days of that month. */
export function whereToLook({ kind, person, date }: InboxItem): { sheet: string | null; path: string } {
  const path = `/kuukaudet/${encodeURIComponent(person)}/${date.slice(0, 7)}`;
  return { sheet: kind === "claim" ? "claim" : null, path };
}

/** Totals of some things of a kind, added up, in words. */
export function totalsText(all: readonly InboxItem["totals"][], language: Language): string {
  const sum = (name: string): number => all.reduce((total, one) => total + (one[name] ?? 0), 0);
  const has = (name: string): boolean => all.some((one) => name in one);
  const days = has("days") ? sum("days") : sum("dates");
  return [
    has("due_cents") ? euros(sum("due_cents") + sum("expenses_cents"), language) : "",
    days > 0 ? tn("decide.total.days", days) : "",
    has("minutes") ? t("decide.total.minutes", { minutes: sum("minutes") }) : "",
    has("flex") ? t("decide.total.flex", { minutes: sum("flex") }) : "",
  ]
    .filter(Boolean)
    .join(", ");
}

interface KindSum {
  kind: string;
  n: number;
  told: string;
}

/** The selection by kind: how many, and what they come to. */
export function sumsOf(picked: readonly InboxItem[], language: Language): KindSum[] {
  const kinds = [...new Set(picked.map(({ kind }) => kind))].sort();
  return kinds.map((kind) => {
    const of = picked.filter((one) => one.kind === kind);
    const all = of.map(({ totals }) => totals);
    return { kind, n: of.length, told: totalsText(all, language) };
  });
}
