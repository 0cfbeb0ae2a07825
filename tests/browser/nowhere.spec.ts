import { expect, test } from "@playwright/test";
import { useGallery } from "./kit/gallery";

const open = useGallery();

test("an address that leads nowhere says so and shows the way home", async ({ page }) => {
  await open(page, "/ei-mitaan?scenario=in");
  await expect(page.getByText("Tätä sivua ei ole")).toBeVisible();
  await expect(page).toHaveTitle("Ei löytynyt · Leima");
  await page.getByRole("link", { name: "Siirry Tänään-sivulle" }).click();
  await expect(page.getByRole("region", { name: "Liukuma" })).toBeVisible();
});

test("a screen of others' work says that it is not this person's", async ({ page }) => {
  await open(page, "/henkilot?scenario=in");
  await expect(page.getByText("Sinulla ei ole oikeutta tähän sivuun")).toBeVisible();
});
