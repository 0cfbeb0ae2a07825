/** `test` for stories: every word of the browser's console is read, and an unexpected one fails the story. */
import { type BrowserContext, type Page, test as base, expect } from "@playwright/test";
import { PASSWORD } from "./company";
import { Profile } from "./profile";

export { expect };

/** What a browser says about a network that is not there. */
const UNREACHED = /net::ERR_(?!BLOCKED)/;

/** How a service worker asks the browser to try again later. */
const TRY_AGAIN = /something is still unsent/;

export class Ears {
  readonly heard: string[] = [];
  private readonly expected: RegExp[] = [UNREACHED, TRY_AGAIN];

  /** A trouble that belongs to this story. */
  expect(pattern: RegExp): void {
    this.expected.push(pattern);
  }

  /** Listens to every page and worker of a context. */
  listen(context: BrowserContext): BrowserContext {
    context.on("console", (message) => {
      if (["error", "warning"].includes(message.type())) this.note(`${message.text()} ${message.location().url}`);
    });
    context.on("weberror", (error) => this.note(String(error.error())));
    return context;
  }

  unexpected(): string[] {
    return this.heard.filter((text) => !this.expected.some((pattern) => pattern.test(text)));
  }

  private note(text: string): void {
    this.heard.push(text);
  }
}

export const test = base.extend<{ ears: Ears; phone: BrowserContext; profile: Profile }>({
  ears: async ({}, use) => {
    const ears = new Ears();
    await use(ears);
    expect(ears.unexpected(), "what the browser's console said").toEqual([]);
  },
  phone: async ({ browser, ears }, use) => {
    const context = ears.listen(await browser.newContext({ viewport: { width: 360, height: 800 } }));
    await use(context);
    await context.close();
  },
  profile: async ({ ears }, use) => {
    const profile = new Profile(ears);
    await use(profile);
    await profile.remove();
  },
});

/** The words on the screen that stories look for. */
export const see = {
  chip: (page: Page) => page.getByRole("region", { name: "Synkronointi" }),
  flex: (page: Page) => page.getByRole("region", { name: "Liukuma" }).locator("strong"),
  act: (page: Page, name: string) => page.getByRole("button", { name, exact: true }),
  waiting: (page: Page) => page.getByRole("region", { name: "Odottaa sinua" }),
};

/** Signs in on the page that asks for it; `who` is a name of the stories or a whole address. */
export async function fillIn(page: Page, who: string): Promise<void> {
  await page.getByLabel("Sähköposti", { exact: true }).fill(who.includes("@") ? who : `${who}@tarina.test`);
  await page.getByLabel("Salasana", { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: "Kirjaudu", exact: true }).click();
}

/** Opens the app and signs in; everything is on the device when this is done. */
export async function enter(context: BrowserContext, address: string, who: string): Promise<Page> {
  const page = context.pages()[0] ?? (await context.newPage());
  await page.goto(address);
  await fillIn(page, who);
  await expect(see.flex(page)).toBeVisible();
  await expect(see.chip(page)).toContainText("Kaikki lähetetty");
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => true));
  return page;
}

/** As on an iPhone, where no service worker sends in the background: every request is the page's own and can be seen. */
export async function withoutBackgroundSync(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    if (isSecureContext) Reflect.deleteProperty(ServiceWorkerRegistration.prototype, "sync");
  });
}

/** Taps one of the large buttons when the one before has come to rest; done when the punch is saved and the button another. */
export async function tap(page: Page, name: string): Promise<void> {
  const button = see.act(page, name);
  await expect(button).not.toHaveAttribute("aria-disabled", "true");
  await button.click();
  await expect(button).toHaveCount(0);
}

/** Minutes of a signed balance text such as "−5:15". */
export function minutes(text: string): number {
  const found = /([+\-−]?)(\d+):(\d\d)/.exec(text);
  if (!found) throw new Error(`no minutes in "${text}"`);
  const sign = found[1] === "-" || found[1] === "−" ? -1 : 1;
  return sign * (Number(found[2]) * 60 + Number(found[3]));
}
