/**
 * The service worker: the app's own files, the outbox when the network comes back, and notices while the app is closed.
 * It is read at every start of the app, so it is short: what sends lies in `send.js`, what shows notices in `push.js`.
 */
import { PrecacheController, cleanupOutdatedCaches } from "workbox-precaching";
import { dropOldFiles } from "./files";
import { ICON, type SendingScope, healNow, keepSender, openNow, sendNow, showNow } from "./sending";
import { type Routed, dropOldShells, layShell, shellOf } from "./shell";

interface Extendable extends Event {
  waitUntil(work: Promise<unknown>): void;
}
interface FetchEvent extends Extendable {
  request: Request;
  respondWith(reply: Promise<Response>): void;
}
interface Scope extends Omit<SendingScope, "registration"> {
  __WB_MANIFEST: (string | { url: string; revision: string | null })[];
  addEventListener(type: "install", hear: (event: Extendable & Routed) => void): void;
  addEventListener(type: "activate", hear: (event: Extendable) => void): void;
  addEventListener(type: "fetch", hear: (event: FetchEvent) => void): void;
  addEventListener(type: "sync", hear: (event: Extendable & { tag: string }) => void): void;
  addEventListener(type: "push", hear: (event: Extendable & { data: { json(): unknown } | null }) => void): void;
  addEventListener(type: "pushsubscriptionchange", hear: (event: Extendable) => void): void;
  addEventListener(
    type: "notificationclick",
    hear: (event: Extendable & { notification: { data: unknown; close(): void } }) => void,
  ): void;
  addEventListener(type: "message", hear: (event: Extendable & { data: { type?: string } | null }) => void): void;
  skipWaiting(): Promise<void>;
  registration: {
    sync?: unknown;
    pushManager?: unknown;
    showNotification(title: string, options: object): Promise<void>;
  };
  clients: { claim(): Promise<void> };
}

declare const self: Scope;

// Every start of the app starts this worker beside it: the browser has then opened the device's store, which takes it
// longer than all else, when the program asks for it.
void indexedDB.databases?.().catch(() => {});

const files = self.__WB_MANIFEST;
const PAGE = "/index.html";
/** What the browser asks for at every start beside the page and its files. */
const BESIDE = ["/manifest.webmanifest", ICON];

let made: PrecacheController | null = null;
/** The list is read when something is asked of it: at most starts nothing is. */
function store(): PrecacheController {
  if (!made) {
    made = new PrecacheController();
    made.addToCacheList(files);
  }
  return made;
}

cleanupOutdatedCaches();

// The page of the routes is the very page of this version's files, also when a newer one is published meanwhile.
self.addEventListener("install", (event) => {
  const { strategy } = store();
  const stored = store()
    .install(event)
    .then(() => keepSender(self));
  const kept = { cacheName: strategy.cacheName, page: PAGE, beside: BESIDE, file: match };
  event.waitUntil(stored.then(() => layShell(shellOf(files), event, kept)));
});
self.addEventListener("activate", (event) => {
  // A first visit is in charge of its window too: or the next version would not wait for it.
  event.waitUntil(Promise.all([dropOld(), dropOldShells(shellOf(files)), self.clients.claim()]));
});

async function dropOld(): Promise<void> {
  const cache = await caches.open(store().strategy.cacheName);
  await dropOldFiles(cache, new Set(store().getURLsToCacheKeys().values()));
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin) return;
  if (/^\/(api|health|schema)\b/.test(url.pathname)) return;
  const file = request.mode === "navigate" ? PAGE : url.href;
  event.respondWith(stored(file).then((kept) => kept ?? fetch(request)));
});

/** A file of this version, or one that is still in store for a window of the version before. */
async function stored(file: string): Promise<Response | undefined> {
  return (await match(file)) ?? caches.match(file);
}

function match(file: string): Promise<Response | undefined> {
  return store().matchPrecache(file);
}

self.addEventListener("sync", (event) => {
  if (event.tag === "outbox") event.waitUntil(sendNow(self));
});

// The person says yes to a new version; it never takes over by itself.
self.addEventListener("message", (event) => {
  if (event.data?.type === "SKIP_WAITING") event.waitUntil(self.skipWaiting());
});

self.addEventListener("push", (event) => {
  event.waitUntil(showNow(self, event.data));
});

self.addEventListener("pushsubscriptionchange", (event) => {
  event.waitUntil(healNow(self));
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(openNow(self, event.notification.data));
});
