/** Another booking for the work that goes on: from this minute, from its start, or from the end of the break. */
import { readChoice, writeChoice } from "./choice";
import type { Home } from "./home";
import { hoursActs } from "./hoursActs";
import { keep, me } from "./keeping";
import type { BookingChoice, Saved } from "./live";
import { idsOf, oneIntent, switchDrafts } from "./punchDrafts";

export async function switchNow(home: Home, change: Partial<BookingChoice>): Promise<Saved> {
  const today = home.signals.today.value;
  if (!today?.running) return "failed";
  remember(home, change);
  const next = { ...today.running.booking, ...change };
  const draft = oneIntent(switchDrafts(home, today.running, next, home.ports.now()));
  home.lastMade = idsOf(draft);
  return keep(home, draft);
}

/** The whole entry gets the booking. */
export async function correctRunning(home: Home, change: Partial<BookingChoice>): Promise<Saved> {
  const running = home.signals.today.value?.running;
  if (!running) return "failed";
  remember(home, change);
  return hoursActs(home).editEntry(running.entry, change);
}

/** What was set is handed back: to what somebody had set before, else to the punch. */
export async function uncorrect(home: Home, entry: string, before: Partial<BookingChoice>): Promise<Saved> {
  remember(home, before);
  return hoursActs(home).editEntry(entry, before);
}

export function switchOnReturn(home: Home, change: Partial<BookingChoice>): void {
  const running = home.signals.today.value?.running;
  if (!running) return;
  const choice = readChoice(home.ports.pocket, me(home));
  const before = choice.onReturn?.entry === running.entry ? choice.onReturn.booking : {};
  remember(home, change, { entry: running.entry, booking: { ...before, ...change } });
  home.compute();
}

/** Remembered for the next clock-in too. */
function remember(
  home: Home,
  change: Partial<BookingChoice>,
  onReturn: { entry: string; booking: Partial<BookingChoice> } | null = null,
): void {
  const { pocket } = home.ports;
  const kikyOn = change.kiky === undefined ? {} : { kikyOn: home.signals.today.value?.date ?? null };
  writeChoice(pocket, me(home), { ...readChoice(pocket, me(home)), ...change, ...kikyOn, onReturn });
}
