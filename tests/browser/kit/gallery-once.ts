/** The screens with pretended data are built and served once, for every story that looks at them. */
import { copyFileSync, mkdirSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { openGallery } from "../../../scripts/looking.mjs";

const LETTERS_FOLDER = path.resolve(import.meta.dirname, "../../../var/gallery/letters");

/** The letters that measure: brought along, so that what a machine happens to have does not decide. */
const LETTERS = {
  "wide-400": "dejavu-sans/files/dejavu-sans-latin-400-normal",
  "wide-600": "dejavu-sans/files/dejavu-sans-latin-700-normal",
  "narrow-400": "archivo-narrow/files/archivo-narrow-latin-400-normal",
  "narrow-600": "archivo-narrow/files/archivo-narrow-latin-600-normal",
};

/** Lays the letters beside the screens: handed out by a story they would cost the browser its memory of every file. */
function layLetters(): void {
  const file = createRequire(import.meta.url).resolve;
  mkdirSync(LETTERS_FOLDER, { recursive: true });
  for (const [name, from] of Object.entries(LETTERS)) {
    copyFileSync(file(`@fontsource/${from}.woff2`), path.join(LETTERS_FOLDER, `${name}.woff2`));
  }
}

export default async function openOnce(): Promise<() => Promise<void>> {
  const gallery = await openGallery();
  layLetters();
  process.env.LEIMA_GALLERY = gallery.address;
  return () => gallery.close();
}
