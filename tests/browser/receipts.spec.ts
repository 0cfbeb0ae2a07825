import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Page } from "@playwright/test";
import { type Firm, openFirm, PYTHON } from "./kit/firm";
import { enter, expect, see, test, withoutBackgroundSync } from "./kit/story";

const PHOTOS = path.join(import.meta.dirname, "kit", "photos.py");

let firm: Firm;
let folder: string;
test.beforeAll(async () => {
  test.setTimeout(240_000);
  firm = await openFirm();
  folder = mkdtempSync(path.join(tmpdir(), "leima-photos-"));
  execFileSync(PYTHON, [PHOTOS, "make", folder]);
});
test.afterAll(async () => {
  await firm?.close();
  rmSync(folder, { recursive: true, force: true });
});

const named = (name: string): string => path.join(folder, name);
const hashOf = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

/** What is seen in photos: their size, whether they hold nothing but their picture, and the corner that is red. */
function looked(photos: readonly Uint8Array[]): { size: [number, number]; plain: boolean; red: string[] }[] {
  const files = photos.map((bytes, n) => {
    const file = named(`kept-${n}.jpg`);
    writeFileSync(file, bytes);
    return file;
  });
  return JSON.parse(execFileSync(PYTHON, [PHOTOS, "look", ...files], { encoding: "utf8" })) as ReturnType<
    typeof looked
  >;
}

/** Opens the page of a new claim. */
async function newClaim(page: Page): Promise<void> {
  await page.getByRole("link", { name: "Matkat" }).click();
  await page.getByRole("button", { name: "Uusi matkalasku" }).click();
  await expect(page.getByRole("button", { name: "Lisää kuitti" })).toBeVisible();
}

/** Takes a picture for a receipt of this seller, and waits until it can be seen. */
async function photographed(page: Page, file: string, supplier: string): Promise<void> {
  await page.getByRole("button", { name: "Lisää kuitti" }).click();
  await page.locator("#receipt-camera").setInputFiles(named(file));
  await expect(page.getByRole("button", { name: "Katso sivua 1" }).locator("img")).toBeVisible({ timeout: 60_000 });
  await page.getByLabel("Myyjä").fill(supplier);
  await page.getByLabel("Summa").fill("12,50");
}

async function saveReceipt(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Tallenna", exact: true }).click();
  await expect(page.getByRole("button", { name: "Lisää kuitti" })).toBeVisible();
}

/** The files that the phone keeps, by their names, small pictures and the ballast left out. */
async function keptFiles(page: Page): Promise<Map<string, Uint8Array>> {
  const found = await page.evaluate(async () => {
    const [{ name }] = (await indexedDB.databases()).filter((one) => one.name?.startsWith("leima-")) as [
      { name: string },
    ];
    const db = await new Promise<IDBDatabase>((done) => {
      const asked = indexedDB.open(name);
      asked.onsuccess = () => done(asked.result);
    });
    const rows = await new Promise<{ hash: string; bytes: ArrayBuffer }[]>((done) => {
      const asked = db.transaction("blobs").objectStore("blobs").getAll();
      asked.onsuccess = () => done(asked.result as { hash: string; bytes: ArrayBuffer }[]);
    });
    db.close();
    const text = (bytes: ArrayBuffer): string => {
      let said = "";
      const all = new Uint8Array(bytes);
      for (let at = 0; at < all.length; at += 32_768) said += String.fromCharCode(...all.subarray(at, at + 32_768));
      return btoa(said);
    };
    const files = rows.filter(({ hash }) => /^[0-9a-f]{64}$/.test(hash));
    return files.map(({ hash, bytes }) => [hash, text(bytes)] as const);
  });
  return new Map(found.map(([hash, text]) => [hash, Buffer.from(text, "base64")]));
}

test("three receipts photographed with no signal survive a killed browser, and the server has what the phone kept", async ({
  profile,
}) => {
  test.setTimeout(240_000);
  const first = await profile.open();
  await withoutBackgroundSync(first);
  const page = await enter(first, firm.address, "aino");
  await page.getByRole("link", { name: "Matkat" }).click();
  await first.setOffline(true);
  await profile.written();
  await newClaim(page);
  for (const [file, supplier] of [
    ["plain.jpg", "Parkkihalli"],
    ["turned.jpg", "Taksi"],
    ["large.jpg", "Hotelli"],
  ] as const) {
    await photographed(page, file, supplier);
    await saveReceipt(page);
  }
  await expect(page.getByRole("button", { name: /Hotelli/ })).toContainText("tiedosto odottaa lähetystä");
  const kept = await keptFiles(page);
  expect(kept.size).toBe(3);
  for (const [hash, bytes] of kept) expect(hashOf(bytes)).toBe(hash);
  const seen = looked([...kept.values()]);
  expect(seen.map(({ plain, red }) => [plain, red])).toEqual(Array(3).fill([true, ["upper left"]]));
  expect(seen.map(({ size }) => size.join(" x ")).sort()).toEqual(["1200 x 1600", "1200 x 1600", "2250 x 3000"]);
  await profile.kill();

  const again = await profile.open();
  await withoutBackgroundSync(again);
  const after = again.pages()[0]!;
  await after.goto(firm.address);
  await expect(see.chip(after)).toContainText("Kaikki lähetetty", { timeout: 60_000 });
  const aino = await firm.caller("aino");
  const receipts = await aino.rows("receipt");
  expect(receipts.map(({ data }) => data!.supplier).sort()).toEqual(["Hotelli", "Parkkihalli", "Taksi"]);
  for (const { data } of receipts) {
    const [hash] = data!.files as string[];
    const got = await aino.file(`claims/${data!.claim as string}/files/${hash}`);
    expect(hashOf(got)).toBe(hash);
    expect(kept.get(hash!)).toEqual(got);
    expect(got.includes("Puhelin")).toBe(false);
  }
});

test("a photo that finds the device full is said to be unsaved while it is still on the screen, and can be saved later", async ({
  phone,
}) => {
  test.setTimeout(240_000);
  await withoutBackgroundSync(phone);
  const page = await enter(phone, firm.address, "eino");
  await newClaim(page);
  await phone.setOffline(true);
  await photographed(page, "plain.jpg", "Parkkihalli");
  await saveReceipt(page);
  const before = await keptFiles(page);
  const devtools = await phone.newCDPSession(page);
  const origin = new URL(page.url()).origin;
  await photographed(page, "turned.jpg", "Taksi");
  await devtools.send("Storage.overrideQuotaForOrigin", { origin, quotaSize: 1 });
  // Chromium remembers for half a minute how much room there was.
  await page.waitForTimeout(31_000);
  await page.getByRole("button", { name: "Tallenna", exact: true }).click();
  await expect(page.getByRole("alert").filter({ hasText: "KUITTIA EI TALLENNETTU" })).toBeVisible();
  await expect(page.getByLabel("Myyjä")).toHaveValue("Taksi");
  expect(await keptFiles(page)).toEqual(before);
  await devtools.send("Storage.overrideQuotaForOrigin", { origin });
  await saveReceipt(page);
  expect((await keptFiles(page)).size).toBe(2);
  await phone.setOffline(false);
  await expect(see.chip(page)).toContainText("Kaikki lähetetty", { timeout: 60_000 });
});
