import { expect, test } from "@playwright/test";
import { button, useGallery } from "./kit/gallery";

const open = useGallery();

test("wherever an e-mail address is typed, a phone shows the @ and changes nothing of it", async ({ page }) => {
  await open(page, "/henkilot?scenario=office");
  await button(page, "Lisää henkilö").click();
  const theirs = page.getByRole("region", { name: "Lisää henkilö" }).getByLabel("Sähköposti");
  await expect(theirs).toHaveAttribute("autocomplete", "off");
  await open(page, "/kirjaudu?scenario=signed-out");
  const own = page.getByLabel("Sähköposti", { exact: true });
  await expect(own).toHaveAttribute("autocomplete", "username");
  for (const [field, address] of [
    [own, "/kirjaudu?scenario=signed-out"],
    [theirs, "/henkilot?scenario=office"],
  ] as const) {
    await open(page, address);
    if (field === theirs) await button(page, "Lisää henkilö").click();
    await expect(field).toHaveAttribute("type", "email");
    await expect(field).toHaveAttribute("inputmode", "email");
    await expect(field).toHaveAttribute("autocapitalize", "none");
    await expect(field).toHaveAttribute("spellcheck", "false");
  }
});

for (const width of [360, 1280]) {
  test(`what chooses everybody stands at the edge of the list that it is about, at ${width} px`, async ({ page }) => {
    await open(page, "/kiky?scenario=office", width);
    const [all, first] = [button(page, "Valitse kaikki"), page.getByRole("checkbox").first()];
    const [text, box] = await Promise.all([
      all.evaluate((el) => {
        const range = document.createRange();
        range.selectNodeContents(el);
        return range.getBoundingClientRect().x;
      }),
      first.boundingBox(),
    ]);
    const title = await page.locator(".kiky-table").boundingBox();
    expect([Math.round(text), Math.round(box!.x)]).toEqual([Math.round(title!.x), Math.round(title!.x)]);
  });
}

for (const [scenario, why] of [
  ["kiky", "kuukausi on suljettu"],
  ["done", "kuukausi on hyväksytty"],
] as const) {
  test(`a change of hours where ${why} is told as a request that somebody decides on`, async ({ page }) => {
    await open(page, `/tunnit?scenario=${scenario}&sheet=day:2026-11-17/edit/e-typed`);
    await page.getByLabel("Muistiinpano").fill("Koulutus jatkui");
    await button(page, "Tallenna").click();
    const toast = page.getByRole("dialog").locator(".toast");
    await expect(toast).toContainText("Muutos on nyt pyyntö");
    await expect(toast).toContainText(`${why}, joten esihenkilö tai palkanlaskija päättää siitä · tallessa`);
    await expect(toast.getByRole("button", { name: "Kumoa" })).toHaveCount(0);
  });
}

test("payroll approves and returns months where nobody else can, and the list says so at once", async ({ page }) => {
  await open(page, "/kuukaudet?scenario=office");
  const waiting = page.getByRole("region", { name: "Odottaa hyväksyntää" });
  await expect(waiting).toContainText("Kuukauden hyväksyy tiimin esihenkilö. Sinä voit");
  await waiting.getByText("Hyväksy tai palauta").click();
  const card = waiting.getByRole("article").filter({ hasText: "Onni Korhonen" });
  await expect(card).toContainText("153:30");
  await card.getByRole("button", { name: "Hyväksy" }).click();
  await expect(card).toHaveCount(0);
  const other = waiting.getByRole("article").filter({ hasText: "Linnea" });
  await other.getByRole("button", { name: "Palauta" }).click();
  await other.getByLabel("Perustelu").fill("Tauot puuttuvat");
  await other.getByRole("button", { name: "Palauta" }).click();
  const line = page.getByRole("region", { name: "Henkilöt" }).getByRole("listitem").filter({ hasText: "Linnea" });
  await expect(line).toContainText("Palautettu");
});

test("who may not approve a month is told who does", async ({ page }) => {
  await open(page, "/kuukaudet?scenario=team");
  const waiting = page.getByRole("region", { name: "Odottaa hyväksyntää" });
  await expect(waiting).toContainText("Tiimisi kuukaudet hyväksyt Tiimi-näkymässä");
  await expect(waiting.getByRole("link", { name: "Tiimi-näkymään" })).toBeVisible();
});

test("somebody without a contract gets the first one from their own row, after a trial run", async ({ page }) => {
  await open(page, "/henkilot?scenario=office");
  const row = page.getByRole("listitem").filter({ hasText: "Ei vielä liittynyt" });
  await row.locator("summary").click();
  await expect(row.getByRole("link", { name: "Lisää työsopimus" })).toBeVisible();
  await open(page, "/tyosopimukset/tuula?scenario=office");
  await expect(page.getByText("Ei vielä työsopimusta.")).toBeVisible();
  await button(page, "Lisää työsopimus").click();
  const form = page.getByRole("region", { name: "Uusi työsopimus: Tuula Uusi" });
  await button(page, "Koeajo: näytä, mitä muuttuu").click();
  await expect(form.getByRole("alert").first()).toContainText("Valitse uusi työehtosopimus.");
  await form.getByLabel("Työehtosopimus").selectOption("general-40");
  await form.getByLabel("Mistä päivästä").fill("2026-12-01");
  await button(page, "Koeajo: näytä, mitä muuttuu").click();
  await expect(form).toContainText("40:00");
  await button(page, "Lisää työsopimus").click();
  await expect(page.getByRole("heading", { name: "Muutos on tehty" })).toBeVisible();
});

for (const [address, id, name, press] of [
  ["/kiky?scenario=office&steps=Vähennä taulukosta", "kiky-file", "kiky.csv", "Kokeile ensin"],
  ["/kayttoonotto/henkilot?scenario=office", "staff-file", "hr.csv", "Katso, mitä muuttuisi"],
  ["/kayttoonotto/historia?scenario=office", "history-file", "kello.csv", "Katso, mitä tulisi"],
  ["/matkakorvaukset?scenario=office&steps=Tuo vuosi tiedostosta", "rates-file", "vuosi.csv", "Katso, mitä muuttuisi"],
  ["/matkakorvaukset?scenario=office&steps=Tuo valuuttakurssit", "currencies-file", "ekp.csv", "Katso, mitä muuttuisi"],
] as const) {
  test(`${name} that is still being read when its button is pressed is waited for`, async ({ page }) => {
    await page.addInitScript(() => {
      const read = Blob.prototype.arrayBuffer;
      Blob.prototype.arrayBuffer = async function (this: Blob) {
        await new Promise((done) => setTimeout(done, 1_000));
        document.documentElement.dataset.read = "";
        return read.call(this);
      };
    });
    await open(page, address, 1280);
    if (id === "rates-file") await page.getByLabel("Lähde").fill("Verohallinto 2026");
    const file = { name, mimeType: "text/csv", buffer: Buffer.from("nimi;summa\nAino;1") };
    await page.locator(`#${id}`).setInputFiles(file);
    await button(page, press).click();
    await page.locator("html[data-read]").waitFor();
    await expect(page.getByRole("alert").filter({ hasText: /alitse (ensin )?tiedosto/ })).toHaveCount(0);
  });
}
