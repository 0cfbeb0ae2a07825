import { expect, test } from "@playwright/test";
import { button, useGallery } from "./kit/gallery";

const open = useGallery();

test("overtime is ordered on a date that somebody can mean, and the form says what to give", async ({ page }) => {
  await open(page, "/tiimi?scenario=team&sheet=order:p-ainovirtanen");
  const form = page.getByRole("dialog");
  const date = form.getByLabel("Päivä", { exact: true });
  const order = form.getByRole("button", { name: "Määrää ylityö" });
  for (const [typed, said] of [
    ["", "Anna päivä."],
    ["1.1.2099", /liian kaukana.*16\.10\.2025–25\.12\.2027/],
    ["2.1.2020", /liian kaukana/],
  ] as const) {
    await date.fill(typed);
    await order.click();
    await expect(form.getByRole("alert").filter({ hasText: said })).toBeVisible();
    await expect(date).toHaveAttribute("aria-invalid", "true");
  }
  await date.fill("24.11.2026");
  await order.click();
  await expect(form).toHaveCount(0);
});

test("time away without its first day says what is missing", async ({ page }) => {
  await open(page, "/lomat?scenario=in&sheet=absence");
  const form = page.getByRole("dialog");
  await form.getByLabel(/^Ensimmäinen/).fill("");
  await button(page, "Tallenna poissaolo").click();
  await expect(form.getByText("Anna ensimmäinen päivä.")).toBeVisible();
  await expect(form).toBeVisible();
});
