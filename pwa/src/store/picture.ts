/**
 * The last picture of the first screen, kept where a start can read it without waiting. It is shown, and marked as
 * recalled, until the disk has answered a moment later; nothing is worked out from it. Only a quiet one is kept: with
 * work unsent or a question open, the start waits for the disk and says nothing sooner.
 */
import { batch } from "@preact/signals";
import type { Pocket, Ports } from "../sync/ports";
import { readJson } from "./choice";
import { localDate } from "./clock";
import type { Marker } from "./device";
import type { BalancesView, TodayView } from "./live";
import type { Signals } from "./signals";

interface Picture {
  today: TodayView | null;
  balances: BalancesView | null;
}

const NONE: Picture = { today: null, balances: null };
const place = (person: string) => `leima.picture.${person}`;

/** Shows the picture if it is this person's and of today. False when the start has to wait for the disk. */
export function recallPicture(ports: Pick<Ports, "pocket" | "now">, marker: Marker, signals: Signals): boolean {
  if (!marker.person) return false;
  const { today, balances } = readJson<Picture>(ports.pocket, place(marker.person), NONE);
  if (!today || !balances || today.date !== localDate(ports.now(), marker.zone)) return false;
  batch(() => {
    signals.today.value = { ...today, recalled: true };
    signals.balances.value = balances;
  });
  return true;
}

/** Keeps what stands on the signals for the next start, or nothing when something waits. */
export function keepPicture(pocket: Pocket, person: string, signals: Signals): void {
  const { today, balances, sync, attention } = signals;
  const { unsent, attention: troubled, storage } = sync.value;
  const quiet = unsent === 0 && troubled === 0 && storage === "ok" && attention.value.length === 0;
  const picture: Picture = quiet ? { today: today.value, balances: balances.value } : NONE;
  const text = JSON.stringify(picture);
  try {
    if (pocket.get(place(person)) !== text) pocket.set(place(person), text);
  } catch {
    // A start without a picture waits for the disk, as the first one did.
  }
}

/** Nobody is at home any more: nothing of theirs is shown to the next. */
export function forgetPicture(pocket: Pocket, person: string): void {
  pocket.remove(place(person));
}
