/** The installed app: its service worker, its update, its badge and the browser's offer to install it. */
import { effect } from "@preact/signals";
import type { Home } from "./home";

interface InstallPrompt extends Event {
  prompt(): Promise<{ outcome: "accepted" | "dismissed" }>;
}

let offer: InstallPrompt | null = null;
let waiting: ServiceWorker | null = null;
let reloadWanted = false;

/** Registers the worker and says when a newer app waits. Nothing reloads before the person says yes. */
export async function watchWorker(home: Home): Promise<void> {
  if (!("serviceWorker" in navigator) || !import.meta.env.PROD) return;
  navigator.serviceWorker.addEventListener("controllerchange", () => {
    if (reloadWanted) location.reload();
  });
  const registration = await navigator.serviceWorker.register(workerUrl() as string, { scope: "/" });
  const ready = () => {
    if (!registration.waiting || !navigator.serviceWorker.controller) return;
    waiting = registration.waiting;
    home.updateReady = true;
    home.chip();
  };
  ready();
  registration.addEventListener("updatefound", () => {
    registration.installing?.addEventListener("statechange", ready);
  });
}

interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { createScriptURL(url: string): string },
  ): { createScriptURL(url: string): unknown };
}

/** The one trusted script address; with Trusted Types enforced, `register` takes nothing else. */
function workerUrl(): unknown {
  const types = (window as unknown as { trustedTypes?: TrustedTypes }).trustedTypes;
  const only = (url: string) => {
    if (url !== "/sw.js") throw new TypeError(url);
    return url;
  };
  return types ? types.createPolicy("leima", { createScriptURL: only }).createScriptURL("/sw.js") : "/sw.js";
}

export function applyUpdate(): void {
  reloadWanted = true;
  if (waiting) waiting.postMessage({ type: "SKIP_WAITING" });
  else location.reload();
}

export function watchInstall(home: Home): void {
  window.addEventListener("beforeinstallprompt", (event) => {
    event.preventDefault();
    offer = event as InstallPrompt;
    home.signals.installable.value = true;
  });
  window.addEventListener("appinstalled", () => {
    offer = null;
    home.signals.installable.value = false;
  });
}

export async function install(home: Home): Promise<"installed" | "dismissed" | "unavailable"> {
  if (!offer) return "unavailable";
  const { outcome } = await offer.prompt();
  offer = null;
  home.signals.installable.value = false;
  return outcome === "accepted" ? "installed" : "dismissed";
}

/** The badge counts what is unsent, what needs attention, what waits for a word and what nobody has read. */
export function watchBadge(home: Home): void {
  const badge = navigator as Navigator & { setAppBadge?(n: number): Promise<void>; clearAppBadge?(): Promise<void> };
  effect(() => {
    const { unsent, attention } = home.signals.sync.value;
    const { notices, decisions } = home.signals.waits.value;
    const count = unsent + attention + notices + decisions;
    void (count > 0 ? badge.setAppBadge?.(count) : badge.clearAppBadge?.())?.catch(() => {});
  });
}

/** The engine tries again when the network, the page or the person comes back. */
export function watchPage(home: Home): void {
  const engine = () => home.running?.then(({ engine }) => engine).catch(() => null);
  const wake = () => void engine()?.then((found) => found?.wake());
  window.addEventListener("online", () => {
    home.chip();
    wake();
  });
  window.addEventListener("offline", () => home.chip());
  window.addEventListener("pageshow", wake);
  window.addEventListener("focus", wake);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState !== "visible") return;
    home.compute();
    void engine()?.then((found) => found?.foreground());
  });
}
