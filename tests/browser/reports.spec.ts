import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { dateIn, instant } from "./kit/company";
import { type Firm, openFirm, PYTHON } from "./kit/firm";
import { enter, expect, test } from "./kit/story";

const NOTES = ['=HYPERLINK("http://x.test";"tarjous")', "+1+2"];

/** Days back to one that no device holds. */
const OLD = 430;

let firm: Firm;
test.beforeAll(async () => {
  firm = await openFirm({ since: dateIn(-OLD - 5) });
});
test.afterAll(() => firm.close());

/** Every cell of a workbook as [type, value]: `s` is text, `f` a formula, `d` a date or a duration. */
function cellsOf(file: string): [string, string][] {
  const code = [
    "import json, sys, openpyxl",
    "book = openpyxl.load_workbook(open(sys.argv[1], 'rb'))",
    "cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]",
    "print(json.dumps([[cell.data_type, str(cell.value)] for cell in cells]))",
  ];
  return JSON.parse(execFileSync(PYTHON, ["-c", code.join("\n"), file], { encoding: "utf8" })) as [string, string][];
}

async function download(page: Page, button: string): Promise<{ name: string; path: string }> {
  const given = page.waitForEvent("download");
  await page.getByRole("button", { name: button }).click();
  const file = await given;
  await expect(page.getByRole("status").filter({ hasText: "on ladattu" })).toContainText(file.suggestedFilename());
  return { name: file.suggestedFilename(), path: await file.path() };
}

test("a report of chosen days and columns adds up, and its files hold the same numbers and no live formula", async ({
  phone,
}) => {
  test.setTimeout(240_000);
  const kerttu = await firm.caller("kerttu");
  for (const [n, note] of NOTES.entries()) {
    const body = { start: instant(n - 8, "08:00"), end: instant(n - 8, n ? "11:00" : "12:30"), note };
    const entry = { type: "entry", id: crypto.randomUUID() };
    await kerttu.say({ type: "entry.create", entity: entry, body, at: Date.now() });
  }
  const page = await enter(phone, firm.address, "kerttu");
  await page.goto(`${firm.address}/raportit`);
  const chosen = page.getByRole("button", { name: "Valitse aikaväli" });
  await chosen.click();
  await expect(chosen).toHaveAttribute("aria-pressed", "true");
  await expect(page.getByLabel("Alkaa")).toBeVisible();
  await page.getByLabel("Alkaa").fill(dateIn(-9));
  await page.getByLabel("Päättyy").fill(dateIn(-6));
  await page.getByText(/sarak/i).first().click();
  await page.getByLabel("Muistiinpanot").check();
  await page.getByLabel("Huomiot").uncheck();

  const total = page.getByRole("row").filter({ hasText: "Yhteensä" });
  await expect(total).toContainText("7:30");
  await expect(page.getByRole("cell", { name: NOTES[0]! })).toBeVisible();
  await expect(page.getByRole("columnheader", { name: "Huomiot" })).toHaveCount(0);

  const csv = await download(page, "Lataa CSV");
  expect(csv.name).toMatch(/\.csv$/);
  const lines = readFileSync(csv.path, "utf8").trim().split("\r\n");
  expect(lines).toHaveLength(1 + 4);
  const titles = lines[0]!.replace("\ufeff", "").split(";");
  expect(titles).toContain("Muistiinpanot");
  expect(titles).not.toContain("Huomiot");
  const worked = lines.slice(1).map((line) => Number(line.split(";")[titles.indexOf("Työaika")]!.replace(",", ".")));
  expect(worked.reduce((sum, hours) => sum + hours, 0)).toBe(7.5);
  expect(lines.join("\n")).toContain("'+1+2");
  expect(lines.join("\n")).not.toMatch(/(^|;|")[=+@]/m);

  const xlsx = await download(page, "Lataa XLSX");
  const cells = cellsOf(xlsx.path);
  expect(cells.filter(([type]) => type === "f")).toEqual([]);
  for (const note of NOTES) expect(cells).toContainEqual(["s", note]);
  expect(cells.map(([, value]) => value)).toContain("7:30:00");
});

test("a month older than the device holds is fetched when somebody goes back to it, and offline it says what it needs", async ({
  phone,
}) => {
  test.setTimeout(240_000);
  const eino = await firm.caller("eino");
  const body = { start: instant(-OLD, "08:00"), end: instant(-OLD, "13:00"), note: "" };
  await eino.say({ type: "entry.create", entity: { type: "entry", id: crypto.randomUUID() }, body, at: Date.now() });
  const page = await enter(phone, firm.address, "eino");
  await page.getByRole("link", { name: "Tunnit" }).click();
  await page.getByRole("button", { name: "Kuukausi", exact: true }).click();
  const [year, month] = dateIn(-OLD).split("-").map(Number);
  const [thisYear, thisMonth] = dateIn(0).split("-").map(Number);
  const steps = (thisYear! - year!) * 12 + thisMonth! - month!;
  const back = page.getByRole("button", { name: "Edellinen kuukausi" });
  const totals = page.getByRole("region", { name: "Yhteensä" });
  for (let n = 0; n < steps; n += 1) {
    await back.click();
    await expect(totals).toBeVisible();
  }
  await expect(totals).toContainText("5:00");
  await expect(page.getByText("Vanhemmat haetaan palvelimelta")).toBeVisible();
  await phone.setOffline(true);
  await back.click();
  const told = page.getByRole("alert").filter({ hasText: "tarvitaan verkko" });
  await expect(told).toBeVisible();
  const again = (await page.getByRole("button", { name: "Yritä uudelleen" }).elementHandle())!;
  await phone.setOffline(false);
  await again.dispatchEvent("click");
  await expect(told).toHaveCount(0);
});
