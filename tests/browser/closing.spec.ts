import type { Browser, Locator, Page } from "@playwright/test";
import type { Caller } from "./kit/caller";
import { BOSS, dateIn, instant, NAMES } from "./kit/company";
import { type Firm, openFirm } from "./kit/firm";
import { approveMonth, sendMonth } from "./kit/months";
import { type Ears, enter, expect, see, test } from "./kit/story";

const SECOND = "Seppo Sivula";
const PAYROLL = "Paula Palkka";
/** Days back from today to the 10th of last month, and that month. */
const LAST = -Number(dateIn(0).slice(8));
const MONTH = dateIn(LAST).slice(0, 7);
const TENTH = LAST - (Number(dateIn(LAST).slice(8)) - 10);

let firm: Firm;
test.beforeAll(async () => {
  firm = await openFirm({ since: `${MONTH}-01`, second: ["seppo", SECOND] });
});
test.afterAll(() => firm.close());

const press = (place: Page | Locator, name: string): Promise<void> =>
  place.getByRole("button", { name, exact: true }).click();

async function desk(browser: Browser, ears: Ears, who: string, path: string): Promise<Page> {
  const context = ears.listen(await browser.newContext({ viewport: { width: 1000, height: 720 } }));
  await context.addInitScript(() => {
    const shows = (n: number): Promise<void> => Promise.resolve(void Object.assign(window, { shows: n }));
    Object.assign(navigator, { setAppBadge: shows, clearAppBadge: () => shows(0) });
  });
  const page = await enter(context, firm.address, who);
  await page.goto(`${firm.address}${path}`);
  return page;
}

/** What waits for a supervisor stands in the bar and on the app's icon. */
async function counts(page: Page, n: number): Promise<void> {
  await expect(page.getByRole("link", { name: "Tiimi" })).toContainText(n ? String(n) : /^Tiimi$/);
  await expect.poll(() => page.evaluate(() => (window as unknown as { shows: number }).shows)).toBe(n);
}

/** The last month on the person's own screen. */
async function lastMonth(page: Page): Promise<Locator> {
  await page.getByRole("link", { name: "Tunnit" }).click();
  await press(page, "Kuukausi");
  await press(page, "Edellinen kuukausi");
  return page.getByRole("region", { name: "Kuukauden tila" });
}

async function frozenTotals(caller: Caller): Promise<unknown> {
  const rows = await caller.rows("month");
  return rows.find(({ id }) => id === `${caller.person}:${MONTH}`)?.data?.totals;
}

