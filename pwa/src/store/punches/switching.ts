/** Another booking for the work that goes on: from this minute, from its start, or from the end of the break. */
import { readChoice, writeChoice } from "./choice";
import type { StoreContext } from "../context";
import { hoursActs } from "../hours/acts";
import { keep, ownId } from "../keep";
import type { BookingChoice } from "./types";
import type { Saved } from "../types";
import { idsOf, oneIntent, switchDrafts } from "./drafts";

export async function switchNow(store: StoreContext, change: Partial<BookingChoice>): Promise<Saved> {
  const today = store.signals.today.value;
  if (!today?.running) return "failed";
  remember(store, change);
  const next = { ...today.running.booking, ...change };
  const draft = oneIntent(switchDrafts(store, today.running, next, store.ports.now()));
  store.lastMade = idsOf(draft);
  return keep(store, draft);
}

/** The whole entry gets the booking. */
export async function correctRunning(store: StoreContext, change: Partial<BookingChoice>): Promise<Saved> {
  const running = store.signals.today.value?.running;
  if (!running) return "failed";
  remember(store, change);
  return hoursActs(store).editEntry(running.entry, change);
}

/** What was set is handed back: to what somebody had set before, else to the punch. */
export async function uncorrect(store: StoreContext, entry: string, before: Partial<BookingChoice>): Promise<Saved> {
  remember(store, before);
  return hoursActs(store).editEntry(entry, before);
}

export function switchOnReturn(store: StoreContext, change: Partial<BookingChoice>): void {
  const running = store.signals.today.value?.running;
  if (!running) return;
  const choice = readChoice(store.ports.pocket, ownId(store));
  const before = choice.onReturn?.entry === running.entry ? choice.onReturn.booking : {};
  remember(store, change, { entry: running.entry, booking: { ...before, ...change } });
  store.compute();
}

/** Remembered for the next clock-in too. */
function remember(
  store: StoreContext,
  change: Partial<BookingChoice>,
  onReturn: { entry: string; booking: Partial<BookingChoice> } | null = null,
): void {
  const { pocket } = store.ports;
  const kikyOn = change.kiky === undefined ? {} : { kikyOn: store.signals.today.value?.date ?? null };
  writeChoice(pocket, ownId(store), { ...readChoice(pocket, ownId(store)), ...change, ...kikyOn, onReturn });
}
