import { expect, test } from "@playwright/test";
import { button, useGallery } from "./kit/gallery";

const open = useGallery();

test("payroll marks an approved claim as paid with one button, on the day that it says", async ({ page }) => {
  await open(page, "/tiimi?scenario=payroll");
  const section = page.getByRole("region", { name: "Maksettavat matkalaskut" });
  await expect(section.getByRole("article")).toHaveCount(2);
  await expect(section.getByRole("article").first()).toContainText("315,04");
  await button(page, "Merkitse maksetuksi, Mika Nieminen").click();
  await expect(section.getByRole("article")).toHaveCount(1);
  await expect(page.locator(".toast:visible")).toContainText("Merkitty maksetuksi: Mika Nieminen");
  const paid = await page.evaluate(() =>
    (window as unknown as { live: { calls: unknown[][] } }).live.calls.find(([name]) => name === "payClaim"),
  );
  const claim = { id: "k-1", person: "p-mikanieminen", personName: "Mika Nieminen", version: 4, name: "Tampere" };
  expect(paid).toEqual(["payClaim", claim, "2026-11-20"]);
});
