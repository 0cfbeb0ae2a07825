/** How pictures of the app are taken: the browser, the gallery, and what there is to see. */
import { build, preview } from "vite";

export const CHROMIUM = {
  executablePath: process.env.LEIMA_CHROMIUM || "/usr/bin/chromium",
  args: [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
  ],
};

const OWN = "/tyoehtosopimukset/kiky-37-5?scenario=office";
const CHANGED =
  "Muuta päivästä alkaen: Liukumasaldo enintään|row-value=30:00|row-from=2026-11-11|row-source=Pöytäkirja 11.11.2026|Lisää muutos";
const TWO_STEP = "Kaksivaiheinen kirjautuminen|two-step-password=salasana|Ota käyttöön";
const MASS = "/tyosopimukset?scenario=office&steps=Valitse kaikki 6|Muuta sopimuksia";
const IN =
  "Lisää henkilö|person-name=Tuula Uusi|person-email=tuula@esimerkki.test|person-start=2026-12-01|person-agreement=general-40|Lisää ja tee kutsulinkki";
const TRY = "Koeajo: näytä, mitä muuttuu";
const SET_UP = "/kayttoonotto?scenario=office&steps";
const BOOKINGS = "4. Työlajit ja kustannuspaikatValmis";
const EVERY_STEP = `1. YritysValmis|2. HenkilötValmis|${BOOKINGS}|5. TyöehtosopimuksetValmis|6. RoolitKesken|7. KutsutKesken|8. Ensimmäinen leimausKesken`;
const MERGED = `${BOOKINGS}|setup-away-work_type=w2|setup-heir-work_type=w1|Katso, mitä tapahtuu|Näytä käyttämättömät`;
const STAFF_SEEN = "/kayttoonotto/henkilot?scenario=office&steps=staff-file=hr.csv|Katso, mitä muuttuisi|Sarakkeet…";
const HISTORY_SEEN = "/kayttoonotto/historia?scenario=office&steps=history-file=kello.csv|Katso, mitä tulisi";
const INVITED = "7. KutsutKesken|Tee 1 kutsu";
const CHOSEN = "Valitse Aino Virtanen|Valitse Otto Lindqvist";
const KEY_MADE = "Tee avain|api-key-name=Palkkaohjelma|Lukea palkka-ajot…|Tee avain";
const HOOK_MADE =
  "Tee webhook|webhook-name=Palkkaohjelma|webhook-address=https://palkat.example.fi/leima|Kuukausi hyväksyttiin|Tee webhook";
const BEGUN =
  "/tyosopimukset/tuula?scenario=office&steps=Lisää työsopimus|change-agreement=general-40|change-from=2026-12-01";

