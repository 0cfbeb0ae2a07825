import { expect, test } from "@playwright/test";
import { gallery } from "./kit/gallery";
import { CHROMIUM } from "../../scripts/looking.mjs";
import { chromium } from "@playwright/test";

test("in an English browser a Finnish app shows and reads its dates and times in Finnish", async () => {
  const browser = await chromium.launch({
    ...CHROMIUM,
    args: [...CHROMIUM.args, "--lang=en-US"],
    env: { LANG: "en_US.UTF-8" },
  });
  const page = await browser.newPage({ viewport: { width: 360, height: 800 }, locale: "en-US" });
  await page.goto(`${gallery()}/tunnit?scenario=in&sheet=day:2026-11-17/edit/e-typed`);
  const start = page.getByLabel("Alku", { exact: true });
  await expect(start).toHaveValue(/^\d{1,2}\.\d{2}$/);
  await start.fill("14.0");
  await expect(start).toHaveAttribute("aria-invalid", "true");
  await start.fill("1400");
  await start.blur();
  await expect(start).toHaveValue("14.00");

  await page.goto(`${gallery()}/lomat?scenario=in&sheet=absence`);
  const first = page.getByLabel(/^Ensimmäinen/);
  await first.fill("3.12.2026");
  await first.blur();
  await expect(first).toHaveValue("3.12.2026");

  await page.goto(`${gallery()}/lomakalenteri?scenario=team&steps=Aseta vähimmäismäärä`);
  await expect(page.getByRole("dialog").getByLabel("Alkaen")).toHaveValue(/^\d{1,2}\.\d{1,2}\.\d{4}$/);
  await browser.close();
});
