import type { Locator } from "@playwright/test";
import { dateIn, NAMES } from "./kit/company";
import { type Firm, openFirm } from "./kit/firm";
import { approveMonth } from "./kit/months";
import { enter, expect, test } from "./kit/story";

/** Days back from today to the last date of last month, and that month. */
const LAST = -Number(dateIn(0).slice(8));
const MONTH = dateIn(LAST).slice(0, 7);
const EVERYBODY = 120;
const ODD = Object.keys(NAMES).slice(0, 6);

let firm: Firm;
test.beforeAll(async () => {
  firm = await openFirm({ since: dateIn(LAST), crowd: EVERYBODY - 11 });
});
test.afterAll(() => firm.close());

test("a clerk reminds 119 people, settles 6 months with findings, closes the rest at once and opens 2 again", async ({
  browser,
  ears,
}) => {
  test.setTimeout(240_000);
  const context = ears.listen(await browser.newContext({ viewport: { width: 1440, height: 900 } }));
  const page = await enter(context, firm.address, "palkka");
  page.setDefaultTimeout(12_000);
  const began = Date.now();
  let taps = 0;
  const tap = async (what: Locator): Promise<void> => {
    taps += 1;
    await what.click();
  };
  const button = (name: string | RegExp): Locator => page.getByRole("button", { name });

  await tap(page.getByRole("link", { name: "Kuukaudet" }));
  await tap(button(/^Muistuta lähettämättömistä/));
  await expect(page.getByText(/^1(19|20) henkilöä muistutettu/).first()).toBeVisible();

  const odd = ODD.map((key) => firm.people[`${key}@tarina.test`]!);
  const rest = Object.values(firm.people).filter((id) => !odd.includes(id) && id !== firm.people["palkka@tarina.test"]);
  await firm.months(MONTH, "sent", odd);
  await firm.months(MONTH, "approved", rest);
  await page.reload();

  for (const key of ODD) {
    await tap(button(`${odd.length} Huomioita`));
    await tap(page.getByRole("button", { name: NAMES[key]!, exact: true }));
    await tap(page.getByRole("dialog").getByRole("link", { name: "Kuukauden päivät" }));
    taps += 1;
    await approveMonth(page.getByRole("article"));
    await tap(page.getByRole("link", { name: "Kaikki kuukaudet" }));
  }
  await tap(button("Sulje hyväksytyt (119)"));
  await tap(button("Sulje 119 kuukautta"));
  await expect(page.getByText("119 kuukautta suljettu.").first()).toBeVisible({ timeout: 60_000 });
  for (const key of ODD.slice(0, 2)) await tap(page.getByRole("checkbox", { name: new RegExp(NAMES[key]!) }));
  await tap(button("Avaa uudelleen (2)"));
  await page.getByLabel("Syy, jonka henkilö näkee").fill("Ilta puuttuu");
  await tap(button("Avaa uudelleen (2)"));
  await expect(page.getByText("2 kuukautta avattu uudelleen.").first()).toBeVisible();
  console.log(`a clerk's hour: ${taps} taps, ${Math.round((Date.now() - began) / 1000)} s`);
  await context.close();
});