/** Name, address and, where it matters, a user agent, or "print" for a picture of the paper. Every screen, and every state that a person may meet in it. */
export const VIEWS = [
  ["kirjaudu", "/kirjaudu?scenario=signed-out"],
  ["kirjaudu-uudelleen", "/kirjaudu?scenario=expired"],
  ["kirjaudu-unohdin", "/kirjaudu?scenario=signed-out&steps=Unohditko salasanan?"],
  ["kirjaudu-koodi", "/kirjaudu?scenario=signed-out&steps=own-email=a@b.fi|own-password=koodi|Kirjaudu"],
  ["kirjaudu-tyopaikka", "/kirjaudu?scenario=expired&steps=Kirjaudu työpaikan tunnuksella"],
  ["kirjaudu-paluu", "/kirjaudu?scenario=signed-out&state=x&code=koodi"],
  ["kirjaudu-iphone", "/kirjaudu?scenario=signed-out", "iphone"],
  ["kutsu", "/liity?scenario=signed-out#avain"],
  ["kutsu-vanha", "/liity?scenario=signed-out#vanha"],
  ...["out", "in", "break", "done", "kiky", "offline", "attention", "conflict", "expired", "revoked"].map(today),
  ...["noterms", "contractor", "full", "update", "team"].map(today),
  ["tanaan-matkalla", "/tanaan?scenario=road&shows=travel-day"],
  ["tanaan-matka", "/tanaan?scenario=road-done&shows=travel-day"],
  ["selitys-liukuma", "/tanaan?scenario=in&sheet=explain:flex"],
  ["selitys-kiky", "/tanaan?scenario=in&sheet=explain:kiky"],
  ["selitys-loma", "/tanaan?scenario=in&sheet=explain:annual_holiday"],
  ["tapahtumat", "/tanaan?scenario=in&sheet=journal"],
  ["tapahtumat-offline", "/tanaan?scenario=offline&sheet=journal"],
  ["tunnit", "/tunnit?scenario=in"],
  ["tunnit-offline", "/tunnit?scenario=offline"],
  ["tunnit-contractor", "/tunnit?scenario=contractor"],
  ["tunnit-tyhja", "/tunnit?scenario=hours-empty"],
  ["tunnit-ristiriita", "/tunnit?scenario=conflict"],
  ["tunnit-kuukausi", "/tunnit?scenario=in&press=Kuukausi"],
  ["tunnit-kuukausi-offline", "/tunnit?scenario=offline&press=Kuukausi"],
  ["tunnit-paiva", "/tunnit?scenario=in&sheet=day:2026-11-18"],
  ["tunnit-paiva-tanaan", "/tunnit?scenario=in&sheet=day:2026-11-20"],
  ["tunnit-paiva-vahvista", "/tunnit?scenario=attention&sheet=day:2026-11-19"],
  ["tunnit-paiva-huomiot", "/tunnit?scenario=in&sheet=day:2026-11-17"],
  ["tunnit-paiva-offline", "/tunnit?scenario=offline&sheet=day:2026-11-16"],
  ["tunnit-paiva-tyhja", "/tunnit?scenario=in&sheet=day:2026-11-12"],
  ["tunnit-kiky-paiva", "/tunnit?scenario=kiky&sheet=day:2026-11-12"],
  ["tunnit-kiky-tulossa", "/tunnit?scenario=kiky&sheet=day:2026-11-28"],
  ["tunnit-muuta", "/tunnit?scenario=in&sheet=day:2026-11-17/edit/e-typed"],
  ["tunnit-jaa", "/tunnit?scenario=in&sheet=day:2026-11-17/split/e-typed"],
  ["tunnit-lisaa", "/tunnit?scenario=in&sheet=day:2026-11-12/add"],
  ["tunnit-kopioi", "/tunnit?scenario=in&sheet=day:2026-11-12/copy"],
  ["ylityo-pyyda", "/tunnit?scenario=in&sheet=day:2026-11-18"],
  ["ylityo-odottaa", "/tunnit?scenario=in&sheet=day:2026-11-16"],
  ["ylityo-valinta", "/tunnit?scenario=in&sheet=day:2026-11-17"],
  ["paatokset", "/tiimi?scenario=team&steps=Valitse kaikki (14)"],
  ["paatokset-muuttunut", "/tiimi?scenario=team-held"],
  ["paatetyt", "/tiimi?scenario=team&sheet=decided"],
  ["sijainen", "/tiimi?scenario=team&sheet=substitute"],
  ["ylityo-maaraa", "/tiimi?scenario=team&sheet=order:p-ainovirtanen"],
  ["poissaolo", "/lomat?scenario=in&sheet=absence"],
  ["poissaolo-tiimi", "/tiimi?scenario=team&sheet=absence:p-ainovirtanen"],
  ["hae-lomaa", "/lomat?scenario=in&sheet=leave"],
  ["lomat-saasta", "/lomat?scenario=in&sheet=saving"],
  ["todistus-oma", "/lomat?scenario=in&sheet=certificate:l1"],
  ["todistus-uusi", "/lomat?scenario=in&sheet=certificate:l2"],
  ["todistus-toisen", "/tiimi?scenario=team&sheet=certificate:l5"],
  ["todistus-mennyt", "/tiimi?scenario=team&sheet=certificate:l6"],
  ["lomat", "/lomat?scenario=in"],
  ["lomatoiveet-toivo", "/lomat?scenario=in&sheet=wish:k1"],
  ["lomatoiveet-muuta", "/lomat?scenario=in&sheet=wish:k1/w1"],
  ["lomatoiveet-kierrokset", "/lomatoiveet?scenario=team"],
  ["lomatoiveet-avaa", "/lomatoiveet?scenario=team&sheet=round"],
  ["lomatoiveet-kierros", "/lomatoiveet/k1?scenario=team"],
  ["kalenterilinkit", "/lisaa?scenario=team&steps=Tee linkki"],
  ["lomat-contractor", "/lomat?scenario=contractor"],
  ["lomakalenteri", "/lomakalenteri/2026-12-14?scenario=team&press=Kuukausi"],
  ["lomakalenteri-viikko", "/lomakalenteri/2026-12-23?scenario=team&press=Viikko"],
  ["lomakalenteri-vuosi", "/lomakalenteri/2026-12-14?scenario=team&press=Vuosi"],
  ["lomakalenteri-tuloste", "/lomakalenteri/2026-12-14?scenario=team&press=Kuukausi", "print"],
  ["lomakalenteri-kollega", "/lomakalenteri/2026-12-14?scenario=in"],
  ["lomakalenteri-viimeksi", "/lomakalenteri/2026-12-14?scenario=team-offline"],
  ["lomakalenteri-offline", "/lomakalenteri?scenario=offline"],
  ["lomakalenteri-vahimmais", "/lomakalenteri?scenario=team&steps=Aseta vähimmäismäärä"],
  ["matkat", "/matkat?scenario=in"],
  ["matkat-tyhja", "/matkat?scenario=hours-empty"],
  ["matkat-kaynnissa", "/matkat?scenario=kiky"],
  ["matka-korjaa", "/tanaan?scenario=road&sheet=claim:mend/op"],
  ["matkat-offline", "/matkat?scenario=offline"],
  ["matka-uusi", "/matkat?scenario=in&sheet=claim:new"],
  ["matka-esikatselu", "/matkat?scenario=in&sheet=claim:c-tampere"],
  ["matka-puuttuu", "/matkat?scenario=in&sheet=claim:new&steps=Lähetä hyväksyttäväksi"],
  ["matka-ulkomaille", "/matkat?scenario=in&sheet=claim:new&steps=Ulkomaanmatka|Lisää ulkomaan osuus"],
  ["matka-toimeksisaaja", "/matkat?scenario=contractor&sheet=claim:c-tampere"],
  ["matka-palautettu", "/matkat?scenario=in&sheet=claim:c-lahti"],
  ["matka-lahetetty", "/matkat?scenario=offline&sheet=claim:c-london"],
  ["matka-hyvaksy", "/tiimi?scenario=team&sheet=claim:c-mika"],
  ["matka-maksettavat", "/tiimi?scenario=payroll"],
  ["tiimi", "/tiimi?scenario=team"],
  ["tiimi-offline", "/tiimi?scenario=team-offline"],
  ["raportit", "/raportit?scenario=in"],
  ["raportit-tiimi", "/raportit?scenario=team&press=Saldoraportti"],
  ["raportit-tiimin-tyoaika", "/raportit?scenario=team&steps=report-whom=team:t-product"],
  ["raportit-johtaminen", "/raportit?scenario=team&press=Johtaminen"],
  ["raportit-johtaminen-liukuma", "/raportit?scenario=team&steps=Johtaminen|Avaa Saldot"],
  ["raportit-johtaminen-kiky", "/raportit?scenario=team&steps=Johtaminen|Avaa Kikyt"],
  ["raportit-johtaminen-poissa", "/raportit?scenario=team&steps=Johtaminen|Avaa Poissa"],
  ["raportit-johtaminen-offline", "/raportit?scenario=team-offline&press=Johtaminen"],
  ["raportit-offline", "/raportit?scenario=team-offline"],
  ["paasyavaimet", "/lisaa?scenario=office&steps=Pääsyavaimet|Poista: Turva-avain"],
  ["kaksivaiheinen", `/lisaa?scenario=office&steps=${TWO_STEP}|two-step-code=123456`],
  ["kaksivaiheinen-varakoodit", `/lisaa?scenario=office&steps=${TWO_STEP}|two-step-code=123456|Vahvista koodilla`],
  ["lisaa-toimisto", "/lisaa?scenario=office"],
  ["sopimukset", "/tyoehtosopimukset?scenario=office"],
  ["sopimukset-offline", "/tyoehtosopimukset?scenario=office-offline"],
  ["sopimus-kvtes", "/tyoehtosopimukset/kvtes?scenario=office"],
  ["sopimus-kopio", "/tyoehtosopimukset/kvtes?scenario=office&steps=Tee kopio"],
  ["sopimus-oma-muutos", `${OWN}&steps=${CHANGED}`],
  ["sopimus-oma-rivi", `${OWN}&steps=Muuta päivästä alkaen: Liukumasaldo enintään`],
  ["sopimus-oma-koeajo", `${OWN}&steps=${CHANGED}|Näytä, mitä muuttuu`],
  ["sopimus-oma-taulukko", `${OWN}&steps=Lisää asetus|row-key=weekly_tiers|Lisää rivi|Lisää muutos`],
  ["sopimus-oma-lisa", `${OWN}&steps=Lisää asetus|row-key=supplement_evening|row-form=office`],
  ["sopimukset-vertailu", "/tyoehtosopimukset/vertailu?scenario=office"],
  ["paikalla", "/paikalla?scenario=office"],
  ["paikalla-suuri", "/paikalla?scenario=office&steps=Suuri näyttö"],
  ["paikalla-toimipaikka", "/paikalla?scenario=office&steps=presence-site=s2"],
  ["paikalla-oma", "/paikalla?scenario=in"],
  ["paikalla-offline", "/paikalla?scenario=office-offline"],
  ["viikko", "/viikko?scenario=office"],
  ["viikko-offline", "/viikko?scenario=office-offline"],
  ["henkilot", "/henkilot?scenario=office"],
  ["henkilot-kutsu", `/henkilot?scenario=office&steps=${IN}`],
  ["henkilot-lisaa", "/henkilot?scenario=office&steps=Lisää henkilö|person-agreement=general-40"],
  ["henkilokortti-muokkaa", "/henkilot?scenario=office&sheet=person:p0&steps=Muokkaa tietoja: Aino Virtanen"],
  ["kayttoonotto", "/kayttoonotto?scenario=office"],
  ["kayttoonotto-logo", "/kayttoonotto?scenario=office&steps=1. YritysValmis"],
  ["kayttoonotto-tiedosto", "/kayttoonotto/henkilot?scenario=office"],
  ["kayttoonotto-historia", "/kayttoonotto/historia?scenario=office"],
  ["kayttoonotto-kutsut", `${SET_UP}=${INVITED}`],
  ["kayttoonotto-kaikki", `${SET_UP}=${EVERY_STEP}`],
  ["kayttoonotto-toimipaikka", `${SET_UP}=Muokkaa: Turku`],
  ["kayttoonotto-yhdista", `${SET_UP}=${MERGED}`],
  ["kayttoonotto-pilotti", `${SET_UP}=Asiakaspalvelu ja varastonhallinta`],
  ["kayttoonotto-kutsut-tuloste", `${SET_UP}=${INVITED}`, "print"],
  ["kayttoonotto-tiedosto-erot", STAFF_SEEN],
  ["kayttoonotto-historia-erot", HISTORY_SEEN],
  ["henkilot-offline", "/henkilot?scenario=office-offline"],
  ["tyosopimukset", "/tyosopimukset?scenario=office"],
  ["tyosopimukset-henkilo", "/tyosopimukset/aino?scenario=office"],
  ["tyosopimukset-ei-viela", "/tyosopimukset/tuula?scenario=office"],
  ["tyosopimukset-uusi", BEGUN],
  ["tyosopimukset-uusi-koeajo", `${BEGUN}|${TRY}`],
  ["tyosopimukset-valitut", "/tyosopimukset?scenario=office&steps=Valitse kaikki 6"],
  ["tyosopimukset-muutos", `${MASS}`],
  ["tyosopimukset-koeajo", `${MASS}|change-from=2026-11-16|${TRY}`],
  ["tyosopimukset-matkat", `${MASS}|change-kind=travel_pay|change-per_km=0,45|change-full=40`],
  [
    "tyosopimukset-matkat-koeajo",
    `${MASS}|change-kind=travel_pay|change-per_km=0,45|change-full=40|change-from=2026-12-01|${TRY}`,
  ],
  ["tyosopimukset-kuitti", `${MASS}|change-from=2026-11-16|${TRY}|Tee muutos 2 henkilölle`],
  ["saldot", "/saldot?scenario=team"],
  ["saldot-henkilo", "/saldot/p-ville?scenario=team"],
  ["saldot-kirjaus", "/saldot/p-ville?scenario=team&sheet=posting:p-ville"],
  ["saldot-siirto", "/saldot/p-ville?scenario=team&sheet=transfer:p-ville"],
  ["saldot-loppuselvitys", "/saldot/p-ville/loppuselvitys?scenario=team"],
  ["tunnit-kuukausi-palautettu", "/tunnit?scenario=attention&press=Kuukausi"],
  ["tunnit-kuukausi-suljettu", "/tunnit?scenario=kiky&steps=Kuukausi|Suljetut luvut"],
  ["palkat", "/palkat?scenario=office&steps=Esikatsele"],
  ["palkat-lukitse", "/palkat?scenario=office&steps=Esikatsele|Lukitse ilman keskeneräisiä"],
  ["palkat-lukittu", "/palkat?scenario=office&steps=1.–31.10.2026varsinainen ajo…"],
  ["palkkalajit", "/palkat/lajit?scenario=office"],
  ["palkkarivit", "/palkat/run-1?scenario=office"],
  ["palkkarivit-paivat", "/palkat/run-1?scenario=office&steps=Aino Virtanen 001…|Tuntipalkka 1000…"],
  [
    "rajapinnat",
    "/rajapinnat?scenario=office&steps=Henkilöstöjärjestelmäviimeksi perillä 20.11.2026 8.40|Näytä viestit",
  ],
  ["tyopaikan-kirjautuminen", "/rajapinnat?scenario=office&steps=Muuta työpaikan kirjautumista|Kokeile"],
  ["rajapinnat-avain", "/rajapinnat?scenario=office&steps=Tee avain"],
  ["rajapinnat-avain-tehty", `/rajapinnat?scenario=office&steps=${KEY_MADE}`],
  ["rajapinnat-webhook", "/rajapinnat?scenario=office&steps=Tee webhook"],
  ["rajapinnat-webhook-tehty", `/rajapinnat?scenario=office&steps=${HOOK_MADE}`],
  ["sailytys", "/sailytys?scenario=office"],
  ["sailytys-pidatys", "/sailytys?scenario=office&steps=Aseta pidätys"],
  ["sailytys-pidempi", "/sailytys?scenario=office&steps=Muuta säilytysaikaa: Työaika"],
  ["kaytto", "/kaytto?scenario=office"],
  ["kaytto-offline", "/kaytto?scenario=office-offline"],
  ["sailytys-offline", "/sailytys?scenario=office-offline"],
  ["tietosuoja", "/tietosuoja?scenario=office"],
  ["tietosuoja-tuloste", "/tietosuoja?scenario=office", "print"],
  ["tietosuoja-offline", "/tietosuoja?scenario=office-offline"],
  ["kuukaudet", "/kuukaudet?scenario=team"],
  ["kuukaudet-taulu", "/kuukaudet?scenario=office"],
  ["kuukaudet-valitut", `/kuukaudet?scenario=office&desk=${CHOSEN}`],
  ["kuukaudet-avaa", "/kuukaudet?scenario=office&desk=Valitse Helmi Niemi|Avaa uudelleen (1)"],
  ["kuukaudet-muistutettu", "/kuukaudet?scenario=office&desk=Muistuta lähettämättöm…"],
  ["kuukaudet-paivat", "/kuukaudet/p0/2026-10?scenario=office"],
  ["kuukaudet-paata", "/kuukaudet?scenario=office&steps=Hyväksy tai palauta"],
  ["henkilokortti", "/henkilot?scenario=office&sheet=person:p0"],
  ["kuukaudet-offline", "/kuukaudet?scenario=team-offline"],
  ["matkakorvaukset", "/matkakorvaukset?scenario=office"],
  ["matkakorvaukset-lisaa", "/matkakorvaukset?scenario=office&steps=Lisää arvo"],
  ["matkakorvaukset-tiedosto", "/matkakorvaukset?scenario=office&steps=Tuo vuosi tiedostosta"],
  ["matkakorvaukset-kurssit", "/matkakorvaukset?scenario=office&steps=Tuo valuuttakurssit"],
  ["rajapinnat-offline", "/rajapinnat?scenario=office-offline"],
  ["tapahtumaloki-taulukko", "/tapahtumaloki?scenario=office"],
  ["tapahtumaloki-offline", "/tapahtumaloki?scenario=team-offline"],
  ["tapahtumaloki", "/tapahtumaloki?scenario=team"],
  ["ilmoitukset", "/ilmoitukset?scenario=in"],
  ["ilmoitukset-tyhja", "/ilmoitukset?scenario=contractor"],
  ["kiky", "/kiky?scenario=office"],
  ["kiky-offline", "/kiky?scenario=office-offline"],
  ["kiky-vuosi", "/tanaan?scenario=in&sheet=kiky"],
  ["kiky-vuosi-sisaltyy", "/tanaan?scenario=noterms&sheet=kiky"],
  ["kiky-merkitse", "/tunnit?scenario=in&sheet=kikymark:2026-11-28"],
  ["kiky-merkitty", "/tunnit?scenario=kiky&sheet=kikymark:2026-11-28"],
  ["kiky-monelle", "/kiky?scenario=office&steps=Valitse kaikki|Merkitse pidennyspäivä"],
  ["kiky-vahenna", "/kiky?scenario=office&steps=Valitse kaikki|Vähennä saldoista|Kokeile ensin"],
  ["kiky-taulukosta", "/kiky?scenario=office&steps=Vähennä taulukosta"],
  ["kiky-lahtija", "/kiky?scenario=office&steps=Käsittele, Helmi Laine"],
  ["kiky-lomaraha", "/kiky?scenario=office&steps=Merkitse lomaraha maksuun, Tuula Tuntinen"],
  ["kiky-kytkin", "/kiky?scenario=office&steps=Kiky käytössä|Oma järjestely|Katso, mitä muuttuisi"],
  ["kuitti-uusi", "/tanaan?scenario=in&sheet=receipt:c1/new"],
  ["kuitti", "/tanaan?scenario=in&sheet=receipt:c1/r1"],
  ["kuitti-valuutta", "/tanaan?scenario=in&sheet=receipt:c1/r2"],
  ["kuitti-hylatty", "/tanaan?scenario=in&sheet=receipt:c1/r4"],
  ["kuitti-lukittu", "/tanaan?scenario=in&sheet=receipt:c1/r1/view"],
  ["kuitti-sivu", "/tanaan?scenario=in&sheet=receipt:c1/r1&steps=Katso sivua 1"],
  ["lisaa", "/lisaa?scenario=offline"],
  ["lisaa-team", "/lisaa?scenario=team"],
  ["lisaa-ilmoitukset", "/lisaa?scenario=contractor&steps=Mitkä ilmoitukset ja milloin"],
  [
    "lisaa-muistutukset",
    "/lisaa?scenario=contractor&steps=Mistä muistutetaan ja milloin|Mitkä ilmoitukset sähköpostiin",
  ],
  ["henkilot-muistutukset", "/henkilot?scenario=office&steps=Työpaikan muistutukset"],
  ["lisaa-ilmoitukset-katko", "/lisaa?scenario=attention"],
  ["lisaa-ilmoitukset-pois", "/lisaa?scenario=in"],
];

