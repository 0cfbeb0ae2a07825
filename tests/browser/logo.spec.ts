import type { Locator, Page } from "@playwright/test";
import { type Firm, openFirm } from "./kit/firm";
import { LOGO } from "../pwa/fake/logo";
import { enter, expect, test } from "./kit/story";

let firm: Firm;
test.beforeAll(async () => {
  firm = await openFirm({ admin: true });
});
test.afterAll(() => firm.close());

const HAVU = { name: "havu.png", mimeType: "image/png", buffer: Buffer.from(LOGO, "base64") };
/** A plain red square, drawn by the browser that sends it. */
async function square(page: Page): Promise<{ name: string; mimeType: string; buffer: Buffer }> {
  const url = await page.evaluate(() => {
    const canvas = Object.assign(document.createElement("canvas"), { width: 200, height: 200 });
    const pen = canvas.getContext("2d")!;
    pen.fillStyle = "#b3261e";
    pen.fillRect(0, 0, 200, 200);
    return canvas.toDataURL("image/jpeg");
  });
  return { name: "neliö.jpg", mimeType: "image/jpeg", buffer: Buffer.from(url.split(",")[1]!, "base64") };
}

async function guide(page: Page): Promise<Locator> {
  await page.goto(`${firm.address}/kayttoonotto`);
  const step = page.locator("details").filter({ hasText: "Yrityksen nimi" }).first();
  if ((await step.getAttribute("open")) === null) await step.locator("summary").click();
  const logo = page.getByRole("region", { name: "Logo" });
  await expect(logo).toBeVisible();
  return logo;
}

/** Width by height of a picture that is drawn; empty while it is not. */
function sizeOf(picture: Locator): Promise<string> {
  return picture.evaluate((one: HTMLImageElement) =>
    one.complete && one.naturalWidth ? `${one.naturalWidth}x${one.naturalHeight}` : "",
  );
}

test("an admin sets a logo, replaces and removes it, and it is seen without a network", async ({ browser, ears }) => {
  test.setTimeout(180_000);
  ears.expect(/the server responded with a status of 422/);
  const desk = ears.listen(await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: "fi-FI" }));
  const page = await enter(desk, firm.address, "anni");
  const bar = page.locator("nav .logo-bar");
  const logo = await guide(page);
  await expect(logo).toContainText("Logoa ei ole.");
  await expect(bar).toHaveCount(0);

  await logo.getByLabel("Logon kuva").setInputFiles({
    name: "logo.svg",
    mimeType: "image/svg+xml",
    buffer: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'),
  });
  await logo.getByRole("button", { name: "Ota logo käyttöön" }).click();
  await expect(logo.getByRole("alert")).toContainText("Tallenna piirros PNG-muotoon");
  const large = { ...HAVU, buffer: Buffer.alloc(2_100_000) };
  await logo.getByLabel("Logon kuva").setInputFiles(large);
  await expect(logo.getByRole("alert")).toContainText("Tiedosto on yli 2 megatavua");

  await logo.getByLabel("Logon kuva").setInputFiles(HAVU);
  await expect(logo.getByText("Esikatselu")).toBeVisible();
  await expect(logo.getByRole("img", { name: "Tummassa näkymässä" })).toBeVisible();
  await logo.getByRole("button", { name: "Ota logo käyttöön" }).click();
  await expect(logo.getByText("Nykyinen logo")).toBeVisible();
  await expect(bar).toBeVisible();
  const first = await sizeOf(bar);
  expect(first).not.toBe("");

  const helmi = ears.listen(await browser.newContext({ viewport: { width: 360, height: 800 }, locale: "fi-FI" }));
  const phone = await enter(helmi, firm.address, "helmi");
  await expect(phone.locator("img.logo")).toHaveCount(0);
  await phone.getByRole("link", { name: "Lisää" }).click();
  const card = phone.locator("img.logo-card");
  await expect(card).toBeVisible();
  await expect.poll(() => sizeOf(card)).toBe(first);
  await helmi.setOffline(true);
  await phone.reload();
  await expect.poll(() => sizeOf(card)).toBe(first);
  await helmi.setOffline(false);

  await logo.getByLabel("Logon kuva").setInputFiles(await square(page));
  await logo.getByRole("button", { name: "Ota logo käyttöön" }).click();
  await expect(logo.getByText("Nykyinen logo")).toBeVisible();
  await expect.poll(() => sizeOf(bar)).toBe("200x200");
  await desk.setOffline(true);
  await page.reload();
  await expect.poll(() => sizeOf(bar)).toBe("200x200");
  await desk.setOffline(false);

  const again = await guide(page);
  await again.getByRole("button", { name: "Poista logo" }).click();
  await again.getByRole("button", { name: "Poista", exact: true }).click();
  await expect(again).toContainText("Logoa ei ole.");
  await expect(bar).toHaveCount(0);
  await helmi.close();
  await desk.close();
});