test("a month is returned, approved by another, closed by payroll and corrected after it; what was frozen stands", async ({
  browser,
  ears,
  phone,
}) => {
  test.setTimeout(240_000);
  const kerttu = await firm.caller("kerttu");
  await kerttu.punch("in", instant(TENTH, "08:00"));
  await kerttu.punch("out", instant(TENTH, "16:00"));
  const month = { type: "month", id: `${kerttu.person}:${MONTH}` };
  await kerttu.say({ type: "month.send", entity: month, body: {}, at: Date.now() });

  const saara = await desk(browser, ears, "saara", "/tiimi");
  const card = saara.getByRole("article").filter({ hasText: NAMES.kerttu! });
  await counts(saara, 1);
  await press(card, "Palauta");
  await card.getByLabel("Perustelu").fill("Katso kymmenes päivä");
  await press(card, "Palauta");
  await expect(card).toHaveCount(0);
  await counts(saara, 0);

  const page = await enter(phone, firm.address, "kerttu");
  const bar = await lastMonth(page);
  await expect(bar).toContainText(`${BOSS} palautti: Katso kymmenes päivä`);
  await sendMonth(bar);
  await expect(see.chip(page)).toContainText("Kaikki lähetetty");

  const seppo = await desk(browser, ears, "seppo", "/tiimi");
  await approveMonth(seppo.getByRole("article").filter({ hasText: NAMES.kerttu! }));
  await expect(bar).toContainText(`${SECOND} hyväksyi`);

  const paula = await desk(browser, ears, "palkka", "/kuukaudet");
  await press(paula, "Sulje hyväksytyt (1)");
  await press(paula, "Sulje 1 kuukausi");
  await expect(paula.getByText("1 kuukausi suljettu.")).toBeVisible();
  await expect(bar).toContainText(`${PAYROLL} sulki kuukauden`);
  await bar.getByText("Suljetut luvut").click();
  const figures = bar.locator("dl").first();
  await expect(figures).toContainText("Tehty7:30");
  await expect(bar).toContainText("Sulkemisen jälkeen ei ole korjattu mitään.");
  const [shown, frozen, flex] = [await figures.innerText(), await frozenTotals(kerttu), await kerttu.balance("flex")];
  expect(frozen).toMatchObject({ worked: 450 });

  await kerttu.punch("in", instant(TENTH, "17:00"));
  await kerttu.punch("out", instant(TENTH, "19:00"));
  await expect(bar).toContainText("2 korjauspyyntöä odottaa päätöstä.");
  expect(await kerttu.balance("flex")).toBe(flex);
  await counts(saara, 2);
  await saara.reload();
  for (const left of [1, 0]) {
    await press(card.first(), "Hyväksy");
    await expect(card).toHaveCount(left);
  }
  await expect(bar).not.toContainText("odottaa päätöstä");
  expect(await kerttu.balance("flex")).toBe(flex + 150);

  await page.reload();
  await lastMonth(page);
  await bar.getByText("Suljetut luvut").click();
  await expect(bar).toContainText("1 korjaus sulkemisen jälkeen");
  await expect(bar).toContainText("Korjattu myöhemmin+2:30");
  expect(await figures.innerText()).toBe(shown);
  expect(await frozenTotals(kerttu)).toEqual(frozen);
  await paula.reload();
  const line = paula.getByRole("listitem").filter({ hasText: NAMES.kerttu! });
  await line.getByText("Suljetut luvut").click();
  await expect(line).toContainText("Korjattu myöhemmin+2:30");
  await auditTells(paula, kerttu.person);
  for (const one of [saara, seppo, paula]) await one.context().close();
});

/** Every step stands in the trail, the latest first, with what it was before and after. */
async function auditTells(page: Page, person: string): Promise<void> {
  await page.goto(`${firm.address}/tapahtumaloki/${person}_`);
  const event = (title: string): Locator =>
    page.getByRole("listitem").filter({ has: page.getByRole("heading", { name: title }) });
  await expect(event("Kuukausi suljettiin")).toContainText(PAYROLL);
  await expect(page.getByText("lokista on ehjä")).toBeVisible();
  const steps = await page.locator(".audit-events h3").allInnerTexts();
  const told = steps.filter((step) => /Kuukausi|lukittuun|Korjauspyyntö|Saldoon/.test(step)).reverse();
  expect(told.slice(told.indexOf("Kuukausi odottaa hyväksyntää"))).toEqual([
    ...["Kuukausi odottaa hyväksyntää", "Kuukausi palautettiin", "Kuukausi odottaa hyväksyntää"],
    ...["Kuukausi hyväksyttiin", "Kuukausi suljettiin"],
    ...["Korjausta pyydettiin lukittuun kuukauteen", "Korjausta pyydettiin lukittuun kuukauteen"],
    ...["Korjauspyyntö päätettiin", "Saldoon kirjattiin", "Korjauspyyntö päätettiin"],
  ]);
  const values = (title: string, side: "Ennen" | "Jälkeen"): Locator =>
    event(title).first().locator(".audit-values").filter({ hasText: side });
  await expect(values("Kuukausi palautettiin", "Ennen")).toContainText("TilaLähetetty");
  await expect(values("Kuukausi palautettiin", "Jälkeen")).toContainText("TilaPalautettu");
  await expect(values("Kuukausi palautettiin", "Jälkeen")).toContainText("Katso kymmenes päivä");
  await expect(values("Kuukausi hyväksyttiin", "Ennen")).toContainText("TilaLähetetty");
  await expect(event("Kuukausi hyväksyttiin")).toContainText(SECOND);
  await expect(values("Kuukausi suljettiin", "Ennen")).toContainText("TilaHyväksytty");
  await expect(values("Korjauspyyntö päätettiin", "Jälkeen")).toContainText("TilaHyväksytty");
  await expect(values("Saldoon kirjattiin", "Jälkeen")).toContainText("+2:30");
}
