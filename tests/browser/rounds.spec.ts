import { dateIn } from "./kit/company";
import { type Firm, openFirm } from "./kit/firm";
import { Ears, enter, expect, see, test } from "./kit/story";

let firm: Firm;
test.beforeAll(async () => {
  firm = await openFirm();
});
test.afterAll(() => firm.close());

const text = (date: string): string => {
  const [year, month, day] = date.split("-").map(Number);
  return `${day}.${month}.${year}`;
};

test("a round is opened, wished in without a network, planned with its conflict, settled, and told once", async ({
  phone,
  browser,
}) => {
  const desk = new Ears().listen(await browser.newContext());
  const boss = await enter(desk, firm.address, "saara");
  await boss.getByRole("link", { name: "Tiimi" }).click();
  await boss.getByRole("link", { name: "Katso toiveet" }).click();
  await see.act(boss, "Avaa kierros").click();
  const form = boss.getByRole("dialog");
  await form.getByLabel("Kierroksen nimi").fill("Kesälomat");
  await form.getByLabel("Alkaa").fill(text(dateIn(30)));
  await form.getByLabel("Päättyy").fill(text(dateIn(90)));
  await form.getByLabel("Toiveet viimeistään").fill(text(dateIn(40)));
  await form.getByLabel("Paikalla vähintään (henkilöä)").fill("99");
  await form.getByRole("button", { name: "Avaa kierros" }).click();
  await expect(form).toContainText("ennen suunniteltavaa aikaa");
  await form.getByLabel("Toiveet viimeistään").fill(text(dateIn(7)));
  await form.getByRole("button", { name: "Avaa kierros" }).click();
  await boss.getByRole("link", { name: /Kesälomat/ }).click();
  await expect(boss.getByText("Kukaan ei ole vielä toivonut lomaa.")).toBeVisible();

  const page = await enter(phone, firm.address, "aino");
  await page.getByRole("link", { name: "Lomat" }).click();
  const card = page.getByRole("region", { name: /^Kesälomat · viimeistään/ });
  await phone.setOffline(true);
  await card.getByRole("button", { name: "Toivo lomaa" }).click();
  const sheet = page.getByRole("dialog");
  const first = sheet.getByRole("group", { name: "Ensimmäinen toive" });
  await first.getByLabel("Alkaa").fill(text(dateIn(91)));
  await sheet.getByRole("button", { name: "Lähetä toive" }).click();
  await expect(sheet).toContainText("Kierros koskee aikaa");
  await first.getByLabel("Alkaa").fill(text(dateIn(40)));
  await first.getByLabel("Päättyy").fill(text(dateIn(60)));
  await sheet.getByRole("button", { name: "Lähetä toive" }).click();
  await expect(card).toContainText("odottaa lähetystä");
  await phone.setOffline(false);
  await expect(card).not.toContainText("odottaa lähetystä");

  await boss.reload();
  await expect(boss.getByRole("region", { name: "Paikalla" })).toContainText("tarvitaan 99");
  await boss.getByRole("radio", { name: "Ei hyväksytä" }).check();
  await expect(boss.getByText("Kirjoita perustelu: Aino Aalto.")).toBeVisible();
  await boss.getByRole("radio", { name: "Muut päivät" }).check();
  await boss
    .getByRole("group", { name: "Muut päivät" })
    .getByLabel("Päättyy")
    .fill(text(dateIn(50)));
  await expect(boss.getByText("Hyväksytään 1, ei hyväksytä 0.")).toBeVisible();
  await see.act(boss, "Ratkaise kierros").click();
  await see.act(boss, "Ratkaise ja kerro kaikille").click();
  await expect(boss.getByText("ratkaistu", { exact: false }).first()).toBeVisible();

  await expect(page.getByRole("region", { name: /^Kesälomat/ })).toContainText("hyväksytty");
  await expect(page.getByRole("region", { name: "Omat vapaapyynnöt" })).toContainText("hyväksytty");
  await page.goto(`${firm.address}/ilmoitukset`);
  await expect(page.getByText("Lomatoiveesi on ratkaistu: Kesälomat")).toHaveCount(1);
  await desk.close();
});

test("a link for a calendar is made, read without a session, and ended", async ({ phone }) => {
  const page = await enter(phone, firm.address, "aino");
  await page.getByRole("link", { name: /^Lisää/ }).click();
  const card = page.getByRole("region", { name: "Kalenterilinkit" });
  await card.getByRole("button", { name: "Tee linkki" }).click();
  await card.getByRole("button", { name: "Tee linkki" }).click();
  await expect(card.getByRole("alert")).toContainText("Anna linkille nimi");
  await card.getByLabel("Linkin nimi").fill("Kännykkä");
  await card.getByRole("button", { name: "Tee linkki" }).click();
  const address = await card.getByLabel("Linkin osoite").inputValue();
  const answer = await fetch(address.replace("localhost", "127.0.0.1"));
  expect(answer.headers.get("content-type")).toContain("text/calendar");
  expect(await answer.text()).toContain("BEGIN:VCALENDAR");
  await card.getByRole("button", { name: "Poista linkki Kännykkä" }).click();
  await card.getByRole("button", { name: /^Poista, kalenteri/ }).click();
  await expect(card).toContainText("Sinulla ei ole kalenterilinkkejä.");
  expect((await fetch(address.replace("localhost", "127.0.0.1"))).status).toBe(404);
});
