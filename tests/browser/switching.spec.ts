import type { Page } from "@playwright/test";
import { type Firm, openFirm } from "./kit/firm";
import { enter, expect, see, test, withoutBackgroundSync } from "./kit/story";

let firm: Firm;
test.beforeAll(async () => {
  firm = await openFirm();
});
test.afterAll(() => firm.close());

const undo = (page: Page): Promise<void> => page.getByRole("button", { name: "Kumoa", exact: true }).click();
const state = (page: Page) => page.getByRole("region", { name: "Työpäivä" }).locator(".state");

/** What each of the person's entries on the server is booked on, in order. */
async function booked(name: string): Promise<unknown[]> {
  const rows = await (await firm.caller(name)).rows("entry");
  // The minute at which the work was switched may be that of the clock-in: the entry that goes on comes last.
  const open = (row: (typeof rows)[number]): number => Number(row.data!.end === null);
  const sorted = rows.sort((a, b) => Number(a.data!.start) - Number(b.data!.start) || open(a) - open(b));
  return sorted.map(({ data }) => [data!.remote, data!.end === null]);
}

test("another kind of work is two taps while clocked in, offline too, and one more takes it back", async ({
  phone,
}) => {
  await withoutBackgroundSync(phone);
  const page = await enter(phone, firm.address, "aino");
  await see.act(page, "Leimaa sisään").click();
  await expect(see.chip(page)).toContainText("Kaikki lähetetty");
  await phone.setOffline(true);
  await see.act(page, "Etätyö").click();
  await see.act(page, "Vaihda nyt").click();
  await expect(page.getByRole("status").filter({ hasText: "Vaihdettu" })).toBeVisible();
  await expect(see.act(page, "Etätyö")).toHaveAttribute("aria-pressed", "true");
  await phone.setOffline(false);
  await expect(see.chip(page)).toContainText("Kaikki lähetetty");
  await expect
    .poll(() => booked("aino"))
    .toEqual([
      [false, false],
      [true, true],
    ]);
  await see.act(page, "Etätyö").click();
  await see.act(page, "Vaihda nyt").click();
  await undo(page);
  await expect(see.act(page, "Etätyö")).toHaveAttribute("aria-pressed", "true");
  await expect(see.chip(page)).toContainText("Kaikki lähetetty");
  await expect.poll(() => booked("aino")).toHaveLength(2);
});

test("what was chosen wrongly at the start is put right for the whole stretch", async ({ phone }) => {
  const page = await enter(phone, firm.address, "eino");
  await see.act(page, "Leimaa sisään").click();
  await see.act(page, "Etätyö").click();
  await page.getByRole("button", { name: /^Koko jakso klo/ }).click();
  await expect.poll(() => booked("eino")).toEqual([[true, true]]);
  await undo(page);
  await expect.poll(() => booked("eino")).toEqual([[false, true]]);
});

test("a clock-out, a break and a clock-in by mistake are taken back with one tap each", async ({ phone }) => {
  const page = await enter(phone, firm.address, "helmi");
  await see.act(page, "Leimaa sisään").click();
  await see.act(page, "Tauolle").click();
  await undo(page);
  await expect(state(page)).toContainText("Töissä");
  await see.act(page, "Leimaa ulos").click();
  await undo(page);
  await expect(see.act(page, "Leimaa ulos")).toBeVisible();
  await expect(see.chip(page)).toContainText("Kaikki lähetetty");
  const punches = await (await firm.caller("helmi")).punches();
  expect(punches.map(({ kind, superseded_by }) => [kind, superseded_by !== null])).toEqual([
    ["in", false],
    ["break_start", true],
    ["out", true],
  ]);
});
