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

/** Any screen with any scenario: `/tunnit?scenario=offline&theme=dark&lang=sv&sheet=explain:flex`. */
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
  const steps = query.get("steps");
  if (steps) setTimeout(() => walked(steps.split("|")), 100);
}

/** Presses the button with this name as soon as it is there. */
function pressed(name: string): void {
  const button = [...document.querySelectorAll("button")].find((one) => one.textContent?.trim() === name);
  if (button) button.click();
  else setTimeout(() => pressed(name), 50);
}

/** Presses button after button, each as soon as it is there; `id=value` fills a field on the way. */
function walked([step, ...rest]: string[]): void {
  if (!step) return void (document.documentElement.dataset.steps = "done");
  const [id, value] = step.split("=");
  const field = value === undefined ? null : (document.getElementById(id!) as HTMLInputElement | null);
  const named = (one: Element): boolean => (one.getAttribute("aria-label") ?? one.textContent?.trim()) === step;
  const button = [...document.querySelectorAll("button, summary, input[type=checkbox]")].find(named);
  if (field) {
    field.value = value!;
    for (const kind of ["input", "change"]) field.dispatchEvent(new Event(kind, { bubbles: true }));
  } else if (button) (button as HTMLElement).click();
  setTimeout(() => walked(field || button ? rest : [step, ...rest]), 50);
}

void show();
