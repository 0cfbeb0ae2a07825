import { type Firm, openFirm } from "./kit/firm";
import { CLIENT, openProvider, type Provider } from "./kit/provider";
import { enter, expect, see, test } from "./kit/story";

let firm: Firm;
let provider: Provider;
test.beforeAll(async () => {
  provider = await openProvider();
  firm = await openFirm({ admin: true }, { LEIMA_SIGN_IN_INSIDE: provider.origin });
});
test.afterAll(async () => {
  await firm.close();
  await provider.close();
});

const setting = () => ({
  word: "tarina",
  issuer: provider.origin,
  client_id: CLIENT.id,
  client_secret: CLIENT.secret,
  enabled: true,
  trusts_emails: false,
  role_claim: "",
  role_values: [],
  step_claim: "",
  step_values: [],
});

test("an admin sets the company's own sign-in, tries it, and keeps it", async ({ phone }) => {
  const page = await enter(phone, firm.address, "anni");
  await page.goto(`${firm.address}/rajapinnat`);
  await page.getByRole("button", { name: "Muuta työpaikan kirjautumista" }).click();
  const sheet = page.getByRole("dialog");
  await sheet.getByLabel("Tunnistuspalvelun osoite (issuer)").fill(`${provider.origin}/`);
  await sheet.getByLabel("Leiman tunnus palvelussa (client ID)").fill(CLIENT.id);
  await sheet.getByLabel("Salaisuus (client secret)").fill(CLIENT.secret);
  await sheet.getByLabel("Työpaikan lyhyt nimi").fill("tarina");
  await sheet.getByRole("button", { name: "Kokeile" }).click();
  await expect(sheet.getByText("palvelu sanoo toisen osoitteen; kirjoita se täsmälleen samoin")).toBeVisible();
  await sheet.getByLabel("Tunnistuspalvelun osoite (issuer)").fill(provider.origin);
  await sheet.getByRole("button", { name: "Kokeile" }).click();
  await expect(sheet.getByText("Kaikki kunnossa. Kirjaudu seuraavaksi itse.")).toBeVisible();
  await sheet.getByRole("button", { name: "Tallenna" }).click();
  await expect(page.getByText(`${firm.address}/kirjaudu?yritys=tarina`)).toBeVisible();
});

test("a person goes to the company's sign-in and comes back into the app", async ({ phone, ears }) => {
  ears.expect(/status of 401/);
  await (await firm.caller("anni")).ask("PUT", "company-sign-in", setting());
  const page = await phone.newPage();
  provider.who = { sub: "veera", email: "vieras@tarina.test", email_verified: true, nonce: "of another sign-in" };
  const work = page.getByRole("button", { name: "Kirjaudu työpaikan tunnuksella: Tarina Oy" });
  await page.goto(`${firm.address}/kirjaudu?yritys=tarina`);
  await work.click();
  await expect(page.getByText("Työpaikan kirjautumisen vastaukseen ei voi luottaa")).toBeVisible();
  expect(new URL(page.url()).search).toBe("");
  provider.who = { sub: "veera", email: "vieras@tarina.test", email_verified: true };
  await page.getByRole("button", { name: "Siirry kirjautumaan" }).click();
  await work.click();
  await expect(see.act(page, "Leimaa sisään")).toBeVisible();
  await expect(page).toHaveURL(`${firm.address}/tanaan`);
});

test("a supervisor makes a passkey after signing in, and comes in by it without a password", async ({ phone }) => {
  const page = await enter(phone, firm.address, "saara");
  const devtools = await phone.newCDPSession(page);
  await devtools.send("WebAuthn.enable");
  await devtools.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  await page.getByRole("link", { name: "Lisää", exact: true }).click();
  const card = page.locator("details", { has: page.getByText("Pääsyavaimet", { exact: true }) });
  await card.locator("summary").click();
  await expect(card.getByText("Suosittelemme pääsyavainta sinulle")).toBeVisible();
  await card.getByLabel("Pääsyavaimen nimi").fill("Työpuhelin");
  await card.getByRole("button", { name: "Lisää pääsyavain" }).click();
  await expect(card.getByText("Ei vielä käytetty")).toBeVisible();

  await page.getByRole("button", { name: "Kirjaudu ulos" }).click();
  await page.getByRole("button", { name: "Kirjaudu pääsyavaimella" }).click();
  await expect(see.flex(page)).toBeVisible();
  await page.getByRole("link", { name: "Lisää", exact: true }).click();
  await card.locator("summary").click();
  await expect(card.getByText("Käytetty viimeksi")).toBeVisible();
  await card.getByRole("button", { name: "Poista: Työpuhelin" }).click();
  await card.getByRole("button", { name: "Poista pääsyavain" }).click();
  await expect(card.getByText("Työpuhelin")).toHaveCount(0);
});
