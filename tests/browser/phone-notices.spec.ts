import { type Firm, openFirm } from "./kit/firm";
import { push, settings, shown, takesPushes, tapNotification, turnNoticesOn, turnOn } from "./kit/pushes";
import { enter, expect, test } from "./kit/story";

let firm: Firm;
test.beforeAll(async () => {
  firm = await openFirm();
});
test.afterAll(() => firm.close());

test("a notice is shown on the phone without a name in it, once, and a tap leads to its day", async ({
  phone,
  ears,
}) => {
  ears.expect(/InvalidAccessError|Not allowed to focus/);
  await takesPushes(phone, "granted");
  const page = await enter(phone, firm.address, "aino");
  await turnNoticesOn(page);

  const [boss, aino] = [await firm.caller("saara"), await firm.caller("aino")];
  const date = new Date().toISOString().slice(0, 10);
  const order = { type: "order.place", entity: { type: "work_order", id: crypto.randomUUID() }, subject: aino.person };
  await boss.say({ ...order, body: { date, minutes: 60, note: "Salainen syy" }, at: Date.now() });
  const [notice] = await aino.rows("notice");
  expect(notice!.data).toMatchObject({ kind: "order_placed" });

  const data = JSON.stringify({ kind: "order_placed", id: notice!.id, n: 1 }).padEnd(256);
  for (let n = 0; n < 2; n += 1) await push(page, data);
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
  await turnNoticesOn(page);
  await push(page, "{");
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
  await turnNoticesOn(page);
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
