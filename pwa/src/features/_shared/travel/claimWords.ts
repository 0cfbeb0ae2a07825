import type { ClaimFact } from "../../../store/appState";
import { dateRange, fullDate } from "../../../ui/formats";
import { language, t } from "../../../ui/words";

/** What a claim is called: by its own name, or where it went. */
export function nameOf({ head, trips }: Pick<ClaimFact, "head" | "trips">): string {
  const places = [...new Set(trips.map(({ body }) => body.destination).filter(Boolean))];
  return head.title || places.join(", ") || t("travel.nameless");
}

export function datesOf({ from, until }: Pick<ClaimFact, "from" | "until">): string {
  if (!from) return "";
  return !until || from === until ? fullDate(from, language()) : dateRange(from, until, language());
}
