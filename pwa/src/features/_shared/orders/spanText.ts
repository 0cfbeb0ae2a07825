import { dateRange, fullDate, type Language } from "../../../ui/formats";

/** Dates with their year: `28.6.–18.7.2027`, over its end `28.12.2026–3.1.2027`; one day is `16.11.2026`. */
export function spanText(from: string, until: string, language: Language): string {
  if (from === until) return fullDate(from, language);
  const [begins, year] = [from.slice(0, 4), until.slice(0, 4)];
  if (begins !== year) return `${fullDate(from, language)}–${fullDate(until, language)}`;
  return `${dateRange(from, until, language)}${language === "en" ? " " : ""}${year}`;
}
