/** Keeps an operation on this device, and says how that went. */
import type { Kept } from "../sync/rescue";
import type { Draft } from "../sync/types";
import type { Home } from "./home";
import type { Saved } from "./live";
import { replacedBy } from "./replacing";

export const SAVED: Record<Kept["how"], Saved> = {
  saved: "saved",
  tight: "saved",
  rescued: "rescued",
  failed: "failed",
};

export function me(home: Home): string {
  if (!home.marker.person) throw new Error("nobody is signed in");
  return home.marker.person;
}

export async function keep(home: Home, draft: Draft): Promise<Saved> {
  const running = await home.engine();
  const replaced = replacedBy(draft, home.facts?.pending ?? []);
  const { how } = await running.keep(draft);
  if (how !== "failed") for (const id of replaced) await running.engine.drop(id).catch(() => false);
  if (how === "tight" || how === "rescued" || how === "failed") home.storage = how;
  await home.refresh();
  askToStay();
  return SAVED[how];
}

/** Cards that have been read, by key: this device does not show them again. */
export function closeCards(home: Home, keys: readonly string[]): void {
  const place = `leima.closed.${me(home)}`;
  const closed = JSON.parse(home.ports.pocket.get(place) ?? "[]") as string[];
  home.ports.pocket.set(place, JSON.stringify([...closed, ...keys].slice(-100)));
  home.compute();
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
