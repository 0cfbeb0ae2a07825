import "./ui/tokens.css";
import "./ui/parts.css";
import "./ui/fields.css";
import "./ui/pictures.css";
import "./ui/layers.css";
import "./shell/shell.css";
import { h, render } from "preact";
import { offsetAt } from "./domain/zone";
import { askedLastTime, fetchQuestion } from "./features/today/AttentionList";
import { App } from "./shell/App";
import { HOME } from "./shell/screens";
import { yieldToMain } from "./store/yieldToMain";
import { createStore } from "./store/create";
import { drawOverForeignHands } from "./ui/foreign";
import { setOffsets } from "./ui/formats";
import { lastLook, wear } from "./ui/theme";
import { language, speak } from "./ui/words";

/** Puts the app together: words and store side by side, then the first picture. */
async function start(): Promise<void> {
  const look = lastLook();
  wear(look.theme ?? "system");
  setOffsets(offsetAt);
  const question = askedLastTime() ? fetchQuestion().catch(() => {}) : null;
  const [, { app, drawn }] = await Promise.all([speak(look.language ?? "fi"), createStore(), question]);
  if (app.language.value !== language()) await speak(app.language.value);
  if (app.attention.value.length > 0) await fetchQuestion().catch(() => {});
  // Said before the first picture: afterwards it would be drawn twice.
  if (location.pathname === "/" && app.session.value.status !== "signed_out") history.replaceState(null, "", HOME);
  if (document.readyState === "loading") await parsed();
  const root = document.getElementById("leima");
  // What was read and what is drawn are two tasks.
  await yieldToMain();
  if (!root) return;
  render(h(App, { app }), root);
  drawOverForeignHands(root);
  drawn();
}

/** The program does not wait for the page to be read; the first picture does. */
function parsed(): Promise<unknown> {
  return new Promise((resolve) => document.addEventListener("DOMContentLoaded", resolve, { once: true }));
}

void start();
