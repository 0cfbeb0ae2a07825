/** Draws the app's icons from their two SVGs into pwa/public/icons; run it after changing one of them. */
import { readFile } from "node:fs/promises";
import { chromium } from "@playwright/test";
import { CHROMIUM } from "./looking.mjs";

const FOLDER = new URL("../pwa/public/icons/", import.meta.url);
const PICTURES = [
  ["leima.svg", "leima-32.png", 32],
  ["leima.svg", "leima-192.png", 192],
  ["leima.svg", "leima-512.png", 512],
  ["leima-maskable.svg", "leima-180.png", 180],
  ["leima-maskable.svg", "leima-maskable-192.png", 192],
  ["leima-maskable.svg", "leima-maskable-512.png", 512],
];

const browser = await chromium.launch(CHROMIUM);
for (const [from, to, size] of PICTURES) {
  const page = await browser.newPage({ viewport: { width: size, height: size } });
  const svg = await readFile(new URL(from, FOLDER), "utf8");
  await page.setContent(`<style>*{margin:0}svg{display:block;width:${size}px;height:${size}px}</style>${svg}`);
  await page.screenshot({ path: new URL(to, FOLDER).pathname, omitBackground: true });
  await page.close();
}
await browser.close();
console.log(`${PICTURES.length} icons drawn`);
