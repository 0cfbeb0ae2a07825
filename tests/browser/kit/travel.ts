/** How a story fills the page of a claim. */
import type { Locator, Page } from "@playwright/test";
import { dateIn } from "./company";

/** A date in Finnish, so many days from today. */
export const finnish = (days: number): string => {
  const [year, month, date] = dateIn(days).split("-").map(Number);
  return `${date}.${month}.${year}`;
};
/** The open sheet. */
export const sheet = (page: Page): Locator => page.getByRole("dialog");
export const button = (place: Page | Locator, name: string): Locator =>
  place.getByRole("button", { name, exact: true });
/** A claim in a list, by the place it went to. */
export const row = (page: Page, place: string): Locator => page.getByRole("listitem").filter({ hasText: place });

/** Counts a person's taps: a field that is filled is one. */
export class Thumb {
  taps = 0;

  constructor(private readonly page: Page) {}

  async tap(what: Locator): Promise<void> {
    this.taps += 1;
    await what.click();
  }

  async fill(label: string, text: string): Promise<void> {
    this.taps += 1;
    await sheet(this.page).getByLabel(label, { exact: true }).fill(text);
  }
}

/** Fills fields of the open sheet by their labels. */
export async function filled(thumb: Thumb, fields: Record<string, string>): Promise<void> {
  for (const [label, text] of Object.entries(fields)) await thumb.fill(label, text);
}

/** What a usual day on the road is told with. */
export const TRIP = {
  Minne: "Turku",
  Miksi: "Asiakastapaaminen",
  "Lähtö, kello": "8.00",
  "Paluu, kello": "16.30",
  "Etäisyys työpaikalta, km": "160",
  "Etäisyys kotoa, km": "150",
  "Ajettu, km": "320",
};
