import { expect, test } from "@playwright/test";
import { button, useGallery } from "./kit/gallery";

const open = useGallery();

test.describe("in a browser that speaks English", () => {
  test.use({ locale: "en-GB" });

  for (const [language, choose, none] of [
    ["fi", "Valitse tiedosto", "Tiedostoa ei ole valittu"],
    ["sv", "Välj fil", "Ingen fil vald"],
  ] as const) {
    test(`a file is chosen in the app's own words, ${language}, and its name is told`, async ({ page }) => {
      await open(page, `/kiky?scenario=office&lang=${language}`);
      await page.getByRole("button", { name: /taulukosta|kalkylark|tabell/i }).click();
      const form = page.getByRole("dialog");
      await expect(form.getByText(choose)).toBeVisible();
      await expect(form.getByText(none)).toBeVisible();
      const file = form.locator("input[type=file]");
      expect((await file.boundingBox())!.width).toBeLessThanOrEqual(1);
      await file.setInputFiles({ name: "vähennykset.csv", mimeType: "text/csv", buffer: Buffer.from("Henkilö\n") });
      await expect(form.getByText("vähennykset.csv")).toBeVisible();
      await expect(form.getByText(none)).toHaveCount(0);
      await page.keyboard.press("Tab");
      await file.focus();
      await expect(form.getByText(choose)).toHaveCSS("outline-style", "solid");
    });
  }
});

for (const roles of [
  ["employee", "payroll"],
  ["employee", "planner"],
]) {
  test(`on a phone every number of the kiky list says what it is, ${roles[1]}`, async ({ page }) => {
    await open(page, "/lisaa?scenario=office", 390);
    await page.evaluate((given) => {
      const { session } = (window as unknown as { live: { session: { value: object } } }).live;
      session.value = { ...session.value, roles: given };
    }, roles);
    await page.getByRole("link", { name: /^Kiky/ }).click();
    await page.locator(".kiky-table tbody tr").first().waitFor();
    const labels = await page
      .locator(".kiky-table tbody tr")
      .first()
      .locator("td:not(.acts)")
      .evaluateAll((cells) => cells.map((cell) => getComputedStyle(cell, "::before").content));
    expect(labels).toEqual(["Alkusaldo", "Saldoista", "Tehty", "Suunniteltu", "Jäljellä"].map((name) => `"${name}"`));
  });
}
