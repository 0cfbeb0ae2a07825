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

/** Keeps it on the disk, or at least in the rescue copy; the answer is what can be said of it, and it comes soon. */
export async function keep(store: StoreContext, intent: Draft): Promise<Saved> {
  store.signals.begun.value += 1;
  const draft = { ...intent, claimed_at: intent.claimed_at ?? store.ports.now() };
  const running = await inTime(store, store.engine());
  const how = running ? await kept(store, running, draft) : "failed";
  if (how === "tight" || how === "rescued" || how === "failed") store.storage = how;
  if (how === "failed") store.showSyncState();
  await inTime(store, store.refresh());
  askToStay();
  return SAVED[how];
}

async function kept(store: StoreContext, running: Running, draft: Draft): Promise<Kept["how"]> {
  const replaced = replacedBy(draft, store.facts?.pending ?? []);
  const done = await inTime(store, running.keep(draft));
  if (!done) return running.engine.parts.rescue.copy(draft).how;
  if (done.how !== "failed") for (const id of replaced) await running.engine.drop(id).catch(() => false);
  return done.how;
}

/** What `work` comes to; null when it fails, or takes longer than a person waits for a word. */
function inTime<T>(store: StoreContext, work: Promise<T>): Promise<T | null> {
  return new Promise((resolve) => {
    const endWait = store.ports.after(PATIENCE_MS, () => resolve(null));
    void work.then(resolve, () => resolve(null)).finally(endWait);
  });
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
