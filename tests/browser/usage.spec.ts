import { type Firm, openDemo } from "./kit/firm";
import { enter, expect, test } from "./kit/story";

let firm: Firm;
test.beforeAll(async () => {
  firm = await openDemo(8);
});
test.afterAll(() => firm.close());

test("an admin reads which features are in use, by how many and when, names nobody, and opens where one is set up", async ({
  browser,
  ears,
}) => {
  test.setTimeout(120_000);
  const context = ears.listen(await browser.newContext({ viewport: { width: 1280, height: 900 } }));
  const page = await enter(context, firm.address, "payroll@demo.test");
  await page.getByRole("link", { name: "Käyttö", exact: true }).click();
  await expect(page).toHaveURL(/\/kaytto$/);
  await expect(page.getByText("Ketään ei nimetä")).toBeVisible();
  const used = page.getByRole("region", { name: /^Käytössä/ });
  const clocking = used.getByRole("row", { name: /Leimaukset/ });
  await expect(clocking).toContainText(/\d+ \/ \d+/);
  await expect(clocking).toContainText(/\d+\.\d+\.\d{4}/);
  const unused = page.getByRole("region", { name: /^Ei käytetty \d/ });
  await expect(unused.getByRole("row", { name: /Webhookit/ })).toBeVisible();
  await expect(page.getByRole("region", { name: /^Käyttöä ei kirjata/ })).toContainText("Paikallaolotaulu");
  const people = await page.request.get(`${firm.address}/api/v1/usage`);
  expect(people.status(), "nobody reads it without signing in").toBe(401);
  await unused
    .getByRole("row", { name: /Webhookit/ })
    .getByRole("link", { name: "Rajapinnat" })
    .click();
  await expect(page).toHaveURL(/\/rajapinnat$/);
  await context.close();
});

test("an employee has no such room", async ({ browser, ears }) => {
  const context = ears.listen(await browser.newContext({ viewport: { width: 1280, height: 900 } }));
  const page = await enter(context, firm.address, "employee@demo.test");
  await expect(page.getByRole("link", { name: "Käyttö", exact: true })).toHaveCount(0);
  await page.goto(`${firm.address}/kaytto`);
  await expect(page.getByText("Ketään ei nimetä")).toHaveCount(0);
  await context.close();
});
