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
    await inView(page.locator(".today-state"));
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
  await expect(page.locator(".toast:visible")).toHaveCount(1);
});

test("beside a list a toast covers nothing of the day however far both are scrolled, and the day ends in sight", async ({
  page,
}) => {
  await open(page, "/tunnit?scenario=in&sheet=day:2026-11-17/split/e-typed", 1280);
  const pane = page.getByRole("complementary");
  const split = pane.getByRole("button", { name: "Jaa kahtia" });
  await split.click({ trial: true });
  const toTheEnd = () =>
    page.evaluate(() => {
      for (const one of document.querySelectorAll(".scroll, .hours-side")) one.scrollTo(0, 99_999);
    });
  await toTheEnd();
  await split.click();
  expect(await covered(page)).toEqual([]);
  await toTheEnd();
  expect(await covered(page)).toEqual([]);
  await inView(pane.getByRole("link", { name: "Muutokset tähän päivään" }));
});

test("in a low wide window what is told stands in the column of the bar, and the day has no scroller of its own", async ({
  page,
}) => {
  await open(page, "/tunnit?scenario=in&sheet=day:2026-11-17/split/e-typed", 1280);
  await page.setViewportSize({ width: 1280, height: 460 });
  await page.evaluate(() => scrollTo(0, 9_999));
  await page.getByRole("button", { name: "Jaa kahtia" }).click();
  const [toast, main] = await Promise.all(
    [page.locator(".toast:visible"), page.locator("main")].map((one) => one.boundingBox()),
  );
  expect(toast!.x + toast!.width).toBeLessThanOrEqual(main!.x);
  expect(await page.locator(".hours-side").evaluate((pane) => pane.scrollHeight - pane.clientHeight)).toBe(0);
});
