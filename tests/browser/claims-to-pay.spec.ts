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

test("payroll fetches the claims of an interval as a file", async ({ page }) => {
  await open(page, "/tiimi?scenario=payroll");
  const files = page.getByRole("region", { name: "Matkalaskut palkanlaskentaan" });
  await files.getByLabel("Hyväksytty aikaisintaan").fill("1.10.2026");
  await files.getByRole("button", { name: "CSV", exact: true }).click();
  await expect(files.getByRole("status")).toContainText("on ladattu");
  const asked = await page.evaluate(() =>
    (window as unknown as { live: { calls: unknown[][] } }).live.calls.find(([name]) => name === "FILE"),
  );
  expect(asked).toEqual(["FILE", "/api/v1/claims/payroll?from=2026-10-01&until=2026-11-20&format=csv"]);
});
