import type { Page } from "@playwright/test";
import { clockText, dateIn, instant, NAMES } from "./kit/company";
import { type Firm, openFirm } from "./kit/firm";
import { enter, expect, see, tap, test } from "./kit/story";

let firm: Firm;
test.beforeAll(async () => {
  firm = await openFirm();
});
test.afterAll(() => firm.close());

/** Starts the app again: the first picture has its question already, as the device knows that there was one. */
async function startAgain(page: Page): Promise<void> {
  expect(await page.evaluate(() => localStorage.getItem("leima.asked"))).toBe("yes");
  await page.addInitScript(() => {
    const look = () => {
      if (!document.querySelector(".today-acts button")) return;
      watcher.disconnect();
      Object.assign(window, { questionDrawn: document.querySelector(".needs") !== null });
    };
    const watcher = new MutationObserver(look);
    watcher.observe(document, { childList: true, subtree: true });
  });
  await page.reload();
  await expect(see.waiting(page)).toBeVisible();
  expect(await page.evaluate(() => (window as unknown as { questionDrawn: boolean }).questionDrawn)).toBe(true);
}

for (const [name, kept, chosen] of [
  ["aino", "16.30", "the supervisor's"],
  ["eino", "16.56", "one's own, which the supervisor accepts"],
] as const) {
  test(`of two words about one forgotten clock-out both are shown and one tap settles it: ${chosen}`, async ({
    browser,
    phone,
    ears,
  }) => {
    const employee = await firm.caller(name);
    await employee.punch("in", instant(-1, "08:02"));
    const page = await enter(phone, firm.address, name);
    await expect(see.waiting(page)).toContainText("Sisäänleimaus klo 8.02");
    await startAgain(page);
    await phone.setOffline(true);

    const desk = ears.listen(await browser.newContext({ viewport: { width: 1280, height: 800 } }));
    const boss = await enter(desk, firm.address, "saara");
    await boss.getByRole("link", { name: "Tiimi" }).first().click();
    const card = boss.getByRole("article").filter({ hasText: NAMES[name]! });
    await card.getByRole("button", { name: "Muu aika" }).click();
    await card.getByLabel("Ulosleimauksen aika").fill("16:30");
    await card.getByRole("button", { name: "Tallenna 16.30" }).click();
    await expect(card).toHaveCount(0);
    await expect(see.chip(boss)).toContainText("Kaikki lähetetty");

    await see.waiting(page).getByRole("button", { name: "Korjaa aika" }).click();
    await page.getByLabel("Ulosleimauksen aika").fill("16:56");
    await page.getByRole("button", { name: "Tallenna 16.56" }).click();
    await phone.setOffline(false);
    const both = see.waiting(page);
    await expect(both.getByRole("listitem").filter({ hasText: "Saara Salo" })).toContainText("klo 16.30");
    await expect(both.getByRole("listitem").filter({ hasText: "sinun leimauksesi" })).toContainText("klo 16.56");
    await both.getByRole("button", { name: `Valitse ${kept}` }).click();
    await expect(both.getByRole("button", { name: /Valitse/ })).toHaveCount(0);
    await expect(see.chip(page)).toContainText("Kaikki lähetetty");

    if (kept === "16.56") {
      await expect(both).toContainText("pyysit aikaa 16.56");
      const asked = boss.getByRole("article").filter({ hasText: `${NAMES[name]!}: korjauspyyntö` });
      await expect(asked).toContainText("Lasketaan nyt klo 16.30, pyytää klo 16.56.");
      await asked.getByRole("button", { name: "Hyväksy" }).click();
      await expect(both).toContainText("aikasi 16.56 hyväksyttiin");
    }
    const rows = await employee.punches();
    expect(rows.map(({ at }) => clockText(at))).toEqual(["8.02", "16.30", "16.56"]);
    expect(rows.filter((row) => row.superseded_by === null).map(({ at }) => clockText(at))).toEqual(["8.02", kept]);
    const { days } = await employee.ask<{ days: { result: { flex: number } }[] }>(
      "GET",
      `days?from=${dateIn(-1)}&to=${dateIn(-1)}`,
    );
    const worked = kept === "16.30" ? 8 * 60 + 28 : 8 * 60 + 54;
    expect(days[0]!.result.flex).toBe(worked - 30 - 450);
    await desk.close();
  });
}

test("a punch from a phone whose clock is three hours off is kept, flagged, and shown to the supervisor", async ({
  browser,
  phone,
  ears,
}) => {
  await phone.addInitScript(() => {
    const true_ = Date.now.bind(Date);
    const off = 3 * 3_600_000;
    const Real = Date;
    class Wrong extends Real {
      constructor(...given: [] | [number]) {
        if (given.length === 0) super(true_() + off);
        else super(...given);
      }
      static now() {
        return true_() + off;
      }
    }
    window.Date = Wrong as unknown as DateConstructor;
  });
  const page = await enter(phone, firm.address, "helmi");
  await tap(page, "Leimaa sisään");
  await expect(see.chip(page)).toContainText("Kaikki lähetetty");
  const [punch] = await (await firm.caller("helmi")).punches();
  expect(punch!.flags).toContain("clock_suspect");
  expect(Math.abs(punch!.at - Date.now())).toBeLessThan(60_000);

  const desk = ears.listen(await browser.newContext({ viewport: { width: 1280, height: 800 } }));
  const boss = await enter(desk, firm.address, "saara");
  await boss.getByRole("link", { name: "Tiimi" }).first().click();
  const row = boss.getByRole("region", { name: "Kehitys" }).getByRole("listitem").filter({ hasText: NAMES.helmi! });
  await expect(row).toContainText("tarkista kello");
  await desk.close();
});

test("the supervisor's list shows without a touch who comes and who goes", async ({ browser, phone, ears }) => {
  const desk = ears.listen(await browser.newContext({ viewport: { width: 1280, height: 800 } }));
  const boss = await enter(desk, firm.address, "saara");
  await boss.getByRole("link", { name: "Tiimi" }).first().click();
  const row = boss.getByRole("region", { name: "Kehitys" }).getByRole("listitem").filter({ hasText: NAMES.lauri! });
  await expect(row).toContainText("ei leimausta tänään");
  const page = await enter(phone, firm.address, "lauri");
  await tap(page, "Leimaa sisään");
  await expect(row).toContainText("töissä klo");
  await tap(page, "Tauolle");
  await expect(row).toContainText("tauolla klo");
  await tap(page, "Leimaa ulos");
  await expect(row).not.toContainText("tauolla");
  await desk.close();
});
