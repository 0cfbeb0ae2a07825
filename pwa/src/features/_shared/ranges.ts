import type { Language } from "../../store/appState";
import { fullDate } from "../../ui/formats";

/** `1.–31.10.2026`, `28.9.–4.10.2026`, `28.12.2026–3.1.2027`; in English `1–31 Oct 2026`. */
export function fullRange(from: string, until: string, language: Language): string {
  const last = fullDate(until, language);
  if (from === until) return last;
  if (from.slice(0, 4) !== until.slice(0, 4)) return `${fullDate(from, language)}–${last}`;
  const year = language === "en" ? ` ${from.slice(0, 4)}` : from.slice(0, 4);
  const first = fullDate(from, language).slice(0, -year.length);
  if (from.slice(0, 7) !== until.slice(0, 7)) return `${first}–${last}`;
  return `${Number(from.slice(8))}${language === "en" ? "" : "."}–${last}`;
}
