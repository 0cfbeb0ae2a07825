/** A newer version of the app: asked for while the app is open, offered in every window, put to use in all by one yes. */
import type { DeviceStore } from "./deviceStore";
import { trusted } from "./scripts";

const DAY_MS = 86_400_000;

let registration: ServiceWorkerRegistration | null = null;
let accepted = false;

/** Registers the worker and says when a newer app waits. Nothing reloads before a person says yes in one of the windows. */
export async function watchWorker(store: DeviceStore): Promise<void> {
  if (!("serviceWorker" in navigator) || !import.meta.env.PROD) return;
  const { serviceWorker } = navigator;
  followCharge(store, serviceWorker);
  const found = await serviceWorker.register(trusted("/sw.js"), { scope: "/" });
  registration = found;
  const ready = () => {
    if (found.waiting && serviceWorker.controller) offerUpdate(store);
  };
  const follow = () => found.installing?.addEventListener("statechange", ready);
  found.addEventListener("updatefound", follow);
  follow();
  ready();
  const ask = () => void found.update().then(ready, () => {});
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && ask());
  daily(store, ask);
}

function daily(store: DeviceStore, ask: () => void): void {
  store.ports.after(DAY_MS, () => {
    ask();
    daily(store, ask);
  });
}

function offerUpdate(store: DeviceStore): void {
  store.updateReady = true;
  store.showSyncState();
}

/** A yes in one window reaches the others too; one in which something is being typed asks for itself. */
function followCharge(store: DeviceStore, serviceWorker: ServiceWorkerContainer): void {
  let before = serviceWorker.controller;
  serviceWorker.addEventListener("controllerchange", () => {
    const first = before === null;
    before = serviceWorker.controller;
    // On a first visit the worker of this same version takes charge.
    if (first && !accepted) return;
    if (accepted || !isTyping()) location.reload();
    else offerUpdate(store);
  });
}

/** Whether a reload would take something that a person has typed or chosen. */
function isTyping(): boolean {
  const fields = [...document.querySelectorAll<HTMLInputElement>("input, textarea")];
  return document.querySelector("dialog[open]") !== null || fields.some((field) => field.value !== field.defaultValue);
}

/** The person's yes: the waiting version takes charge; where none waits, it is fetched first, or the page is. */
export async function applyUpdate(): Promise<void> {
  const worker = registration?.waiting ?? (await fetched());
  accepted = true;
  if (worker) worker.postMessage({ type: "SKIP_WAITING" });
  else location.reload();
}

/** The newer version, when the server has one and the whole of it has arrived. */
async function fetched(): Promise<ServiceWorker | null> {
  await registration?.update().catch(() => {});
  const worker = registration?.installing;
  if (!worker) return registration?.waiting ?? null;
  await new Promise((arrived) => worker.addEventListener("statechange", arrived, { once: true }));
  return worker.state === "installed" ? worker : null;
}
