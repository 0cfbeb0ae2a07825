import { type Firm, openDemo } from "./kit/firm";
import { enter, expect, test } from "./kit/story";

const SUPERVISOR = "supervisor@demo.test";

let firm: Firm;
test.beforeAll(async () => {
  firm = await openDemo(8);
});
test.afterAll(() => firm.close());

test("a supervisor's −24:00 is asked about, posted as it was meant, explained, and undone with one tap", async ({
  phone,
  ears,
}) => {
  ears.expect(/the server responded with a status of 400/);
  const page = await enter(phone, firm.address, SUPERVISOR);
  const employee = await firm.caller("employee");
  const [flex, kiky] = [await employee.balance("flex"), await employee.balance("kiky")];
  const { name } = await employee.ask<{ name: string }>("GET", "me");

  await page.getByRole("link", { name: "Tiimi" }).click();
  await page.getByRole("button", { name: `Toiminnot: ${name}` }).click();
  await page.getByRole("link", { name: `Saldot: ${name}` }).click();
  await expect(page.getByRole("heading", { name })).toBeVisible();
  await page.getByRole("button", { name: "Uusi saldokirjaus" }).click();
  await page.getByLabel("Aika", { exact: true }).fill("-5:00");
  await page.getByLabel("Perustelu").fill("Sovittu vapaa");
  await expect(page.getByText("kirjauksen jälkeen")).toBeVisible();
  await expect(page.getByLabel("Ei siirry palkkaan")).toBeChecked();
  await page.getByRole("button", { name: "Kirjaa", exact: true }).click();
  await expect(page.getByRole("heading", { name: "Onko tämä kiky-vähennys?" })).toBeVisible();
  await page.getByRole("button", { name: "Ei, tavallinen kirjaus" }).click();

  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(page.getByRole("status").filter({ hasText: "−5:00" })).toBeVisible();
  expect(await employee.balance("flex")).toBe(flex - 300);
  expect(await employee.balance("kiky")).toBe(kiky);
  await expect(page.locator(".explained").getByText("Sovittu vapaa")).toBeVisible();

  await page.getByRole("button", { name: /^Kumoa: Saldokirjaus/ }).click();
  await expect(page.getByText("Vastakirjaus on tehty")).toBeVisible();
  expect(await employee.balance("flex")).toBe(flex);
});

test("answered yes, the deduction lowers flex and kiky by the same minutes", async ({ phone, ears }) => {
  ears.expect(/the server responded with a status of 400/);
  const page = await enter(phone, firm.address, SUPERVISOR);
  const employee = await firm.caller("employee");
  const [flex, kiky] = [await employee.balance("flex"), await employee.balance("kiky")];
  const { id } = await employee.ask<{ id: string }>("GET", "me");

  await page.goto(`${firm.address}/saldot/${id}`);
  await page.getByRole("button", { name: "Uusi saldokirjaus" }).click();
  await page.getByLabel("Aika", { exact: true }).fill("-1:00");
  await page.getByLabel("Perustelu").fill("Kiky 2026");
  await page.getByRole("button", { name: "Kirjaa", exact: true }).click();
  await page.getByRole("button", { name: "Kyllä, kiky-vähennys" }).click();

  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(page.getByText("Kiky-vähennys tehty")).toBeVisible();
  expect(await employee.balance("flex")).toBe(flex - 60);
  expect(await employee.balance("kiky")).toBe(kiky - 60);
});
