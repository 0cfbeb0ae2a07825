/** What this device knows and the rules and views read. What only one feature's acts read stands in that feature. */
import type { BalancesReply } from "../api/types";
import type { CalendarDay, Terms } from "../domain/types";
import type { AbsenceFacts } from "./absences/facts";
import type { PostingFacts } from "./balances/facts";
import type { CorrectionFacts } from "./corrections/facts";
import type { Own } from "./feature";
import type { EntryFacts } from "./hours/facts";
import type { KikyFacts } from "./kiky/facts";
import type { OrderFacts } from "./orders/facts";
import type { PunchFacts } from "./punches/facts";
import type { NamedChoice } from "./types";

/** What everything else is worked out by. */
export interface BaseFacts extends Own {
  terms: Terms[];
  calendar: CalendarDay[];
  workTypes: NamedChoice[];
  costCentres: NamedChoice[];
  balances: BalancesReply | null;
  /** The last closed month, YYYY-MM; empty when none is. */
  closedMonth: string;
  /** Everything has been pulled once: what is not here is nowhere. */
  whole: boolean;
  /** Local dates that each own pending operation can move, by its id. */
  dates: ReadonlyMap<string, readonly string[]>;
}

export interface Facts
  extends BaseFacts, PunchFacts, EntryFacts, KikyFacts, OrderFacts, AbsenceFacts, CorrectionFacts, PostingFacts {}
