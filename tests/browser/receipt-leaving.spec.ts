/** Nothing that was typed or photographed for a receipt goes by leaving its page in a hurry. */
import { expect, test, type Page } from "@playwright/test";
import { button, useGallery } from "./kit/gallery";

const open = useGallery();
const NEW = "/matkat?scenario=in&sheet=receipt:c1/new";
const photo = (name: string) => ({ name, mimeType: "image/jpeg", buffer: Buffer.from("a picture") });

type Body = { supplier: string; files: string[] };

/** What was kept: the body and the pages of each receipt. */
const kept = (page: Page): Promise<[Body, number][]> =>
  page.evaluate(() => {
    const { calls } = (window as unknown as { live: { calls: [string, string, Body, unknown[]][] } }).live;
    return calls.filter(([name]) => name === "saveReceipt").map(([, , body, pages]) => [body, pages.length]);
  });

async function typed(page: Page, supplier: string): Promise<void> {
  await open(page, NEW);
  await page.getByLabel("Myyjä").fill(supplier);
}

test("a photo that is still being worked on is in the receipt that is saved meanwhile", async ({ page }) => {
  await typed(page, "Taksi");
  await page.locator("#receipt-camera").setInputFiles(photo("large.jpg"));
  await expect(page.getByText("Käsitellään…")).toBeVisible();
  await button(page, "Tallenna").click();
  await expect(page.getByRole("dialog")).toBeHidden();
  const [[body, pages]] = (await kept(page)) as [[Body, number]];
  expect([body.supplier, body.files.length, pages]).toEqual(["Taksi", 1, 1]);
});

test("the corner, a tap beside the page and the browser's own way back keep a receipt as it is", async ({ page }) => {
  const ways: (() => Promise<unknown>)[] = [
    () => button(page, "Sulje").click(),
    () => page.keyboard.press("Escape"),
    () => page.goBack(),
  ];
  for (const leave of ways) {
    await typed(page, "Hotelli");
    await page.locator("#receipt-camera").setInputFiles(photo("small.jpg"));
    await expect(button(page, "Katso sivua 1")).toBeVisible();
    await leave();
    await expect(page.getByRole("dialog")).toBeHidden();
    await expect
      .poll(async () => (await kept(page)).map(([{ supplier }, pages]) => [supplier, pages]))
      .toEqual([["Hotelli", 1]]);
  }
});

test("a receipt of which nothing was said, and one that is cancelled, leave nothing behind", async ({ page }) => {
  await open(page, NEW);
  await expect(page.getByLabel("Myyjä")).toBeVisible();
  await button(page, "Sulje").click();
  await expect(page.getByRole("dialog")).toBeHidden();
  await typed(page, "Taksi");
  await button(page, "Peruuta").click();
  await expect(page.getByRole("dialog")).toBeHidden();
  expect(await kept(page)).toEqual([]);
});
