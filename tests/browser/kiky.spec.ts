import { NAMES } from "./kit/company";
import { type Firm, openFirm } from "./kit/firm";
import { enter, expect, test } from "./kit/story";

let firm: Firm;
test.beforeAll(async () => {
  firm = await openFirm();
});
test.afterAll(() => firm.close());

const WELL = ["aino", "eino", "helmi"] as const;
/** Three rows that can be done, and four that cannot: a stranger, a formula, somebody twice, and an unknown balance. */
const SHEET = [
  "Henkilö;Tunnit;Saldo",
  ...WELL.map((who) => `${who}@tarina.test;24:00;Liukuma`),
  "kuka@tarina.test;24:00;Liukuma",
  "ilmari@tarina.test;=20+4;Liukuma",
  "aino@tarina.test;24:00;Liukuma",
  "kerttu@tarina.test;24:00;Kolikot",
].join("\n");

test("kiky of 24 hours from a sheet: a trial names the faulty rows and writes nothing, then it is done, and undone", async ({
  browser,
  ears,
}) => {
  test.setTimeout(240_000);
  const people = await Promise.all(WELL.map((who) => firm.caller(who)));
  const owed = (): Promise<number[]> => Promise.all(people.map((one) => one.balance("kiky")));
  const flex = (): Promise<number[]> => Promise.all(people.map((one) => one.balance("flex")));
  const [owedBefore, flexBefore] = [await owed(), await flex()];
  const most = Math.min(...owedBefore);
  const hours = `${Math.floor(most / 60)}:${String(most % 60).padStart(2, "0")}`;
  const sheet = SHEET.replaceAll("24:00", hours);

  const desk = ears.listen(await browser.newContext({ viewport: { width: 1280, height: 800 } }));
  const page = await enter(desk, firm.address, "palkka");
  await page.goto(`${firm.address}/kiky`);
  await page.getByRole("button", { name: "Vähennä taulukosta" }).click();
  const form = page.getByRole("dialog");
  const file = { name: "kiky.csv", mimeType: "text/csv", buffer: Buffer.from(sheet) };
  await form.getByLabel("XLSX- tai CSV-tiedosto").setInputFiles(file);
  await form.getByRole("button", { name: "Kokeile ensin" }).click();

  await expect(form.getByRole("heading", { name: "4 riviä ei onnistu" })).toBeVisible();
  for (const row of [5, 6, 7, 8]) await expect(form.getByText(`Rivi ${row},`)).toBeVisible();
  await expect(form.getByText("Mitään ei ole vielä kirjattu.")).toBeVisible();
  for (const who of WELL) await expect(form.getByText(NAMES[who]!)).toBeVisible();
  expect(await owed()).toEqual(owedBefore);

  await form.getByRole("button", { name: "Tee 3, jätä pois 4" }).click();
  const said = page.getByText("3 vähennystä on tehty.");
  await expect(said).toBeVisible();
  expect(await owed()).toEqual(owedBefore.map((minutes) => minutes - most));
  expect(await flex()).toEqual(flexBefore.map((minutes) => minutes - most));

  await page.getByRole("button", { name: "Kumoa", exact: true }).click();
  await expect(page.getByText("Kumottu", { exact: false })).toBeVisible();
  expect(await owed()).toEqual(owedBefore);
  expect(await flex()).toEqual(flexBefore);

  const told = await people[0]!.rows("notice");
  expect(told.map(({ data }) => data?.kind).sort()).toEqual(["posted", "posting_undone"]);
  await desk.close();
});
