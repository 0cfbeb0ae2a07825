/** Dates and clock times as a person types them in a language; inside they are ISO: `2026-11-21`, `08:00`. */
import { fullDate, type Language } from "./formats";

const pad = (n: number): string => String(n).padStart(2, "0");

/** `8.00`, `8:00`, `800` and `8` as `08:00`; null when it is none of them. */
export function readTime(text: string): string | null {
  const found = /^(\d{1,2})(?:[.:,]?(\d{2}))?$/.exec(text.trim());
  if (!found) return null;
  const [hour, minute] = [Number(found[1]), Number(found[2] ?? 0)];
  return hour < 24 && minute < 60 ? `${pad(hour)}:${pad(minute)}` : null;
}

/** `08:00` as `8.00`, in English `8:00`. */
export function timeText(time: string, language: Language): string {
  const [hour, minute] = time.split(":");
  return minute === undefined ? "" : `${Number(hour)}${language === "en" ? ":" : "."}${minute}`;
}

/** `21.11.2026`, `21/11/2026` and `2026-11-21` as the last of them; null when there is no such day. */
export function readDate(text: string): string | null {
  const iso = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text.trim())?.slice(1);
  const typed = /^(\d{1,2})[./](\d{1,2})[./](\d{4})$/.exec(text.trim())?.slice(1).reverse();
  const [year, month, day] = (iso ?? typed ?? []).map(Number);
  if (!year || !month || !day) return null;
  const date = `${year}-${pad(month)}-${pad(day)}`;
  const made = new Date(`${date}T12:00:00Z`);
  return Number.isNaN(made.getTime()) || made.toISOString().slice(0, 10) !== date ? null : date;
}

/** `2026-11-21` as `21.11.2026`, in English `21/11/2026`. */
export function dateText(date: string, language: Language): string {
  if (!date) return "";
  const text = fullDate(date, "fi");
  return language === "en" ? text.replaceAll(".", "/") : text;
}
