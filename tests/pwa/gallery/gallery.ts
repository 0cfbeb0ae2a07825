import "../../../pwa/src/ui/tokens.css";
import "../../../pwa/src/ui/parts.css";
import "../../../pwa/src/ui/fields.css";
import "../../../pwa/src/ui/pictures.css";
import "../../../pwa/src/ui/layers.css";
import "../../../pwa/src/shell/shell.css";
import { h, render } from "preact";
import type { Language } from "../../../pwa/src/store/appState";
import { App } from "../../../pwa/src/shell/App";
import { drawOverForeignHands } from "../../../pwa/src/ui/foreign";
import { openSheet } from "../../../pwa/src/ui/router";
import { wear, type Theme } from "../../../pwa/src/ui/theme";
import { speak } from "../../../pwa/src/ui/words";
import { createFakeLive } from "../fake-live";

/**
 * Any screen with any scenario: `/tunnit?scenario=offline&theme=dark&lang=sv&sheet=explain:flex`. `steps` are pressed one after
 * another; those of `desk` only where the window is as wide as a desk.
 */
async function show(): Promise<void> {
  const query = new URLSearchParams(location.search);
  const language = (query.get("lang") ?? "fi") as Language;
  const theme = (query.get("theme") ?? "system") as Theme;
  wear(theme);
  await speak(language);
  const live = createFakeLive(query.get("scenario") ?? "in", { language, theme });
  Object.assign(window, { live });
  const root = document.getElementById("leima")!;
  render(h(App, { app: live }), root);
  drawOverForeignHands(root);
  const [name, of] = query.get("sheet")?.split(":") ?? [];
  if (name) setTimeout(() => openSheet(name, of));
  const press = query.get("press");
  if (press) setTimeout(() => pressed(press), 100);
  const steps = query.get("steps") ?? (matchMedia("(min-width: 64em)").matches ? query.get("desk") : "");
  if (query.has("steps") || query.has("desk")) setTimeout(() => walked(steps?.split("|") ?? []), 100);
}

/** Presses the button with this name as soon as it is there. */
function pressed(name: string): void {
  const button = [...document.querySelectorAll("button")].find((one) => one.textContent?.trim() === name);
  if (button) button.click();
  else setTimeout(() => pressed(name), 50);
}

/**
 * Presses button after button, each as soon as it is there; `id=value` fills a field on the way, or chooses a file. A name
 * that ends in … is only the beginning of one.
 */
function walked([step, ...rest]: string[]): void {
  if (!step) return void (document.documentElement.dataset.steps = "done");
  const [id, value] = step.split("=");
  const field = value === undefined ? null : (document.getElementById(id!) as HTMLInputElement | null);
  const button = field ? undefined : pressable(step);
  button?.click();
  const done = field ? fill(field, value!) : button;
  setTimeout(() => walked(done ? rest : [step, ...rest]), 50);
}

/** What has this name; in an open sheet rather than below it. */
function pressable(step: string): HTMLElement | undefined {
  const kinds = "button, summary, input[type=checkbox]";
  const all = [...document.querySelectorAll<HTMLElement>(`dialog[open] :is(${kinds})`)];
  const fits = (one: Element): boolean =>
    step.endsWith("…") ? nameOf(one).startsWith(step.slice(0, -1)) : nameOf(one) === step;
  return [...all, ...document.querySelectorAll<HTMLElement>(kinds)].find(fits);
}

function nameOf(one: Element): string {
  const text = one.textContent || one.closest("label")?.textContent;
  return one.getAttribute("aria-label") ?? text?.trim() ?? "";
}

/** Whether it took the value: a list may have yet to come. */
function fill(field: HTMLInputElement, value: string): boolean {
  if (field.type === "file") {
    const given = new DataTransfer();
    given.items.add(new File(["x"], value));
    field.files = given.files;
  } else field.value = value;
  if (field.matches("select") && field.value !== value) return false;
  for (const kind of ["input", "change"]) field.dispatchEvent(new Event(kind, { bubbles: true }));
  return true;
}

void show();
