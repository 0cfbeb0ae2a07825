/** Sending and approving a month; what it lacks is asked about first, and told to go on all the same. */
import type { Locator } from "@playwright/test";

const stays = (button: Locator): Promise<boolean> =>
  button.waitFor({ state: "detached", timeout: 3_000 }).then(
    () => false,
    () => true,
  );

async function goOn(place: Locator, first: string, anyway: string): Promise<void> {
  const button = (name: string): Locator => place.getByRole("button", { name, exact: true });
  const asked = button(anyway);
  do {
    await button(first).click();
    // Either it asks in the button's place, or it is done and the button is gone: however long a slow machine takes.
    await Promise.race([asked.waitFor(), button(first).waitFor({ state: "detached" })]);
    if (await asked.isVisible()) await asked.click();
    // A screen that was drawn anew meanwhile has forgotten a tap, as a person would see: the first button stays.
  } while (await stays(button(first)));
}

export function sendMonth(bar: Locator): Promise<void> {
  return goOn(bar, "Lähetä hyväksyttäväksi", "Lähetä silti");
}

export function approveMonth(card: Locator): Promise<void> {
  return goOn(card, "Hyväksy", "Hyväksy silti");
}
