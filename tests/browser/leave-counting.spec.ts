import type { Locator, Page } from "@playwright/test";
import { type Firm, openFirm } from "./kit/firm";
import { deliver, shown, takesPushes, tapNotification, turnNoticesOn } from "./kit/pushes";
import { enter, expect, see, test } from "./kit/story";

let firm: Firm;
test.beforeAll(async () => {
  firm = await openFirm();
});
test.afterAll(() => firm.close());

/** What is left in all. It grows at each month's end, so the stories count from it. */
const TOTAL = /([\d,]+) pv/;

/** Opens the sheet and turns its calendar to a month of 2026. */
async function openSheet(page: Page, month: string) {
  await see.act(page, "Hae lomaa").click();
  const sheet = page.getByRole("dialog");
  await sheet.getByLabel("Ensimmäinen päivä", { exact: true }).fill(`1.${month}.2026`);
  await sheet.getByLabel("Viimeinen päivä", { exact: true }).fill(`1.${month}.2026`);
  return sheet;
}

const day = (sheet: ReturnType<Page["getByRole"]>, date: string) => sheet.locator(`[data-date="${date}"]`);

const STORY =
  "days are counted while they are dragged offline, the supervisor hears and grants them, and so does the phone";

test(STORY, { tag: "@alone" }, async ({ phone, browser, ears }) => {
  ears.expect(/InvalidAccessError|Not allowed to focus/);
  const desk = ears.listen(await browser.newContext());
  for (const one of [phone, desk]) await takesPushes(one, "granted");
  const [page, boss] = [await enter(phone, firm.address, "aino"), await enter(desk, firm.address, "saara")];
  for (const one of [page, boss]) await turnNoticesOn(one);
  await page.getByRole("link", { name: "Lomat" }).click();
  const own = page.getByRole("region", { name: "Omat vapaapyynnöt" });
  const left = page.getByRole("region", { name: "Lomaa jäljellä" });
  await expect(left).toContainText("14 pv");
  const whole = await amount(left, TOTAL);
  await phone.setOffline(true);

  const sheet = await openSheet(page, "4");
  const [first, last] = [day(sheet, "2026-03-30"), day(sheet, "2026-04-12")];
  await first.scrollIntoViewIfNeeded();
  const [from, to] = [(await first.boundingBox())!, (await last.boundingBox())!];
  await page.mouse.move(from.x + 9, from.y + 9);
  await page.mouse.down();
  await page.mouse.move(to.x + 9, to.y + 9, { steps: 6 });
  await page.mouse.up();
  await expect(sheet).toContainText("9 lomapäivää");
  await expect(sheet.getByLabel("Ensimmäinen päivä", { exact: true })).toHaveValue("30.3.2026");
  await expect(sheet.getByLabel("Viimeinen päivä", { exact: true })).toHaveValue("12.4.2026");
  const free = [
    "pe 3.4. pitkäperjantai",
    "la 4.4. pääsiäislauantai",
    "su 5.4. pääsiäispäivä",
    "ma 6.4. toinen pääsiäispäivä",
    "su 12.4. sunnuntai",
  ];
  for (const told of free) await expect(sheet.getByText(told, { exact: true })).toBeVisible();
  await expect(sheet).toContainText(`Jäljelle jää ${written(number(whole) - 9)} pv`);
  await sheet.getByRole("button", { name: "Lähetä pyyntö" }).click();
  await expect(own).toContainText("9 lomapäivää");
  await expect(left).toContainText("varattu 9 pv");
  await phone.setOffline(false);
  await expect(own).not.toContainText("odottaa lähetystä");
  await expect(own).toContainText("9 lomapäivää");

  const [aino, saara] = [await firm.caller("aino"), await firm.caller("saara")];
  const asked = await deliver(boss, saara, "leave_asked");
  await expect.poll(() => shown(boss)).toEqual([{ title: "Leima", body: "Joku hakee vapaata", tag: asked }]);
  await tapNotification(desk.serviceWorkers()[0]!);
  await expect(boss).toHaveURL(/\/tiimi$/);
  const waiting = boss.getByRole("region", { name: "Vapaapyyntö odottaa" });
  await expect(waiting).toContainText("9 lomapäivää");
  const read = async () => (await saara.rows("notice")).find(({ id }) => id === asked)!.data!.read_at;
  await expect.poll(read).not.toBeNull();

  const granted = own.getByText("hyväksytty", { exact: true });
  await expect(granted).toHaveCount(0);
  const yes = waiting.getByRole("button", { name: "Hyväksy", exact: true });
  const since = performance.now();
  await yes.click();
  await granted.waitFor();
  const took = Math.round(performance.now() - since);
  test.info().annotations.push({ type: "approval on the phone", description: `${took} ms` });
  console.log(`an approval stood on the phone after ${took} ms`);
  expect(took).toBeLessThan(1000);
  await expect(waiting).toHaveCount(0);
  await expect(left).not.toContainText("varattu");
  const heard = await deliver(page, aino, "leave_approved");
  await expect.poll(() => shown(page)).toEqual([{ title: "Leima", body: "Vapaasi hyväksyttiin", tag: heard }]);
  await desk.close();
});

test("dates are chosen by keys, taken back by Escape, and more than is left is said", async ({ phone }) => {
  const page = await enter(phone, firm.address, "eino");
  await page.getByRole("link", { name: "Lomat" }).click();
  const left = await amount(page.getByRole("region", { name: "Lomaa jäljellä" }), TOTAL);
  const sheet = await openSheet(page, "6");
  await day(sheet, "2026-06-01").focus();
  await page.keyboard.press("Enter");
  await expect(sheet).toContainText("Alku on ma 1.6.");
  const over = sheet.getByText(/^Lomaa pyydetään/);
  for (let week = 0; week < 9 && (await over.count()) === 0; week += 1) await page.keyboard.press("ArrowDown");
  const asked = await amount(sheet.getByRole("status").filter({ hasText: "lomapäiv" }), /([\d,]+) lomapäivää/);
  await expect(over).toHaveText(`Lomaa pyydetään ${asked} päivää, jäljellä on ${left}.`);
  await page.keyboard.press("Escape");
  await expect(sheet).toBeVisible();
  await expect(sheet).toContainText("1 lomapäivä");
  await page.keyboard.press("Shift+ArrowRight");
  await expect(sheet).toContainText("2 lomapäivää");
  await sheet.getByLabel("Viimeinen päivä", { exact: true }).fill("31.5.2026");
  await sheet.getByRole("button", { name: "Lähetä pyyntö" }).click();
  await expect(sheet.getByText("Viimeinen päivä on ennen ensimmäistä. Korjaa päivät.")).toBeVisible();
});

const number = (text: string): number => Number(text.replace(",", "."));
const written = (value: number): string => String(value).replace(".", ",");

/** The number that a place shows, as it is written there. */
async function amount(place: Locator, shown: RegExp): Promise<string> {
  await expect(place).toContainText(shown);
  return shown.exec((await place.textContent())!)![1]!;
}
