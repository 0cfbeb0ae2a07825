/** What is read aloud: lengths of time as words, and nothing each minute. */
import { expect, type Page, test } from "@playwright/test";
import { useGallery } from "./kit/gallery";

const open = useGallery();
const LENGTH = /\d:\d\d/;
const WORDS = {
  fi: { day: /8 tuntia 14 minuuttia/, worked: "5 tuntia 14 minuuttia", flex: /miinus 2 tuntia 16 minuuttia/ },
  sv: { day: /8 timmar 14 minuter/, worked: "5 timmar 14 minuter", flex: /minus 2 timmar 16 minuter/ },
  en: { day: /8 hours 14 minutes/, worked: "5 hours 14 minutes", flex: /minus 2 hours 16 minutes/ },
} as const;

/** What a screen reader is given of a part: its text without what is hidden from it. */
function heard(page: Page, selector: string): Promise<string[]> {
  return page.locator(selector).evaluateAll((all) =>
    all.map((one) => {
      const copy = one.cloneNode(true) as Element;
      copy.querySelectorAll('[aria-hidden="true"]').forEach((part) => part.remove());
      return (copy.textContent ?? "").replace(/\s+/g, " ").trim();
    }),
  );
}

for (const [lang, words] of Object.entries(WORDS)) {
  test(`days, entries and the large figure are read as words in ${lang}`, async ({ page }) => {
    await open(page, `/tunnit?scenario=in&lang=${lang}`);
    await expect(page.locator(".hours-day-row").getByText(words.day).first()).toBeAttached();
    await expect(page.getByRole("button", { name: words.flex }).first()).toBeVisible();
    // English clock times have a colon too.
    if (lang !== "en") expect((await heard(page, ".hours-day-row")).join()).not.toMatch(LENGTH);
    await open(page, `/tunnit?scenario=in&lang=${lang}&sheet=day:2026-11-20`);
    await expect(page.locator(".explained-sum")).toBeVisible();
    expect((await heard(page, ".explained-sum")).join()).toContain(words.worked);
    expect((await heard(page, ".hours-entry")).join()).toContain(words.worked);
    await open(page, `/tanaan?scenario=in&lang=${lang}`);
    expect((await heard(page, ".today-count"))[0]).toContain(words.worked);
    if (lang !== "en")
      expect((await heard(page, ".today-count, .explained-sum, .hours-entry")).join()).not.toMatch(LENGTH);
    for (const one of await heard(page, ".balance")) expect(one).not.toMatch(LENGTH);
  });
}

test("an entry is named by its clock times as they stand and by its length in words", async ({ page }) => {
  await open(page, "/tunnit?scenario=in&sheet=day:2026-11-16");
  const entry = page.getByRole("button", { name: /^7\.50–16\.35 8 tuntia 14 minuuttia/ });
  await expect(entry).toBeVisible();
});

for (const address of ["/tanaan", "/tunnit", "/tanaan?sheet=explain:flex", "/tunnit?sheet=day:2026-11-20", "/tiimi"]) {
  test(`no live part of ${address} holds a clock or a figure that moves`, async ({ page }) => {
    const scenario = address === "/tiimi" ? "team" : "in";
    await open(page, `${address}${address.includes("?") ? "&" : "?"}scenario=${scenario}`);
    const live = page.locator('[aria-live], [role="status"], [role="alert"], [role="log"], [role="timer"]');
    await expect(live.first()).toBeAttached();
    for (const text of await live.allTextContents()) expect(text).not.toMatch(/\d:\d\d|klo \d/);
  });
}
