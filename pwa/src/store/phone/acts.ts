/** Notices that come to this device: asked for from a button, told truly, and mended at a start. */
import { type DeviceState, type Subscriber, heal, serverState, subscribe, unsubscribe } from "../../sync/pushing";
import type { StoreContext } from "../context";
import { ownId } from "../keep";
import type { PhoneActs, PhoneState, Tried } from "./types";
import { setWanted, wantsPhone } from "./wanted";

const LANGUAGE = "/push-language";
const LANGUAGES = "leima-language";

export function phoneActs(store: StoreContext): PhoneActs {
  return {
    phoneState: () => inTurn(() => phoneState(store)),
    turnPhoneOn: () => turnOn(store),
    turnPhoneOff: () => inTurn(() => turnOff(store)),
    tryPhone: () => tryIt(store),
  };
}

let last: Promise<unknown> = Promise.resolve();

/** A browser has one subscription: two that mend it at once, a start and the settings, would undo each other's. */
function inTurn<T>(act: () => Promise<T>): Promise<T> {
  const mine = last.then(act);
  last = mine.catch(() => {});
  return mine;
}

/** Why this browser cannot, or null. On an iPhone notices come to an installed app alone. */
function hindrance(): PhoneState | null {
  if (typeof Notification === "undefined" || !("PushManager" in window) || !("serviceWorker" in navigator)) {
    const apple = /iPhone|iPad|iPod/.test(navigator.userAgent) || navigator.maxTouchPoints > 1;
    const mac = /Macintosh|iPhone|iPad|iPod/.test(navigator.userAgent);
    return { kind: apple && mac && !isInstalled() ? "install" : "unsupported" };
  }
  return Notification.permission === "denied" ? { kind: "blocked" } : null;
}

function isInstalled(): boolean {
  return matchMedia("(display-mode: standalone)").matches;
}

async function manager(): Promise<Subscriber> {
  return (await navigator.serviceWorker.ready).pushManager as Subscriber;
}

function shown(state: DeviceState): PhoneState {
  if (!state.on) return { kind: "off" };
  if (state.failing_since) return { kind: "failing", since: state.failing_since };
  return { kind: "on", sentAt: state.sent_at ?? null };
}

async function phoneState(store: StoreContext): Promise<PhoneState> {
  const hindered = hindrance();
  if (hindered) return hindered;
  const person = ownId(store);
  if (Notification.permission !== "granted" || !wantsPhone(store.ports.pocket, person)) return { kind: "off" };
  try {
    const { session } = await store.engine();
    const state = await heal(session, await manager());
    await rememberLanguage(store);
    return shown(state);
  } catch {
    return { kind: "unknown" };
  } finally {
    if (!wantsPhone(store.ports.pocket, person)) await letGo(); // signed out meanwhile
  }
}

async function turnOn(store: StoreContext): Promise<PhoneState> {
  const hindered = hindrance();
  if (hindered) return hindered;
  // Some browsers ask only while the tap is fresh, so this waits for no turn.
  if ((await Notification.requestPermission()) !== "granted") return hindrance() ?? { kind: "off" };
  return inTurn(() => subscribed(store));
}

async function subscribed(store: StoreContext): Promise<PhoneState> {
  try {
    const { session } = await store.engine();
    const state = await subscribe(session, await manager());
    setWanted(store.ports.pocket, ownId(store), true);
    await rememberLanguage(store);
    return shown(state);
  } catch {
    return { kind: "unknown" };
  }
}

async function turnOff(store: StoreContext): Promise<PhoneState> {
  try {
    const { session } = await store.engine();
    await unsubscribe(session, await manager());
    setWanted(store.ports.pocket, ownId(store), false);
    return { kind: "off" };
  } catch {
    return { kind: "unknown" };
  }
}

async function tryIt(store: StoreContext): Promise<Tried> {
  const { session } = await store.engine();
  const { endpoint } = await serverState(session).catch(() => ({ endpoint: null }));
  if (!endpoint) return "failed";
  const request = { method: "POST", path: "/api/v1/push/test", body: JSON.stringify({ endpoint }) } as const;
  const reply = await session.call(request).catch(() => null);
  if (reply?.status === 429) return "often";
  return reply && reply.status < 300 ? "sent" : "failed";
}

/** The worker shows notices in the language that was chosen here; it can read no other place. */
async function rememberLanguage(store: StoreContext): Promise<void> {
  const kept = await caches.open(LANGUAGES);
  await kept.put(LANGUAGE, new Response(store.signals.language.value));
}

/** Signing out: this browser takes no more notices, also before the server hears of it. */
export async function forgetPhone(store: StoreContext, person: string): Promise<void> {
  setWanted(store.ports.pocket, person, false);
  await letGo();
}

async function letGo(): Promise<void> {
  const registration = await navigator.serviceWorker?.getRegistration();
  await (await registration?.pushManager?.getSubscription())?.unsubscribe();
}
