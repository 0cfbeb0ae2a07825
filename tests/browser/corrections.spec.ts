import { randomUUID } from "node:crypto";
import { instant } from "./kit/company";
import { type Firm, openFirm } from "./kit/firm";
import { enter, expect, see, test } from "./kit/story";

let firm: Firm;
test.beforeAll(async () => {
  firm = await openFirm();
});
test.afterAll(() => firm.close());

/** A punch of yesterday that counts in place of another, and the word of the supervisor who refuses it. */
async function refusedOut(name: string): Promise<void> {
  const [own, boss] = [await firm.caller(name), await firm.caller("saara")];
  const body = { kind: "out", work_type: null, cost_centre: null, remote: false, note: "" };
  const said = { type: "punch", id: randomUUID() };
  await own.punch("in", instant(-1, "08:00"));
  await boss.say({
    type: "punch.record",
    subject: own.person,
    entity: said,
    at: instant(-1, "16:00"),
    body: { ...body, estimated_confirmed: true },
  });
  const mine = { type: "punch", id: await own.punch("out", instant(-1, "17:00")) };
  await own.say({ type: "punch.choose", entity: mine, body: { instead_of: [said.id] }, at: Date.now() });
  const asked = (await boss.rows("correction")).find(({ data }) => data?.person === own.person)!;
  await boss.say({
    type: "correction.decide",
    subject: own.person,
    entity: { type: "correction", id: asked.id },
    body: { decision: "reject", reason: "Ei sovittu", seen_version: asked.data!.version },
    at: Date.now(),
  });
}

test("a refused time is told until it is read", async ({ phone }) => {
  await refusedOut("aino");
  const page = await enter(phone, firm.address, "aino");
  const news = see.waiting(page).getByText("ei hyväksytty");
  await expect(news).toBeVisible();
  await see.act(page, "Selvä").click();
  await expect(news).toHaveCount(0);
  await page.reload();
  await expect(see.flex(page)).toBeVisible();
  await expect(news).toHaveCount(0);
});

test("a refused time is no news any more when the day has been put right in another way", async ({ phone }) => {
  await refusedOut("eino");
  const page = await enter(phone, firm.address, "eino");
  const news = see.waiting(page).getByText("ei hyväksytty");
  await expect(news).toBeVisible();
  await page.getByRole("link", { name: "Tunnit" }).click();
  await page.locator(".hours-day-row.is-today").click();
  const day = page.getByRole("dialog");
  await day.getByRole("button", { name: "Edellinen päivä" }).click();
  await day.getByRole("button", { name: /^8\.00–16\.00/ }).click();
  await day.getByLabel("Loppu", { exact: true }).fill("16:30");
  await day.getByRole("button", { name: "Tallenna", exact: true }).click();
  await expect(day.getByRole("button", { name: /^8\.00–16\.30/ })).toBeVisible();
  await page.keyboard.press("Escape");
  await page.getByRole("link", { name: "Tänään" }).click();
  await expect(see.flex(page)).toBeVisible();
  await expect(news).toHaveCount(0);
});