const OFFICE_ADDRESS =
  /^\/(tiimi|lomakalenteri|lomatoiveet|raportit|henkilot|kayttoonotto|tyosopimukset|tyoehtosopimukset|saldot|palkat|rajapinnat|kuukaudet|matkakorvaukset|tapahtumaloki|kiky|paikalla|viikko|sailytys|tietosuoja|kaytto|ilmoitukset|lisaa)\b/;

/** Whether a view is of a screen that the office has at its desk: where it works for others, and its own settings. */
export const ofOffice = ([, address]) => OFFICE_ADDRESS.test(address);

function today(scenario) {
  return [`tanaan-${scenario}`, `/tanaan?scenario=${scenario}`];
}

export const IPHONE =
  "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1";

/** Builds the screens with pretended data and serves them; answers the address and how to stop it. */
export async function openGallery(port = 0) {
  const configFile = new URL("../tests/pwa/gallery/vite.config.ts", import.meta.url).pathname;
  await build({ configFile, logLevel: "error" });
  // A browser that looks at one screen after another keeps the files: asking for each anew is a quarter of a look.
  const headers = { "Cache-Control": "public, max-age=86400, immutable" };
  const server = await preview({ configFile, logLevel: "error", preview: { port, host: "127.0.0.1", headers } });
  const { port: taken } = server.httpServer.address();
  return { address: `http://127.0.0.1:${taken}`, close: () => server.close() };
}

/** Waits until the first picture stands and nothing in it is still being opened. */
export async function settled(page) {
  await page.locator("h1, h2").first().waitFor();
  if (page.url().includes("sheet=")) await page.locator("dialog[open], .hours-side .hours-day").first().waitFor();
  if (/\b(steps|desk)=/.test(page.url())) await page.locator("html[data-steps=done]").waitFor();
  const pressed = new URL(page.url()).searchParams.get("press");
  const inFinnish = (await page.locator("html[lang=fi]").count()) > 0;
  if (pressed && inFinnish) await page.locator("[aria-pressed=true]", { hasText: pressed }).waitFor();
  const shows = new URL(page.url()).searchParams.get("shows");
  if (shows) await page.locator(`.${shows}`).first().waitFor();
  await page.locator(".loading").first().waitFor({ state: "detached" });
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
}
