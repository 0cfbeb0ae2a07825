import { type Firm, openFirm } from "./kit/firm";
import { NAMES, PASSWORD } from "./kit/company";
import { enter, expect, fillIn, see, tap, test } from "./kit/story";

let firm: Firm;
test.beforeAll(async () => {
  firm = await openFirm();
});
test.afterAll(() => firm.close());

const kinds = async (name: string) => (await (await firm.caller(name)).punches()).map(({ kind }) => kind);

test("a session that ends while offline stops no punch, and signing in again sends everything", async ({
  phone,
  ears,
}) => {
  ears.expect(/status of 401/);
  const page = await enter(phone, firm.address, "aino");
  await phone.setOffline(true);
  await tap(page, "Leimaa sisään");
  await phone.clearCookies();
  await page.reload();
  await tap(page, "Leimaa ulos");
  await phone.setOffline(false);
  await expect(page.getByRole("heading", { name: "Istunto on vanhentunut" })).toBeVisible();
  await tap(page, "Leimaa sisään");
  await expect(page.getByText("3 odottaa tässä laitteessa")).toBeVisible();
  expect(await kinds("aino")).toEqual([]);

  await page.getByRole("button", { name: "Kirjaudu uudelleen" }).click();
  await page.getByLabel("Salasana", { exact: true }).fill("kuusi kuusta kuusamossa");
  await page.getByRole("button", { name: "Kirjaudu", exact: true }).click();
  await expect(see.chip(page)).toContainText("Kaikki lähetetty");
  await expect(see.act(page, "Leimaa ulos")).toBeVisible();
  expect(await kinds("aino")).toEqual(["in", "out", "in"]);
});

test("a device shut out from another one says so, keeps every punch, and sends them after a new sign-in", async ({
  phone,
  ears,
}) => {
  ears.expect(/status of 401/);
  const page = await enter(phone, firm.address, "eino");
  const other = await firm.caller("eino");
  const { devices } = await other.ask<{ devices: { id: string; current: boolean }[] }>("GET", "auth/devices");
  const lost = devices.find(({ current }) => !current)!;
  await phone.setOffline(true);
  await tap(page, "Leimaa sisään");
  await other.ask("DELETE", `auth/devices/${lost.id}`);
  await phone.setOffline(false);
  await expect(page.getByRole("heading", { name: "Tämä laite on kirjattu ulos" })).toBeVisible();
  await expect(page.getByText("Mitään ei ole kadonnut")).toBeVisible();
  await tap(page, "Leimaa ulos");
  await expect(page.getByText("2 odottaa tässä laitteessa")).toBeVisible();
  await page.getByRole("button", { name: "Kirjaudu uudelleen" }).click();
  await fillIn(page, "eino");
  await expect(see.chip(page)).toContainText("Kaikki lähetetty");
  expect(await kinds("eino")).toEqual(["in", "out"]);
});

test("logging out with unsent work asks first, and another person on the phone neither sees nor sends it", async ({
  phone,
}) => {
  const page = await enter(phone, firm.address, "helmi");
  await phone.setOffline(true);
  await tap(page, "Leimaa sisään");
  await page.getByRole("link", { name: "Lisää" }).click();
  await page.getByRole("button", { name: "Kirjaudu ulos" }).click();
  await expect(page.getByRole("alert").getByRole("heading", { name: "1 on vielä lähettämättä" })).toBeVisible();
  await page.getByRole("button", { name: "Pysy kirjautuneena" }).click();
  await page.getByRole("button", { name: "Kirjaudu ulos" }).click();
  await page.getByRole("button", { name: "Kirjaudu ulos silti" }).click();
  await expect(page.getByLabel("Salasana", { exact: true })).toBeVisible();
  await phone.setOffline(false);

  await fillIn(page, "ilmari");
  await expect(see.act(page, "Leimaa sisään")).toBeVisible();
  await expect(see.chip(page)).toContainText("Kaikki lähetetty");
  await see.chip(page).getByRole("button").click();
  await expect(page.getByText("Täällä näkyy jokainen leimauksesi")).toBeVisible();
  await page.keyboard.press("Escape");
  expect(await page.locator("body").textContent()).not.toContain(NAMES.helmi);
  await tap(page, "Leimaa sisään");
  await expect(see.chip(page)).toContainText("Kaikki lähetetty");
  expect(await kinds("helmi")).toEqual([]);
  expect(await kinds("ilmari")).toEqual(["in"]);

  await page.getByRole("link", { name: "Lisää" }).click();
  await page.getByRole("button", { name: "Kirjaudu ulos" }).click();
  await fillIn(page, "helmi");
  await expect(see.act(page, "Leimaa ulos")).toBeVisible();
  await expect(see.chip(page)).toContainText("Kaikki lähetetty");
  expect(await kinds("helmi")).toEqual(["in"]);
});

test("an invitation opens once: the person chooses a password and is at work", async ({ phone, ears }) => {
  ears.expect(/status of 404/);
  const payroll = await firm.caller("palkka");
  const person = firm.people["vieras@tarina.test"];
  const { link } = await payroll.ask<{ link: string }>("POST", "auth/invitations", { person });
  const page = await phone.newPage();
  await page.goto(link);
  await expect(page.getByRole("heading", { name: "Tervetuloa, Veera Vieras" })).toBeVisible();
  await page.getByLabel("Uusi salasana").fill("lumi sulaa keväällä hitaasti");
  await page.getByRole("button", { name: "Ota Leima käyttöön" }).click();
  await expect(see.flex(page)).toHaveText("+2:15");
  await tap(page, "Leimaa sisään");
  await expect(see.chip(page)).toContainText("Kaikki lähetetty");

  const again = await phone.newPage();
  await again.goto(link);
  await expect(again.getByRole("heading", { name: "Kutsu ei ole enää voimassa" })).toBeVisible();
});

test("who signs in on a browser of another language is welcomed in their own", async ({ browser, ears }) => {
  const context = ears.listen(await browser.newContext({ locale: "en-GB", viewport: { width: 390, height: 844 } }));
  const page = await context.newPage();
  await page.goto(firm.address);
  await page.getByLabel("Email", { exact: true }).fill("lauri@tarina.test");
  await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page.locator(".toast")).toHaveText("Olet kirjautunut sisään.");
  await expect(page.locator("html")).toHaveAttribute("lang", "fi");
  await context.close();
});
