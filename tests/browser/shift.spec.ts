/** One shift from the first tap to the approved month, with the taps of each step counted. */
import type { Locator, Page } from "@playwright/test";
import { mkdir } from "node:fs/promises";
import { dateIn, instant, NAMES } from "./kit/company";
import { type Firm, openFirm } from "./kit/firm";
import { enter, expect, see, test } from "./kit/story";

const FOLDER = process.env.LEIMA_STORY_SHOTS;
/** The most taps that each step may take. */
const MOST = { in: 1, switch: 2, back: 2, break: 2, undo: 1, mended: 6, out: 1, sent: 4, approved: 4 } as const;
type Step = keyof typeof MOST;

/** The shift of the day before, whose break was never held. */
const YESTERDAY = [
  ["in", "08:00"],
  ["break_start", "11:00"],
  ["break_end", "11:30"],
  ["out", "16:00"],
] as const;

let firm: Firm;
/** The day before yesterday has nothing: the month is unfinished on its last day too. */
test.beforeAll(async () => {
  firm = await openFirm({ since: dateIn(-2) });
});
test.afterAll(() => firm.close());

class Taps {
  readonly of = new Map<string, number>();
  private count = 0;

  async tap(target: Locator): Promise<void> {
    await target.click();
    this.count += 1;
  }

  /** The step is done: its taps are kept, and a picture taken where a folder is given for it. */
  async step(page: Page, name: Step): Promise<void> {
    this.of.set(name, this.count);
    this.count = 0;
    await this.picture(page, name);
  }

  private async picture(page: Page, name: string): Promise<void> {
    if (!FOLDER) return;
    await mkdir(FOLDER, { recursive: true });
    const before = page.viewportSize()!;
    for (const [width, height] of [
      [390, 844],
      [1280, 800],
    ] as const) {
      await page.setViewportSize({ width, height });
      await page.waitForTimeout(400);
      await page.screenshot({ path: `${FOLDER}/${this.of.size}-${name}-${width}.png` });
    }
    await page.setViewportSize(before);
  }
}

test("a shift with two changes of work, a mended break and an undo is sent and approved in few taps", async ({
  browser,
  ears,
  phone,
}) => {
  test.setTimeout(240_000);
  const taps = new Taps();
  const aino = await firm.caller("aino");
  for (const [kind, clock] of YESTERDAY) await aino.punch(kind, instant(-1, clock));
  const page = await enter(phone, firm.address, "aino");
  const act = (name: string) => see.act(page, name);
  await taps.tap(act("Leimaa sisään"));
  await expect(act("Leimaa ulos")).toBeVisible();
  await taps.step(page, "in");
  for (const step of ["switch", "back"] as const) {
    await taps.tap(act("Etätyö"));
    await taps.tap(act("Vaihda nyt"));
    await expect(act("Etätyö")).toHaveAttribute("aria-pressed", String(step === "switch"));
    await taps.step(page, step);
  }
  await taps.tap(act("Tauolle"));
  await expect(act("Jatka töitä")).toBeVisible();
  await taps.tap(act("Jatka töitä"));
  await expect(act("Tauolle")).toBeVisible();
  await taps.step(page, "break");
  await taps.tap(page.getByRole("status").filter({ hasText: "Tauko päättyi" }).getByRole("button", { name: "Kumoa" }));
  await expect(act("Jatka töitä")).toBeVisible();
  await taps.step(page, "undo");
  await act("Jatka töitä").click();
  await taps.tap(act("Leimaa ulos"));
  await expect(act("Leimaa sisään")).toBeVisible();
  await taps.step(page, "out");
  await expect(see.chip(page)).toContainText("Kaikki lähetetty");

  await taps.tap(page.getByRole("link", { name: "Tunnit" }));
  await taps.tap(page.locator(".hours-day-row.is-today"));
  const day = page.getByRole("dialog");
  await taps.tap(day.getByRole("button", { name: "Edellinen päivä" }));
  await taps.tap(day.getByRole("button", { name: /^8\.00–16\.00/ }));
  await taps.tap(day.getByRole("button", { name: /^Poista tauko/ }).first());
  await taps.tap(day.getByRole("button", { name: "Tallenna", exact: true }));
  await expect(day.getByRole("button", { name: "Tallenna", exact: true })).toHaveCount(0);
  await expect(day.locator(".hours-entry-break")).toHaveCount(0);
  await taps.step(page, "mended");
  await day.getByRole("button", { name: "Sulje" }).click();

  await taps.tap(act("Kuukausi"));
  const bar = page.getByRole("region", { name: "Kuukauden tila" });
  await taps.tap(bar.getByRole("button", { name: "Lähetä hyväksyttäväksi" }));
  await expect(bar.getByRole("alertdialog")).toBeVisible();
  await taps.tap(bar.getByRole("button", { name: "Lähetä silti" }));
  await expect(bar).toContainText("Lähetetty");
  await taps.step(page, "sent");
  await expect(see.chip(page)).toContainText("Kaikki lähetetty");

  const desk = ears.listen(await browser.newContext({ viewport: { width: 1280, height: 800 } }));
  const boss = await enter(desk, firm.address, "saara");
  await taps.tap(boss.getByRole("link", { name: "Tiimi" }).first());
  const card = boss.getByRole("article").filter({ hasText: NAMES.aino! }).first();
  await taps.tap(card.getByRole("button", { name: "Hyväksy", exact: true }));
  await taps.tap(card.getByRole("button", { name: "Hyväksy silti" }));
  await expect(bar).toContainText("Hyväksytty");
  await taps.step(boss, "approved");
  await desk.close();

  console.log(`Taps: ${[...taps.of].map(([step, count]) => `${step} ${count}`).join(", ")}`);
  for (const [step, most] of Object.entries(MOST)) expect(taps.of.get(step), step).toBeLessThanOrEqual(most);
});
