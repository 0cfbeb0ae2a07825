import { randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import { dateIn } from "./kit/company";
import { type Firm, openFirm } from "./kit/firm";
import { gallery } from "./kit/gallery";
import { Ears, enter, expect, test } from "./kit/story";

let firm: Firm;
test.beforeAll(async () => {
  firm = await openFirm();
});
test.afterAll(() => firm.close());

/** Asks for leave from one date to another, as another phone of theirs. */
async function asks(who: string, from: string, until: string, note = ""): Promise<void> {
  const phone = await firm.caller(who);
  const body = { from_date: from, until_date: until, kind: "unpaid", minutes: null, note, reason: note };
  const entity = { type: "leave", id: randomUUID() };
  const said = await phone.say({ type: "leave.request", entity, body, at: Date.now(), subject: phone.person });
  expect(said.status).toBe("applied");
}

test("a supervisor opens the calendar from a request, sees who else is away, and approves by keyboard alone", async ({
  ears,
  browser,
}) => {
  await asks("aino", dateIn(8), dateIn(10));
  await asks("eino", dateIn(9), dateIn(9));
  const desk = ears.listen(await browser.newContext({ viewport: { width: 1280, height: 800 } }));
  const boss = await enter(desk, firm.address, "saara");
  await boss.getByRole("link", { name: "Tiimi" }).click();
  await boss.getByRole("link", { name: /^Katso kalenterista: Aino Aalto/ }).focus();
  await boss.keyboard.press("Enter");

  const grid = boss.getByRole("grid", { name: /^Lomakalenteri/ });
  await expect(grid.getByRole("row", { name: /^Aino Aalto/ })).toContainText("Hakemus");
  const first = grid.locator(`.calendar-lane [data-date="${dateIn(8)}"]`).first();
  await first.focus();
  await expect(first).toContainText("Hakemus · Palkaton vapaa");
  await boss.keyboard.press("ArrowDown");
  await boss.keyboard.press("ArrowUp");
  await expect(first).toBeFocused();
  await boss.keyboard.press("Enter");

  const sheet = boss.getByRole("dialog", { name: "Aino Aalto" });
  await expect(sheet.getByRole("region", { name: "Samaan aikaan" })).toContainText("Eino Eskola");
  const yes = sheet.getByRole("button", { name: "Hyväksy", exact: true });
  while (!(await yes.evaluate((one) => one === document.activeElement))) await boss.keyboard.press("Tab");
  await boss.keyboard.press("Enter");
  await expect(sheet).toHaveCount(0);
  await expect(first).toContainText("Poissa · Palkaton vapaa");
  await expect(first).toBeFocused();

  await desk.close();
});

/** The tenth of the month after next, or so many days from it: in one month however late it is today. */
function ahead(days: number): string {
  return `${dateIn(62).slice(0, 8)}${10 + days}`;
}

async function drags(page: Page, lane: string, from: string, until: string): Promise<void> {
  const cell = async (date: string) => {
    const found = page.getByRole("row", { name: new RegExp(`^${lane}`) }).locator(`[data-date="${date}"]`);
    return (await found.boundingBox())!;
  };
  const [first, last] = [await cell(from), await cell(until)];
  await page.mouse.move(first.x + 9, first.y + 9);
  await page.mouse.down();
  await page.mouse.move(last.x + 9, last.y + 30, { steps: 5 });
  await page.mouse.up();
}

test("dates dragged on one's own lane are asked for without a network, and a supervisor records another's by keys", async ({
  ears,
  browser,
}) => {
  const desk = ears.listen(await browser.newContext({ viewport: { width: 1280, height: 800 } }));
  const page = await enter(desk, firm.address, "aino");
  await page.goto(`${firm.address}/lomakalenteri/${ahead(0)}`);
  const own = page.getByRole("grid").getByRole("row", { name: /^Aino Aalto/ });
  await own.waitFor();
  await drags(page, "Eino", ahead(0), ahead(2));
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await desk.setOffline(true);
  await drags(page, "Aino", ahead(2), ahead(0));
  const asking = page.getByRole("dialog", { name: "Hae lomaa" });
  await expect(asking.getByLabel("Viimeinen päivä")).toHaveValue(/12/);
  await expect(asking.getByRole("status").filter({ hasText: "lomapäivä" })).toBeVisible();
  await asking.getByRole("button", { name: "Lähetä pyyntö" }).click();
  await expect(own.locator(`[data-date="${ahead(1)}"]`)).toContainText("Hakemus · Vuosiloma");
  await desk.close();

  const other = ears.listen(await browser.newContext({ viewport: { width: 1280, height: 800 } }));
  const boss = await enter(other, firm.address, "saara");
  await boss.goto(`${firm.address}/lomakalenteri/${ahead(0)}`);
  const lane = boss.getByRole("grid").getByRole("row", { name: /^Eino Eskola/ });
  await lane.locator(`[data-date="${ahead(4)}"]`).focus();
  await boss.keyboard.press("Shift+ArrowRight");
  await boss.keyboard.press("Shift+ArrowRight");
  await expect(boss.getByText(/^Valittu .*3 päivää/)).toBeVisible();
  await boss.keyboard.press("Enter");
  const recording = boss.getByRole("dialog", { name: /Eino Eskola/ });
  await expect(recording.getByLabel("Viimeinen päivä")).toHaveValue(/16/);
  const save = recording.getByRole("button", { name: "Tallenna poissaolo" });
  while (!(await save.evaluate((one) => one === document.activeElement))) await boss.keyboard.press("Tab");
  await boss.keyboard.press("Enter");
  await expect(lane.locator(`[data-date="${ahead(5)}"]`)).toContainText("Poissa");
  await other.close();
});

test("a dark screen prints dark letters, as paper is light", async ({ browser }) => {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, colorScheme: "dark" });
  await page.goto(`${gallery()}/lomakalenteri/2026-12-14?scenario=team&press=Kuukausi`);
  const name = page.getByRole("rowheader", { name: "Sanna Järvinen" });
  await expect(name).toHaveCSS("color", "rgb(236, 241, 237)");
  await page.emulateMedia({ media: "print", colorScheme: "dark" });
  await expect(name).toHaveCSS("color", "rgb(26, 33, 29)");
  await page.close();
});

