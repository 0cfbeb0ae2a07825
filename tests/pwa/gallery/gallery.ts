import "../../../pwa/src/ui/tokens.css";
import "../../../pwa/src/ui/parts.css";
import "../../../pwa/src/ui/pictures.css";
import "../../../pwa/src/ui/layers.css";
import "../../../pwa/src/shell/shell.css";
import { h, render } from "preact";
import type { Language } from "../../../pwa/src/store/live";
import { App } from "../../../pwa/src/shell/App";
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
  render(h(App, { live }), document.getElementById("leima")!);
  const [name, of] = query.get("sheet")?.split(":") ?? [];
  if (name) setTimeout(() => openSheet(name, of));
  const press = query.get("press");
  if (press) setTimeout(() => pressed(press), 100);
}

/** Presses the button with this name as soon as it is there. */
function pressed(name: string): void {
  const button = [...document.querySelectorAll("button")].find((one) => one.textContent?.trim() === name);
  if (button) button.click();
  else setTimeout(() => pressed(name), 50);
}

void show();
