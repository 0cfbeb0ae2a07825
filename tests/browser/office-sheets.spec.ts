/** Forms of the office: what is missing is said and nothing is asked of the server; then it is asked what was typed. */
import { expect, test, type Locator, type Page } from "@playwright/test";
import { button, useGallery } from "./kit/gallery";

const open = useGallery();
/** What the pretended server says to what it has no answer for. */
const REFUSED = "Tätä ei löytynyt.";

/** What has been sent to a path, the newest last. */
const sent = (page: Page, path: string): Promise<unknown[]> =>
  page.evaluate((wanted) => {
    const { calls } = (window as unknown as { live: { calls: unknown[][] } }).live;
    return calls.filter(([method, to]) => method === "POST" && to === wanted).map(([, , body]) => body);
  }, path);

/** A second tap, as after a reply that was lost, asks for the same act: the server does it once. */
async function sameAct(page: Page, path: string): Promise<void> {
  await expect.poll(async () => (await sent(page, path)).length).toBe(2);
  const ids = (await sent(page, path)).map((body) => (body as { id: string }).id);
  expect(ids[0]).toMatch(/\S/);
  expect(ids[1]).toBe(ids[0]);
}

/** What was refused is said, and every field stands as it was typed. */
async function refused(form: Page | Locator, typed: Record<string, string>): Promise<void> {
  await expect(form.getByRole("alert").filter({ hasText: REFUSED })).toBeVisible();
  for (const [label, text] of Object.entries(typed))
    await expect(form.getByLabel(label, { exact: true })).toHaveValue(text);
}

test("a transfer names what is missing, offers only accounts that may take, and is sent as it was typed", async ({
  page,
}) => {
  await open(page, "/saldot/p-ville?scenario=team&sheet=transfer:p-ville");
  const form = page.getByRole("dialog");
  const move = form.getByRole("button", { name: "Kirjaa", exact: true });
  await move.click();
  await expect(form.getByRole("alert").filter({ hasText: "Täytä ensin määrä" })).toBeVisible();
  expect(await sent(page, "/api/v1/transfers")).toEqual([]);
  await form.getByLabel("Miltä tililtä").selectOption("bank");
  await expect(form.getByLabel("Mille tilille").locator("option")).toHaveText(["Liukuma", "Ylityövapaa"]);
  await form.getByLabel("Mille tilille").selectOption("overtime_leave");
  await form.getByLabel("Aika", { exact: true }).fill("2:15");
  await form.getByLabel("Perustelu").fill("Sovittu");
  await move.click();
  const body = {
    source: "bank",
    target: "overtime_leave",
    minutes: 135,
    date: "2026-11-20",
    reason: "Sovittu",
  };
  await expect.poll(() => sent(page, "/api/v1/transfers")).toMatchObject([body]);
  await refused(form, { Aika: "2:15", Perustelu: "Sovittu" });
});

test("a holiday bonus says what is left of it before it is paid, and that it is short", async ({ page }) => {
  await open(page, "/kiky?scenario=office");
  await button(page, "Merkitse lomaraha maksuun, Tuula Tuntinen").click();
  const form = page.getByRole("dialog");
  const pay = form.getByRole("button", { name: "Merkitse maksuun ja kuittaa kiky" });
  await pay.click();
  await expect(form.getByRole("alert").filter({ hasText: "Kirjoita molemmat summat" })).toBeVisible();
  await form.getByLabel("Lomaraha, €").fill("400");
  await form.getByLabel("Tunnin hinta, €").fill("18,50");
  await expect(form.locator("p[role=status]")).toContainText("ei riitä");
  await form.getByLabel("Lomaraha, €").fill("1250,5");
  await expect(form.locator("p[role=status]")).toContainText("444,00 €, lomarahasta jää 806,50 €");
  await pay.click();
  const body = { date: "2026-11-20", bonus_cents: 125_050, hourly_cents: 1850 };
  await expect.poll(() => sent(page, "/api/v1/kiky/deductions/plan1/paid")).toEqual([body]);
  await refused(form, { "Lomaraha, €": "1250,5", "Tunnin hinta, €": "18,50" });
});