test("a finger drags along a lane, and scrolls where it goes down", async ({ browser }) => {
  const phone = await browser.newContext({ viewport: { width: 360, height: 800 }, hasTouch: true, isMobile: true });
  const page = await phone.newPage();
  await page.goto(`${gallery()}/lomakalenteri/2026-12-14?scenario=team&press=Viikko`);
  const cell = page.getByRole("row", { name: /^Sanna/ }).locator("[data-date]");
  await cell.first().scrollIntoViewIfNeeded();
  const boxes = [(await cell.nth(1).boundingBox())!, (await cell.nth(3).boundingBox())!];
  const [begins, ends] = boxes.map(({ x, y, width, height }) => ({ x: x + width / 2, y: y + height / 2 }));
  const finger = await phone.newCDPSession(page);
  const touch = (type: "touchStart" | "touchMove" | "touchEnd", points: { x: number; y: number }[]) =>
    finger.send("Input.dispatchTouchEvent", { type, touchPoints: points });
  await touch("touchStart", [begins!]);
  for (const part of [0.3, 0.6, 1]) {
    await touch("touchMove", [{ x: begins!.x + (ends!.x - begins!.x) * part, y: begins!.y + 4 * part }]);
  }
  await touch("touchEnd", []);
  await expect(page.getByRole("dialog", { name: /Sanna/ }).getByLabel("Viimeinen päivä")).toHaveValue(/17/);
  await phone.close();
});

test("a colleague sees that somebody is away and not why, on paper too, and without a network what was last read", async ({
  ears,
  browser,
}) => {
  await asks("kerttu", dateIn(0), dateIn(1), "canary");
  const desk = ears.listen(await browser.newContext({ viewport: { width: 1280, height: 800 } }));
  const page = await enter(desk, firm.address, "eino");
  await page.getByRole("link", { name: "Lomat" }).click();
  await page.getByRole("link", { name: "Avaa lomakalenteri" }).click();
  const seen = page.getByRole("grid").getByRole("row", { name: /^Kerttu Koski/ });
  await expect(seen).toContainText("Hakemus");
  await expect(seen).not.toContainText("Palkaton");
  await page.emulateMedia({ media: "print" });
  await expect(seen).toContainText("Hakemus");
  expect(await page.content()).not.toContain("canary");
  await expect(seen).not.toContainText("Palkaton");
  await page.emulateMedia({ media: "screen" });
  await desk.setOffline(true);
  await page.getByRole("link", { name: "Tänään" }).click();
  await page.goBack();
  await expect(seen).toContainText("Hakemus");
  await expect(page.getByText(/^Ei verkkoa\. Tilanne/)).toBeVisible();
  await desk.close();
});

test("on paper there is the calendar alone, without what is pressed", async ({ browser }) => {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  await page.goto(`${gallery()}/lomakalenteri/2026-12-14?scenario=team`);
  const print = page.getByRole("button", { name: "Tulosta" });
  await expect(print).toBeVisible();
  await page.emulateMedia({ media: "print" });
  await expect(print).toBeHidden();
  await expect(page.getByRole("navigation")).toBeHidden();
  await expect(page.getByRole("grid")).toBeVisible();
  await expect(page.getByRole("heading", { name: "Joulukuu 2026" })).toBeVisible();
  await page.close();
});

/** Milliseconds from a press of the button to the picture of another month. */
function turned(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const painted = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    const lanes = () => document.querySelector('[role="grid"]')?.getAttribute("aria-label");
    await painted();
    const [before, began] = [lanes(), performance.now()];
    document.querySelector<HTMLElement>('[aria-label="Seuraava kuukausi"]')!.click();
    while (lanes() === undefined || lanes() === before) await new Promise(requestAnimationFrame);
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    return performance.now() - began;
  });
}

/** Many people at a quarter of the time that few would take for each: what is not in sight costs next to nothing. */
const SHARE = 0.25;
const GENEROUS = 2_000;

test("a month of 200 people is painted at once", async ({ browser }) => {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  const best = async (address: string): Promise<number> => {
    await page.goto(gallery() + address);
    await page.getByRole("grid").waitFor();
    const times: number[] = [];
    for (let n = 0; n < 6; n += 1) times.push(await turned(page));
    return Math.min(...times);
  };
  const few = await best("/lomakalenteri/2026-12-14?scenario=team");
  const many = await best("/lomakalenteri/2026-12-14?scenario=team&large");
  console.log(`month of 6 people ${few.toFixed(0)} ms, of 200 people ${many.toFixed(0)} ms`);
  expect(many).toBeLessThan(GENEROUS);
  expect(many / 200).toBeLessThan((few / 6) * SHARE);
  await page.close();
});
