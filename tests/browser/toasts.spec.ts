import { expect, test, type Locator, type Page } from "@playwright/test";
import { button, useGallery } from "./kit/gallery";

const open = useGallery();

/** Things that lie under the toast, by what a tap at its corners and its middle would meet without it. */
async function covered(where: Page | Locator): Promise<string[]> {
  const toast = where.locator(".toast:visible").last();
  await toast.waitFor();
  return toast.evaluate(async (shown) => {
    await Promise.all(shown.getAnimations().map((one) => one.finished));
    const box = shown.getBoundingClientRect();
    const points = [box.left + 2, box.left + box.width / 2, box.right - 2].flatMap((x) =>
      [box.top + 2, box.top + box.height / 2, box.bottom - 2].map((y) => [x, y] as const),
    );
    const under = (x: number, y: number): Element[] =>
      document.elementsFromPoint(x, y).filter((el) => !shown.contains(el) && !el.contains(shown) && el !== shown);
    return points.flatMap(([x, y]) => under(x, y).map((el) => `${el.tagName}.${el.className}`));
  });
}

const inView = (thing: Locator) => expect(thing).toBeInViewport({ ratio: 1 });

for (const width of [360, 1280]) {
  test(`what a toast tells of stays in sight beside the title, ${width} px wide`, async ({ page }) => {
    await open(page, "/tanaan?scenario=out", width);
    await button(page, "Leimaa sisään").click();
    expect(await covered(page)).toEqual([]);
    await inView(page.getByRole("heading", { level: 1 }));
    await inView(page.locator(".state"));
    await inView(button(page, "Leimaa ulos"));
  });
}

test("in a sheet a toast covers neither its title nor its fields", async ({ page }) => {
  await open(page, "/tunnit?scenario=in&sheet=day:2026-11-12/add");
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Alku", { exact: true }).fill("8:00");
  await dialog.getByLabel("Loppu", { exact: true }).fill("16:00");
  await dialog.getByRole("button", { name: /^(Lisää|Tallenna)$/ }).click();
  expect(await covered(dialog)).toEqual([]);
  await inView(dialog.getByRole("heading", { level: 2 }));
});
