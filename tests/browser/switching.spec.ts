import type { Page } from "@playwright/test";
import { type Firm, openFirm } from "./kit/firm";
import { enter, expect, see, tap, test, withoutBackgroundSync } from "./kit/story";

let firm: Firm;
test.beforeAll(async () => {
  firm = await openFirm();
});
test.afterAll(() => firm.close());

/** Takes back what the toast tells of; the one of an earlier act may stand until this one is on the disk. */
const undo = (page: Page, told: string): Promise<void> =>
  page.getByRole("status").filter({ hasText: told }).getByRole("button", { name: "Kumoa", exact: true }).click();
const state = (page: Page) => page.getByRole("region", { name: "Työpäivä" }).locator(".today-state");

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
  await tap(page, "Leimaa sisään");
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
  await undo(page, "Vaihdettu");
  await expect(see.act(page, "Etätyö")).toHaveAttribute("aria-pressed", "true");
  await expect(see.chip(page)).toContainText("Kaikki lähetetty");
  await expect.poll(() => booked("aino")).toHaveLength(2);
});

test("what was chosen wrongly at the start is put right for the whole stretch", async ({ phone }) => {
  const page = await enter(phone, firm.address, "eino");
  await tap(page, "Leimaa sisään");
  await see.act(page, "Etätyö").click();
  await page.getByRole("button", { name: /^Koko jakso klo/ }).click();
  await expect.poll(() => booked("eino")).toEqual([[true, true]]);
  await undo(page, "Muutettu");
  await expect.poll(() => booked("eino")).toEqual([[false, true]]);
});

test("a clock-out, a break and a clock-in by mistake are taken back with one tap each", async ({ phone }) => {
  const page = await enter(phone, firm.address, "helmi");
  await see.act(page, "Leimaa sisään").click();
  await see.act(page, "Tauolle").click();
  await undo(page, "Tauko alkoi");
  await expect(state(page)).toContainText("Töissä");
  await see.act(page, "Leimaa ulos").click();
  await undo(page, "Leimattu ulos");
  await expect(see.act(page, "Leimaa ulos")).toBeVisible();
  await expect(see.chip(page)).toContainText("Kaikki lähetetty");
  const punches = await (await firm.caller("helmi")).punches();
  expect(punches.map(({ kind, superseded_by }) => [kind, superseded_by !== null])).toEqual([
    ["in", false],
    ["break_start", true],
    ["out", true],
  ]);
});

/** Keeps every other write of the page waiting for the disk, until what it returns is called. */
async function holdDisk(page: Page): Promise<() => Promise<void>> {
  await page.evaluate(async () => {
    const [found] = await indexedDB.databases();
    const db = await new Promise<IDBDatabase>((resolve) => {
      const asked = indexedDB.open(found!.name!);
      asked.onsuccess = () => resolve(asked.result);
    });
    const stores = [...db.objectStoreNames];
    const store = db.transaction(stores, "readwrite").objectStore(stores[0]!);
    const held = { until: performance.now() + 1500 };
    Object.assign(window, { held });
    const again = (): void => {
      if (performance.now() < held.until) store.count().onsuccess = again;
      else db.close();
    };
    again();
  });
  return () => page.evaluate(() => void Object.assign((window as never)["held"], { until: 0 }));
}

test("what was offered of the act before goes when the next one begins, however long the disk takes", async ({
  phone,
}) => {
  const page = await enter(phone, firm.address, "kerttu");
  await see.act(page, "Leimaa sisään").click();
  const offer = see.act(page, "Kumoa");
  await expect(offer).toBeVisible();
  const letGo = await holdDisk(page);
  await see.act(page, "Tauolle").click();
  const stood = await offer.count();
  await letGo();
  expect(stood).toBe(0);
  await expect(page.getByRole("status").filter({ hasText: "Tauko alkoi" })).toBeVisible();
});
