/** The installed app: its badge and the browser's offer to install it; and what wakes the engine. */
import { effect } from "@preact/signals";
import type { Home } from "./home";

interface InstallPrompt extends Event {
  prompt(): Promise<{ outcome: "accepted" | "dismissed" }>;
}

let offer: InstallPrompt | null = null;

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
