import type { BrowserContext, CDPSession, Page, Worker } from "@playwright/test";
import { type Firm, openFirm } from "./kit/firm";
import { enter, expect, test } from "./kit/story";

let firm: Firm;
test.beforeAll(async () => {
  firm = await openFirm();
});
test.afterAll(() => firm.close());

/** A browser that may show notices, and whose push service is pretended: it is asked for nothing but an address. */
async function takesPushes(phone: BrowserContext, permission: "granted" | "denied"): Promise<void> {
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

/** The devtools of the page, and the registration of its worker. */
async function devtoolsOf(page: Page): Promise<{ devtools: CDPSession; registrationId: string; origin: string }> {
  const devtools = await page.context().newCDPSession(page);
  const registered = new Promise<string>((resolve) => {
    devtools.on("ServiceWorker.workerRegistrationUpdated", ({ registrations }) => {
      if (registrations[0]) resolve(registrations[0].registrationId);
    });
  });
  await devtools.send("ServiceWorker.enable");
  return { devtools, registrationId: await registered, origin: new URL(page.url()).origin };
}

/** What the phone shows. */
const shown = (page: Page) =>
  page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    return (await registration.getNotifications()).map(({ title, body, tag }) => ({ title, body, tag }));
  });

/** Taps what is shown, as the phone tells the worker. */
async function tapNotification(worker: Worker): Promise<void> {
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

const turnOn = (page: Page) => page.getByRole("button", { name: "Ota ilmoitukset käyttöön tällä laitteella" });
const settings = (page: Page) => page.getByRole("link", { name: "Lisää", exact: true }).click();

test("a notice is shown on the phone without a name in it, once, and a tap leads to its day", async ({
  phone,
  ears,
}) => {
  ears.expect(/InvalidAccessError|Not allowed to focus/);
  await takesPushes(phone, "granted");
  const page = await enter(phone, firm.address, "aino");
  await settings(page);
  await turnOn(page).click();
  await expect(page.getByText("Ilmoitukset tulevat tälle laitteelle.")).toBeVisible();

  const [boss, aino] = [await firm.caller("saara"), await firm.caller("aino")];
  const date = new Date().toISOString().slice(0, 10);
  const order = { type: "order.place", entity: { type: "work_order", id: crypto.randomUUID() }, subject: aino.person };
  await boss.say({ ...order, body: { date, minutes: 60, note: "Salainen syy" }, at: Date.now() });
  const [notice] = await aino.rows("notice");
  expect(notice!.data).toMatchObject({ kind: "order_placed" });

  const { devtools, ...worker } = await devtoolsOf(page);
  const data = JSON.stringify({ kind: "order_placed", id: notice!.id, n: 1 }).padEnd(256);
  for (let n = 0; n < 2; n += 1) await devtools.send("ServiceWorker.deliverPushMessage", { ...worker, data });
  const said = { title: "Leima", body: "Sinulle on määrätty ylityötä", tag: notice!.id };
  await expect.poll(() => shown(page)).toEqual([said]);

  await tapNotification(phone.serviceWorkers()[0]!);
  await expect(page.getByRole("dialog")).toBeVisible();
  await expect(page).toHaveURL(/\/ilmoitukset$/);
  await expect.poll(async () => (await aino.rows("notice"))[0]!.data!.read_at).not.toBeNull();
});

test("something is shown also for a push that nobody understands, and choices are kept", async ({ phone }) => {
  await takesPushes(phone, "granted");
  const page = await enter(phone, firm.address, "aino");
  await settings(page);
  await turnOn(page).click();
  const { devtools, ...worker } = await devtoolsOf(page);
  await devtools.send("ServiceWorker.deliverPushMessage", { ...worker, data: "{" });
  await expect.poll(() => shown(page)).toMatchObject([{ body: "Leimassa odottaa jotain sinua." }]);

  await page.getByText("Mitkä ilmoitukset ja milloin").click();
  await page.getByLabel("Matkalaskut", { exact: true }).uncheck();
  await page.getByLabel("Hiljaiset tunnit", { exact: true }).check();
  const kept = await firm.caller("aino");
  const choices = { off: ["claims"], quiet: { start: "21:00", end: "07:00" } };
  await expect.poll(() => kept.ask("GET", "notices/choices")).toMatchObject(choices);
  await page.getByRole("button", { name: "Poista käytöstä" }).click();
  await expect(turnOn(page)).toBeVisible();
});

test("a device whose subscription the server has let go subscribes anew by itself, and signing out ends it", async ({
  phone,
}) => {
  await takesPushes(phone, "granted");
  const page = await enter(phone, firm.address, "eino");
  await settings(page);
  await turnOn(page).click();
  await expect(page.getByText("Ilmoitukset tulevat tälle laitteelle.")).toBeVisible();
  const endpoint = () => page.evaluate(() => localStorage.getItem("story.endpoint"));
  const first = await endpoint();
  const token = page.waitForRequest((request) => request.url().endsWith("/push/subscription"));
  await page.reload();
  const { authorization } = await (await token).allHeaders();
  const gone = await phone.request.delete(`${firm.address}/api/v1/push/subscription`, {
    headers: { authorization: authorization! },
  });
  expect(gone.status()).toBe(204);
  await page.reload();
  await expect(page.getByText(/Ilmoitukset (tulevat tälle laitteelle|eivät ole menneet)/)).toBeVisible();
  expect(await endpoint()).not.toBe(first);

  await page.getByRole("button", { name: "Kirjaudu ulos", exact: true }).last().click();
  await expect(page.getByLabel("Salasana", { exact: true })).toBeVisible();
  await expect.poll(endpoint).toBeNull();
});

test("a browser that has blocked notices says so and offers no button", async ({ phone }) => {
  await takesPushes(phone, "denied");
  const page = await enter(phone, firm.address, "aino");
  await settings(page);
  await expect(page.getByText(/Selain on estänyt Leiman ilmoitukset/)).toBeVisible();
  await expect(turnOn(page)).toHaveCount(0);
});
