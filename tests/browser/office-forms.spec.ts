import { expect, test } from "@playwright/test";
import { button, useGallery } from "./kit/gallery";

const open = useGallery();

test("wherever an e-mail address is typed, a phone shows the @ and changes nothing of it", async ({ page }) => {
  await open(page, "/henkilot?scenario=office");
  await button(page, "Lisää henkilö").click();
  const theirs = page.getByRole("region", { name: "Lisää henkilö" }).getByLabel("Sähköposti");
  await expect(theirs).toHaveAttribute("autocomplete", "off");
  await open(page, "/kirjaudu?scenario=signed-out");
  const own = page.getByLabel("Sähköposti", { exact: true });
  await expect(own).toHaveAttribute("autocomplete", "username");
  for (const [field, address] of [
    [own, "/kirjaudu?scenario=signed-out"],
    [theirs, "/henkilot?scenario=office"],
  ] as const) {
    await open(page, address);
    if (field === theirs) await button(page, "Lisää henkilö").click();
    await expect(field).toHaveAttribute("type", "email");
    await expect(field).toHaveAttribute("inputmode", "email");
    await expect(field).toHaveAttribute("autocapitalize", "none");
    await expect(field).toHaveAttribute("spellcheck", "false");
  }
});

for (const width of [360, 1280]) {
  test(`what chooses everybody stands at the edge of the list that it is about, at ${width} px`, async ({ page }) => {
    await open(page, "/kiky?scenario=office", width);
    const [all, first] = [button(page, "Valitse kaikki"), page.getByRole("checkbox").first()];
    const [text, box] = await Promise.all([
      all.evaluate((el) => {
        const range = document.createRange();
        range.selectNodeContents(el);
        return range.getBoundingClientRect().x;
      }),
      first.boundingBox(),
    ]);
    const title = await page.locator(".kiky-table").boundingBox();
    expect([Math.round(text), Math.round(box!.x)]).toEqual([Math.round(title!.x), Math.round(title!.x)]);
  });
}
