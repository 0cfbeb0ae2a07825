import type { Page } from "@playwright/test";
import { NAMES } from "./kit/company";
import { type Firm, openFirm } from "./kit/firm";
import { Ears, enter, expect, see, test } from "./kit/story";

let firm: Firm;
test.beforeAll(async () => {
  firm = await openFirm();
});
test.afterAll(() => firm.close());

const LEAVE = { kind: "flex_leave", minutes: null, note: "", reason: "" };

/** Somebody asks for so many days of leave, each a request of its own; returns their ids. */
async function ask(who: string, dates: readonly string[]): Promise<string[]> {
  const caller = await firm.caller(who);
  const made: string[] = [];
  for (const date of dates) {
    const entity = { type: "leave", id: crypto.randomUUID() };
    await caller.say({
      type: "leave.request",
      entity,
      body: { ...LEAVE, from_date: date, until_date: date },
      at: Date.now(),
    });
    made.push(entity.id);
  }
  return made;
}

/** What waits, as one list: each by its own card, or many at once. */
const waiting = (page: Page) => page.getByRole("region", { name: "Odottavat päätökset" });

const DATES = ["2027-02-01", "2027-02-02", "2027-02-03", "2027-02-04"];

test("many are approved at once without a network; what changed meanwhile is held back by name and shown anew", async ({
  phone,
}) => {
  const asked = await ask("aino", DATES);
  const page = await enter(phone, firm.address, "saara");
  await page.getByRole("link", { name: "Tiimi" }).click();
  const sheet = waiting(page);
  await expect(sheet.getByRole("checkbox")).toHaveCount(4);
  await expect(sheet.getByRole("article")).toHaveCount(4);
  await phone.setOffline(true);
  const aino = await firm.caller("aino");
  const entity = { type: "leave", id: asked[1]! };
  await aino.say({ type: "leave.withdraw", entity, body: {}, at: Date.now() });
  await sheet.getByRole("button", { name: "Valitse kaikki (4)" }).click();
  await expect(sheet.getByRole("region", { name: "4 valittu" })).toContainText("Vapaapyynnöt: 4 · 4 päivää");
  await sheet.getByRole("button", { name: "Hyväksy valitut (4)" }).click();
  await expect(sheet.locator(".team-outcome")).toContainText("4 päätöstä odottaa lähetystä");
  await phone.setOffline(false);
  await expect(sheet.locator(".team-outcome")).toContainText("3 hyväksytty");
  await expect(sheet.locator(".team-outcome")).toContainText("Yksi jäi päättämättä");
  await expect(sheet.locator(".team-held")).toContainText(
    `${NAMES.aino!} Vapaapyyntö 2.2.2027 alkaen: Hakija otti pyynnön takaisin`,
  );
  await sheet.getByRole("button", { name: "Selvä" }).click();
  await expect(sheet.locator(".team-held")).toHaveCount(0);
});

test("the whole inbox goes by the keyboard alone", async ({ phone }) => {
  await ask("aino", ["2027-03-01"]);
  const page = await enter(phone, firm.address, "saara");
  await page.getByRole("link", { name: "Tiimi" }).focus();
  await page.keyboard.press("Enter");
  const sheet = waiting(page);
  await expect(sheet.getByRole("checkbox")).toHaveCount(1);
  await tabTo(page, sheet.getByRole("checkbox").first());
  await page.keyboard.press("Space");
  await tabTo(page, sheet.getByRole("button", { name: "Hyväksy valittu" }));
  await page.keyboard.press("Enter");
  await expect(sheet.locator(".team-outcome")).toContainText("Yksi hyväksytty");
  await see.act(page, "Päätetyt").focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("list", { name: "Päätetyt" })).toContainText("Hyväksytty: Saara");
});

async function tabTo(page: Page, wanted: ReturnType<Page["locator"]>): Promise<void> {
  for (let press = 0; press < 30; press += 1) {
    if (await wanted.evaluate((node) => node === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error("the keyboard does not reach it");
}

test("a substitute decides on the supervisor's people, and the other phone is told who was first and when", async ({
  phone,
  browser,
}) => {
  await ask("aino", ["2027-04-01"]);
  const saara = await enter(phone, firm.address, "saara");
  await saara.getByRole("link", { name: "Tiimi" }).click();
  await see.act(saara, "Sijainen").click();
  const naming = saara.getByRole("dialog", { name: "Sijainen" });
  await naming.getByLabel("Kuka sijaistaa").selectOption({ label: NAMES.helmi! });
  await naming.getByRole("button", { name: "Nimeä", exact: true }).click();
  await expect(naming.getByRole("list", { name: "Sijainen" })).toContainText("nyt voimassa");
  await saara.keyboard.press("Escape");
  const mine = waiting(saara);
  await mine.getByRole("button", { name: "Valitse kaikki (1)" }).click();
  await phone.setOffline(true);
  await mine.getByRole("button", { name: "Hyväksy valittu" }).click();

  const other = new Ears().listen(await browser.newContext({ viewport: { width: 360, height: 800 } }));
  const helmi = await enter(other, firm.address, "helmi");
  await helmi.getByRole("link", { name: "Tiimi" }).click();
  const theirs = waiting(helmi);
  await theirs.getByRole("button", { name: "Valitse kaikki (1)" }).click();
  await theirs.getByRole("button", { name: "Hyväksy valittu" }).click();
  await expect(theirs.locator(".team-outcome")).toContainText("Yksi hyväksytty");
  await other.close();

  await phone.setOffline(false);
  await expect(mine.locator(".team-held")).toContainText(`Tästä on jo päätetty (${NAMES.helmi!}`);
  await expect(mine.locator(".team-held")).toContainText(" klo ");
});
