/** Sending and approving a month; what it lacks is asked about first, and told to go on all the same. */
import type { Locator } from "@playwright/test";

async function goOn(place: Locator, first: string, anyway: string): Promise<void> {
  const button = (name: string): Locator => place.getByRole("button", { name, exact: true });
  await button(first).click();
  const asked = button(anyway);
  await asked.waitFor({ timeout: 2_000 }).catch(() => undefined);
  if (await asked.isVisible()) await asked.click();
}

export function sendMonth(bar: Locator): Promise<void> {
  return goOn(bar, "Lähetä hyväksyttäväksi", "Lähetä silti");
}

export function approveMonth(card: Locator): Promise<void> {
  return goOn(card, "Hyväksy", "Hyväksy silti");
}
