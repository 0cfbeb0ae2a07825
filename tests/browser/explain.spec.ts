import type { Page } from "@playwright/test";
import { type Firm, openDemo } from "./kit/firm";
import { enter, expect, minutes, see, tap, test } from "./kit/story";

const EMPLOYEE = "employee@demo.test";

let firm: Firm;
test.beforeAll(async () => {
  firm = await openDemo(8);
});
test.afterAll(() => firm.close());

interface Explained {
  total: number;
  rows: { date: string | null; kind: string; amount: number; lines: { minutes: number; total: boolean }[] }[];
}

/** Thirty days before: on the first of a month the month itself has no days to explain yet. */
const monthBefore = (on: string): string => new Date(Date.parse(on) - 30 * 86_400_000).toISOString().slice(0, 10);

const sum = (numbers: number[]) => numbers.reduce((all, one) => all + one, 0);

test("the server explains the demo employee's flex balance to the minute of the number on the card", async ({
  phone,
}) => {
  const page = await enter(phone, firm.address, EMPLOYEE);
  const employee = await firm.caller("employee");
  const on = (await employee.ask<{ today_date: string }>("GET", "balances")).today_date;
  const explained = await employee.ask<Explained>("GET", `explain?account=flex&on=${on}&from=${monthBefore(on)}`);
  expect(explained.rows.length).toBeGreaterThan(5);
  expect(sum(explained.rows.map(({ amount }) => amount))).toBe(explained.total);
  const days = explained.rows.filter(({ kind }) => kind === "day");
  expect(days.length).toBeGreaterThan(3);
  for (const { amount, lines } of days) {
    expect(sum(lines.filter(({ total }) => !total).map((line) => line.minutes))).toBe(amount);
  }
  expect(explained.total).toBe(await employee.balance("flex"));
  await expect(see.flex(page)).toHaveText(signed(explained.total));
});

/** A balance as the card writes it. */
function signed(amount: number): string {
  const all = Math.abs(amount);
  const sign = amount < 0 ? "−" : amount > 0 ? "+" : "";
  return `${sign}${Math.floor(all / 60)}:${String(all % 60).padStart(2, "0")}`;
}

interface Sheet {
  card: string;
  total: string;
  /** What each part of the list says, folded or not. */
  parts: string[];
  folds: { amount: string; days: string[] }[];
  days: { amount: string; lines: string[] }[];
}

/** Reads the open sheet and the card behind it at one moment. */
function readSheet(page: Page): Promise<Sheet> {
  return page.evaluate(() => {
    const text = (from: Element, what: string) => from.querySelector(what)?.textContent ?? "";
    const texts = (from: Element, what: string) => [...from.querySelectorAll(what)].map((el) => el.textContent);
    const sheet = document.querySelector("dialog")!;
    const list = sheet.querySelector("ol.explained")!;
    const withLines = [...list.querySelectorAll("li")].filter((li) =>
      li.querySelector(":scope > .explained-day-lines"),
    );
    return {
      card: text(document.querySelector(".today-balance.flex")!, "strong"),
      total: text(sheet, ".explained-sum strong"),
      parts: [...list.children].map((li) => text(li, ".explained-row em")),
      folds: [...list.querySelectorAll("details.explained-fold")].map((fold) => ({
        amount: text(fold, "summary em"),
        days: texts(fold, ":scope > ol .explained-row em"),
      })),
      days: withLines.map((li) => ({
        amount: text(li, ".explained-row em"),
        lines: texts(li, ".explained-day-lines .explained-step:not(.total) > .nowrap"),
      })),
    };
  });
}

const added = (texts: string[]) => sum(texts.filter((text) => text !== "–").map(minutes));

function addsUp(sheet: Sheet): void {
  expect(minutes(sheet.total)).toBe(minutes(sheet.card));
  expect(added(sheet.parts)).toBe(minutes(sheet.card));
  for (const fold of sheet.folds) expect(added(fold.days)).toBe(minutes(fold.amount));
  for (const day of sheet.days) if (day.amount !== "–") expect(added(day.lines)).toBe(minutes(day.amount));
}

async function explain(page: Page, name: string): Promise<void> {
  await page.getByRole("region", { name }).getByRole("button").click();
  await expect(page.locator("dialog ol.explained").first()).toBeVisible();
}

test("the phone explains the same balance offline, before and after a punch, to the minute", async ({ phone }) => {
  const page = await enter(phone, firm.address, EMPLOYEE);
  await phone.setOffline(true);
  await page.reload();
  await explain(page, "Liukuma");
  const before = await readSheet(page);
  expect(before.days.length).toBeGreaterThan(10);
  expect(before.folds.length).toBeGreaterThan(0);
  addsUp(before);
  await page.keyboard.press("Escape");

  await tap(page, "Leimaa sisään");
  await expect(see.act(page, "Leimaa ulos")).toBeVisible();
  await explain(page, "Liukuma");
  await expect(page.getByText("laskettua, jota palvelin ei ole vielä vahvistanut")).toBeVisible();
  addsUp(await readSheet(page));
});

test("the phone and the server tell the same amount of every day", async ({ phone }) => {
  const page = await enter(phone, firm.address, EMPLOYEE);
  await explain(page, "Liukuma");
  const sheet = await readSheet(page);
  const employee = await firm.caller("employee");
  const on = (await employee.ask<{ today_date: string }>("GET", "balances")).today_date;
  const explained = await employee.ask<Explained>("GET", `explain?account=flex&on=${on}&from=${monthBefore(on)}`);
  const there = explained.rows.filter(({ kind, lines }) => kind === "day" && lines.length > 0);
  const here = sheet.days.filter(({ amount }) => amount !== "–");
  expect(here.map(({ amount }) => minutes(amount))).toEqual(there.map(({ amount }) => amount));
});
