/** A phone that takes notices: its push service is pretended, and devtools deliver what the server would send. */
import type { BrowserContext, CDPSession, Page, Worker } from "@playwright/test";
import type { Caller } from "./caller";

/** A browser that may show notices, and whose push service is pretended: it is asked for nothing but an address. */
export async function takesPushes(phone: BrowserContext, permission: "granted" | "denied"): Promise<void> {
  if (permission === "granted") await phone.grantPermissions(["notifications"]);
  await phone.addInitScript((answer) => {
    if (!isSecureContext) return;
    let made: unknown = null;
    const point = "BGsX0fLhLEJH-Lzm5WOkQPJ3A32BLeszoPShOUXYmMKWT-NC4v4af5uO5-tKfA-eFivOM1drMV7Oy7ZAaDe_UfU";
    const keys = { p256dh: point, auth: "AAECAwQFBgcICQoLDA0ODw" };
    const kept = localStorage.getItem("story.endpoint");
    const subscription = (endpoint: string) => ({
      endpoint,
      options: {},
      toJSON: () => ({ endpoint, keys }),
      unsubscribe: async () => ((made = null), localStorage.removeItem("story.endpoint"), true),
    });
    if (kept) made = subscription(kept);
    const manager = PushManager.prototype as unknown as Record<string, unknown>;
    manager.getSubscription = async () => made;
    manager.subscribe = async () => {
      const endpoint = `https://fcm.googleapis.com/fcm/send/${crypto.randomUUID()}`;
      localStorage.setItem("story.endpoint", endpoint);
      return (made = subscription(endpoint));
    };
    if (answer === "denied") Object.defineProperty(Notification, "permission", { get: () => "denied" });
  }, permission);
}

/** The devtools of the page, and the registration of its worker, which stands ready: one in its first moment hears nothing. */
async function devtoolsOf(page: Page): Promise<{ devtools: CDPSession; registrationId: string; origin: string }> {
  await page.waitForFunction(async () => (await navigator.serviceWorker.ready).active?.state === "activated");
  const devtools = await page.context().newCDPSession(page);
  const registered = new Promise<string>((resolve) => {
    devtools.on("ServiceWorker.workerRegistrationUpdated", ({ registrations }) => {
      if (registrations[0]) resolve(registrations[0].registrationId);
    });
  });
  await devtools.send("ServiceWorker.enable");
  return { devtools, registrationId: await registered, origin: new URL(page.url()).origin };
}

/** Delivers a push. Returns once it is shown: to who looks while Chromium shows one, it is gone for good. */
export async function push(page: Page, data: string): Promise<void> {
  const { devtools, ...registration } = await devtoolsOf(page);
  const worker = page.context().serviceWorkers()[0]!;
  const shown = worker.evaluate(untilShown);
  await worker.evaluate(() => undefined);
  await devtools.send("ServiceWorker.deliverPushMessage", { ...registration, data });
  await shown;
}

/** In the worker: ends when it has shown something. */
function untilShown(): Promise<void> {
  const { registration } = self as unknown as { registration: ServiceWorkerRegistration };
  return new Promise((resolve) => {
    registration.showNotification = async (...given) => {
      await ServiceWorkerRegistration.prototype.showNotification.apply(registration, given);
      resolve();
    };
  });
}

/** What the phone shows. */
export const shown = (page: Page) =>
  page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    return (await registration.getNotifications()).map(({ title, body, tag }) => ({ title, body, tag }));
  });

/** Taps what is shown, as the phone tells the worker. */
export async function tapNotification(worker: Worker): Promise<void> {
  await worker.evaluate(async () => {
    const scope = self as unknown as {
      registration: ServiceWorkerRegistration;
      dispatchEvent(event: Event): boolean;
      NotificationEvent: new (type: string, options: object) => Event;
    };
    const [notification] = await scope.registration.getNotifications();
    scope.dispatchEvent(new scope.NotificationEvent("notificationclick", { notification }));
  });
}

export const turnOn = (page: Page) => page.getByRole("button", { name: "Ota ilmoitukset käyttöön tällä laitteella" });
export const settings = (page: Page) => page.getByRole("link", { name: "Lisää", exact: true }).click();

/** The phone takes notices from now on. */
export async function turnNoticesOn(page: Page): Promise<void> {
  await settings(page);
  await turnOn(page).click();
  await page.getByText("Ilmoitukset tulevat tälle laitteelle.").waitFor();
}

/** Delivers to a phone the push for its person's newest notice of a kind. Returns what it is to be shown under. */
export async function deliver(page: Page, person: Caller, kind: string): Promise<string> {
  const rows = (await person.rows("notice")).filter(({ data }) => data!.kind === kind);
  const { id } = rows.at(-1)!;
  await push(page, JSON.stringify({ kind, id, n: 1 }).padEnd(256));
  return id;
}
