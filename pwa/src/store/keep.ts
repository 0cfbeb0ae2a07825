/** Keeps an operation on this device, and says how that went. */
import type { Kept } from "../sync/rescue";
import type { Draft } from "../device/operations";
import type { StoreContext } from "./context";
import type { Saved } from "./types";
import { replacedBy } from "./replacing";
import type { Running } from "./running";

export const SAVED: Record<Kept["how"], Saved> = {
  saved: "saved",
  tight: "saved",
  rescued: "rescued",
  failed: "failed",
};

export function ownId(store: StoreContext): string {
  if (!store.marker.person) throw new Error("nobody is signed in");
  return store.marker.person;
}

/** The disk may wait for another tab, one that upgrades the database for instance: nobody is left without a word for longer. */
const PATIENCE_MS = 2_000;

/** Photos take a slow disk longer, and there is no other place for them. */
const PATIENCE_FOR_FILES_MS = 30_000;

/** What `work` comes to; null when it fails, or when the person has waited long enough for a word. */
type InTime = <T>(work: Promise<T>) => Promise<T | null>;

/** Keeps it on the disk, or at least in the rescue copy; the answer is what can be said of it, and it comes soon. */
export async function keep(store: StoreContext, intent: Draft): Promise<Saved> {
  store.signals.begun.value += 1;
  const draft = { ...intent, claimed_at: intent.claimed_at ?? store.ports.now() };
  const patience = draft.files?.some(({ bytes }) => bytes) ? PATIENCE_FOR_FILES_MS : PATIENCE_MS;
  let endWait = (): void => {};
  const over = new Promise<null>((resolve) => (endWait = store.ports.after(patience, () => resolve(null))));
  const inTime: InTime = (work) => Promise.race([work.catch(() => null), over]);
  const running = await inTime(store.engine());
  const how = running ? await kept(store, running, draft, inTime) : "failed";
  if (how === "tight" || how === "rescued" || how === "failed") store.storage = how;
  if (how === "failed") store.showSyncState();
  await inTime(store.refresh());
  endWait();
  askToStay();
  return SAVED[how];
}

async function kept(store: StoreContext, running: Running, draft: Draft, inTime: InTime): Promise<Kept["how"]> {
  const replaced = replacedBy(draft, store.facts?.pending ?? []);
  const done = await inTime(running.keep(draft));
  if (!done) return running.engine.parts.rescue.copy(draft).how;
  if (done.how !== "failed") for (const id of replaced) await running.engine.drop(id).catch(() => false);
  return done.how;
}

/** Cards that have been read, by key: this device does not show them again. */
export function closeCards(store: StoreContext, keys: readonly string[]): void {
  const place = `leima.closed.${ownId(store)}`;
  const closed = JSON.parse(store.ports.pocket.get(place) ?? "[]") as string[];
  store.ports.pocket.set(place, JSON.stringify([...closed, ...keys].slice(-100)));
  store.compute();
}

let asked = false;

/** At the first punch the browser is asked not to clear this site's storage; at each one to send even if the page closes. */
function askToStay(): void {
  if (typeof navigator === "undefined") return;
  if (!asked) void navigator.storage?.persist?.().catch(() => false);
  asked = true;
  const ready = navigator.serviceWorker?.ready as Promise<SyncRegistration> | undefined;
  void ready?.then((registration) => registration.sync?.register("outbox")).catch(() => {});
}

type SyncRegistration = ServiceWorkerRegistration & { sync?: { register(tag: string): Promise<void> } };