test("a leaver's kiky is given back with a reason, on the last day of work", async ({ page }) => {
  await open(page, "/kiky?scenario=office");
  await button(page, "Käsittele, Helmi Laine").click();
  const form = page.getByRole("dialog");
  await form.getByRole("button", { name: "Palauta", exact: true }).click();
  await expect(form.getByRole("alert").filter({ hasText: "Kirjoita perustelu" })).toBeVisible();
  await form.getByLabel("Perustelu").fill("Sovittu lähdettäessä");
  await form.getByRole("button", { name: "Palauta", exact: true }).click();
  const body = { person: "p3", year: 2026, decision: "return", minutes: 720, date: "2026-06-30" };
  await expect.poll(() => sent(page, "/api/v1/kiky/leaver/confirm")).toMatchObject([body]);
  await form.getByRole("button", { name: "Palauta", exact: true }).click();
  await sameAct(page, "/api/v1/kiky/leaver/confirm");
  await refused(form, { Perustelu: "Sovittu lähdettäessä" });
});

test("the company's decision on kiky is shown before it is made, and a change of it is shown again", async ({
  page,
}) => {
  await open(page, "/kiky?scenario=office");
  await button(page, "Kiky käytössä").click();
  const form = page.getByRole("dialog");
  await form.getByRole("button", { name: "Sopimuksen mukaan" }).click();
  await form.getByLabel("Perustelu").fill("Pöytäkirja 4/2026");
  await form.getByRole("button", { name: "Katso, mitä muuttuisi" }).click();
  const decide = form.getByRole("button", { name: "Tee päätös" });
  await expect(decide).toBeVisible();
  const body = { runs: true, agreement: null, from_date: "2026-11-20", until_date: null, reason: "Pöytäkirja 4/2026" };
  expect(await sent(page, "/api/v1/kiky/switches/preview")).toMatchObject([body]);
  await form.getByLabel("Perustelu").fill("Pöytäkirja 5/2026");
  await expect(decide).toHaveCount(0);
  await form.getByRole("button", { name: "Katso, mitä muuttuisi" }).click();
  await decide.click();
  await expect
    .poll(() => sent(page, "/api/v1/kiky/switches"))
    .toMatchObject([{ ...body, reason: "Pöytäkirja 5/2026" }]);
  await decide.click();
  await sameAct(page, "/api/v1/kiky/switches");
  await refused(form, { Perustelu: "Pöytäkirja 5/2026" });
});

test("a deduction for several people is tried before it is made, from the balances in the order that was tapped", async ({
  page,
}) => {
  await open(page, "/kiky?scenario=office");
  await button(page, "Valitse kaikki").click();
  await button(page, "Vähennä saldoista").click();
  const form = page.getByRole("dialog");
  await form.getByRole("button", { name: "1. Liukuma" }).click();
  await form.getByRole("button", { name: "Kokeile ensin" }).click();
  await expect(form.getByRole("alert").filter({ hasText: /\S/ })).toBeVisible();
  expect(await sent(page, "/api/v1/kiky/deductions/bulk")).toEqual([]);
  for (const name of ["Työaikapankki", "Liukuma"]) await form.getByRole("button", { name, exact: true }).click();
  await form.getByLabel("Tunnit henkilöä kohti").fill("7,5");
  await form.getByRole("button", { name: "Kokeile ensin" }).click();
  await expect
    .poll(() => sent(page, "/api/v1/kiky/deductions/bulk"))
    .toMatchObject([{ dry_run: true, sources: ["bank", "flex"], minutes: 450 }]);
  await expect(form.getByText("2 riviä ei onnistu")).toBeVisible();
});
