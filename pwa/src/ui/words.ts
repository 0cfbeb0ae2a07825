import { signal } from "@preact/signals";
import { writers, type Language } from "./formats";

export type Params = Record<string, unknown>;
type Words = Readonly<Record<string, string>>;

const LOADERS: Record<Language, () => Promise<{ default: Words }>> = {
  fi: () => import("../../../shared/words/fi.json"),
  sv: () => import("../../../shared/words/sv.json"),
  en: () => import("../../../shared/words/en.json"),
};

/** Words that only further screens say, the office's above all; `pwa/build.ts` names their keys. */
const OFFICE: Record<Language, () => Promise<{ default: Words }>> = {
  fi: () => import("../../../shared/words/fi.json?office"),
  sv: () => import("../../../shared/words/sv.json?office"),
  en: () => import("../../../shared/words/en.json?office"),
};

const spoken = signal<{ language: Language; words: Words }>({ language: "fi", words: {} });
const zone = signal("Europe/Helsinki");

/** Fetches one language's sentences and speaks it from then on; every part that shows a sentence follows. */
export async function speak(language: Language): Promise<void> {
  const [words, more] = await Promise.all([LOADERS[language](), inOffice ? OFFICE[language]() : null]);
  spoken.value = { language, words: { ...words.default, ...more?.default } };
  document.documentElement.lang = language;
}

let inOffice = false;

/** Fetches the office's words too, now and whenever the language changes. */
export async function speakOffice(): Promise<void> {
  if (inOffice) return;
  const { language, words } = spoken.value;
  const more = (await OFFICE[language]()).default;
  inOffice = true;
  spoken.value = { language, words: { ...words, ...more } };
}

/** Clock times are written in the site's zone, wherever the phone is. */
export function setZone(name: string): void {
  zone.value = name;
}

export function language(): Language {
  return spoken.value.language;
}

export function siteZone(): string {
  return zone.value;
}

export function knows(key: string): boolean {
  return key in spoken.value.words;
}

const SPAN = /\{(\w+)\|date\}–\{(\w+)\|date\}/g;
const PLACE = /\{(\w+)(?:\|(\w+)|#([^|{}]*)\|([^{}]*))?\}/g;

/**
 * Fills `{name}`, `{name|format}` and `{name#one|other}`; a parameter that is missing leaves its place empty, and a
 * stretch of one date is that date. A count, `{n}`, is written as `{n|num}`.
 */
export function fill(sentence: string, params: Params, lang: Language, timeZone: string, own = writers): string {
  const spanned = (both: string, first: string, last: string): string =>
    params[first] === params[last] ? `{${first}|date}` : both;
  return sentence
    .replace(SPAN, spanned)
    .replace(PLACE, (_, name: string, format?: string, one?: string, other?: string) => {
      const value = params[name];
      if (value === undefined || value === null) return "";
      if (one !== undefined) return value === 1 ? one : other!;
      if (format === "holiday") return knows(`holiday.${value}`) ? t(`holiday.${value}`) : String(value);
      const write = own[format ?? (name === "n" && typeof value === "number" ? "num" : "")];
      return write ? write(value as never, lang, timeZone) : String(value);
    });
}

/** The sentence behind a key, in the language in use; `own` writes its places otherwise than for the eye. */
export function t(key: string, params: Params = {}, own = writers): string {
  const { words, language: lang } = spoken.value;
  const sentence = words[key];
  return sentence === undefined ? key : fill(sentence, params, lang, zone.value, own);
}

/** As `t`, with `key.one` for exactly one and `key.other` for the rest; the number is the parameter `n`. */
export function tn(key: string, n: number, params: Params = {}): string {
  return t(`${key}.${n === 1 ? "one" : "other"}`, { n, ...params });
}
