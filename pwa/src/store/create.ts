/** Puts the device together: what is needed for the first paint at once, the rest after it. */
import { browserPorts } from "../sync/browser";
import type { Message } from "../device/ports";
import { install, watchBadge, watchInstall, watchPage } from "./app";
import { NOBODY, readTwin } from "./marker";
import { DeviceStore } from "./deviceStore";
import type { Acts, AppState } from "./appState";
import { type Later, later } from "./feature";
import { type FeatureActs, FEATURES } from "./features";
import type { Language } from "./types";
import { wantsPhone } from "./phone/wanted";
import { officeOf } from "./office/acts";
import { recallZoneOffset, renewZoneOffset } from "./zoneOffsets";
import type { SessionActs } from "./session/types";
import { makeSignals, type Theme } from "./signals";

/** A page in the background starts its engine after this. */
const UNSEEN_MS = 1_500;

/** The app on this device, and what its maker calls when the first picture is drawn: all that may come after it. */
interface Created {
  app: AppState;
  drawn(): void;
}

/** The store of this device. Resolves when the last user's own rows are on the signals; no network is asked. */
export async function createStore(): Promise<Created> {
  const ports = browserPorts();
  recallZoneOffset(ports.pocket);
  const signals = makeSignals(ports);
  const store = new DeviceStore(
    ports,
    signals,
    (person) => `leima-${person}`,
    async (self, person) => {
      const { startEngine } = await import("./startEngine");
      return startEngine(self, person);
    },
  );
  ports.listen((message) => void hear(store, message));
  watchInstall(store);
  await restoreLastPerson(store);
  const app = { ...signals, acts: actsOf(store), office: officeOf(store) };
  return { app, drawn: () => afterFirstPaint(() => void afterPaint(store)) };
}

/** The last user's rows; after the browser has evicted them, at least the name for the sign-in page. */
async function restoreLastPerson(store: DeviceStore): Promise<void> {
  const twin = store.marker.person ? null : readTwin();
  if (twin) {
    store.storage = "evicted";
    store.setMarker({ ...NOBODY, person: twin, status: "signed_in" });
  }
  if (store.marker.person) {
    store.expectsTwin = true;
    await store.open(store.marker.person);
  }
}

/** After the second frame from now the first picture stands; a page that nobody sees has no frames and waits no longer. */
function afterFirstPaint(work: () => void): void {
  let due = true;
  const once = () => {
    if (due) work();
    due = false;
  };
  setTimeout(once, UNSEEN_MS);
  requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(once, 0)));
}

/** Work that nobody waits for: between the person's own taps, or soon where a browser cannot tell. */
function whenIdle(work: () => void): void {
  if (typeof requestIdleCallback === "function") requestIdleCallback(work, { timeout: UNSEEN_MS });
  else setTimeout(work, UNSEEN_MS);
}

const updates = () => import("./updates");
const account = () => import("./session/acts");
const SESSION = later(
  () => account().then((m) => m.sessionActs),
  [
    "signIn",
    "acceptInvitation",
    "otherWays",
    "forgotPassword",
    "lookInvitation",
    "signOut",
    "devices",
    "revokeDevice",
    "changePassword",
  ],
);

async function afterPaint(store: DeviceStore): Promise<void> {
  watchPage(store);
  watchBadge(store);
  void updates()
    .then(({ watchWorker }) => watchWorker(store))
    .catch(() => {});
  whenIdle(() => renewZoneOffset(store.ports, store.marker.zone));
  if (!store.marker.person) return (await account()).sendOwedLogout(store);
  await store.engine();
  void healPhone(store);
  if (!store.marker.name || !store.marker.organisation) await (await account()).whoAmI(store);
}

/** A device that wants notices looks whether they still come; every other one asks nobody. */
async function healPhone(store: DeviceStore): Promise<void> {
  if (!store.marker.person || !wantsPhone(store.ports.pocket, store.marker.person)) return;
  const { phoneActs } = await import("./phone/acts");
  await phoneActs(store).phoneState();
}

/** Another tab signed somebody in or out: this one follows. */
async function hear(store: DeviceStore, message: Message): Promise<void> {
  if (message.kind !== "session" || message.person === store.marker.person) return;
  await store.forgetPerson();
  if (message.person) location.reload();
}

function actsOf(store: DeviceStore): Acts {
  const acts = FEATURES.map((one) => ({
    ...("acts" in one ? one.acts(store) : {}),
    ...("later" in one ? fetched(one.later, store) : {}),
  }));
  return {
    ...(Object.assign({}, ...acts) as FeatureActs),
    ...(fetched(SESSION, store) as SessionActs),
    setLanguage: (language) => setLanguage(store, language),
    setTheme: async (theme) => setTheme(store, theme),
    syncNow: () => void store.engine().then(({ engine }) => engine.wake()),
    applyUpdate: () => void updates().then(({ applyUpdate }) => applyUpdate()),
    install: () => install(store),
  };
}

/** Acts of screens beyond the first: their part of the app is fetched with the first act that is asked of it. */
function fetched({ names, load }: Later<object>, store: DeviceStore): object {
  type Act = (...given: unknown[]) => unknown;
  const part = async () => (await load())(store as never) as Record<string, Act>;
  const act =
    (name: string) =>
    async (...given: unknown[]) =>
      (await part())[name]!(...given);
  return Object.fromEntries(names.map((name) => [name, act(name)]));
}

function setTheme(store: DeviceStore, theme: Theme): void {
  store.ports.pocket.set("leima.theme", theme);
  store.signals.theme.value = theme;
}

async function setLanguage(store: DeviceStore, language: Language): Promise<void> {
  store.ports.pocket.set("leima.language", language);
  store.signals.language.value = language;
  if (!store.marker.person) return;
  const { session } = await store.engine();
  const request = { method: "PUT" as const, path: "/api/v1/me/language", body: JSON.stringify({ lang: language }) };
  await session.call(request).catch(() => null);
  await healPhone(store);
}
