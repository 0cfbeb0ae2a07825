import "./ui/tokens.css";
import "./ui/parts.css";
import "./ui/pictures.css";
import "./ui/layers.css";
import "./shell/shell.css";
import { h, render } from "preact";
import { App } from "./shell/App";
import { createLive } from "./store/create";
import { lastLook, wear } from "./ui/theme";
import { language, speak } from "./ui/words";

/** Puts the app together: words and store side by side, then the first picture. */
async function start(): Promise<void> {
  const look = lastLook();
  wear(look.theme ?? "system");
  const [live] = await Promise.all([createLive(), speak(look.language ?? "fi")]);
  if (live.language.value !== language()) await speak(live.language.value);
  const root = document.getElementById("leima");
  if (root) render(h(App, { live }), root);
}

void start();
