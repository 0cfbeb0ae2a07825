/** The installed app: its badge and the browser's offer to install it; and what wakes the engine. */
import { effect } from "@preact/signals";
import type { DeviceStore } from "./deviceStore";

interface InstallPrompt extends Event {
  prompt(): Promise<{ outcome: "accepted" | "dismissed" }>;
}

let offer: InstallPrompt | null = null;

export function watchInstall(store: DeviceStore): void {
  window.addEventListener("beforeinstallprompt", (event) => {
    event.preventDefault();
    offer = event as InstallPrompt;
    store.signals.installable.value = true;
  });
  window.addEventListener("appinstalled", () => {
    offer = null;
    store.signals.installable.value = false;
  });
}

export async function install(store: DeviceStore): Promise<"installed" | "dismissed" | "unavailable"> {
  if (!offer) return "unavailable";
  const { outcome } = await offer.prompt();
  offer = null;
  store.signals.installable.value = false;
  return outcome === "accepted" ? "installed" : "dismissed";
}

/** The badge counts what is unsent, what needs attention, what waits for a word and what nobody has read. */
export function watchBadge(store: DeviceStore): void {
  const badge = navigator as Navigator & { setAppBadge?(n: number): Promise<void>; clearAppBadge?(): Promise<void> };
  effect(() => {
    const { unsent, attention } = store.signals.sync.value;
    const { notices, decisions } = store.signals.waits.value;
    const count = unsent + attention + notices + decisions;
    void (count > 0 ? badge.setAppBadge?.(count) : badge.clearAppBadge?.())?.catch(() => {});
  });
}

/** The engine tries again when the network, the page or the person comes back. */
export function watchPage(store: DeviceStore): void {
  const engine = () => store.running?.then(({ engine }) => engine).catch(() => null);
  const wake = () => void engine()?.then((found) => found?.wake());
  window.addEventListener("online", () => {
    store.showSyncState();
    wake();
  });
  window.addEventListener("offline", () => store.showSyncState());
  window.addEventListener("pageshow", wake);
  window.addEventListener("focus", wake);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState !== "visible") return;
    store.compute();
    void engine()?.then((found) => found?.foreground());
  });
}
