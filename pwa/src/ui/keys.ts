import { signal } from "@preact/signals";

const KEY = "leima.keys";

/** Whether single keys punch on this device (WCAG 2.1.4: who dictates or slips can switch them off). */
export const keysOn = signal(recalled());

function recalled(): boolean {
  try {
    return localStorage.getItem(KEY) !== "off";
  } catch {
    return true;
  }
}

export function switchKeys(on: boolean): void {
  keysOn.value = on;
  try {
    localStorage.setItem(KEY, on ? "on" : "off");
  } catch {
    // Without storage the choice holds until the app is closed.
  }
}
