/**
 * How times, dates and numbers are written in the three languages. Pure: the zone and the language are given.
 * Instants may be epoch minutes (the rules' unit) or epoch milliseconds (the wire's); they are told apart by size.
 */
export type Language = "fi" | "sv" | "en";

const MINUS = "\u2212";
const SMALLEST_MS = 1e10;
const LOCALES: Record<Language, string> = { fi: "fi-FI", sv: "sv-FI", en: "en-GB" };

const pad = (n: number): string => String(n).padStart(2, "0");

const formatters = new Map<string, Intl.DateTimeFormat>();
function formatter(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = locale + JSON.stringify(options);
  const known = formatters.get(key);
  if (known) return known;
  const made = new Intl.DateTimeFormat(locale, options);
  formatters.set(key, made);
  return made;
}

export function toMs(instant: number): number {
  return instant < SMALLEST_MS ? instant * 60_000 : instant;
}

export interface LocalTime {
  date: string;
  hour: number;
  minute: number;
}

/** Minutes that the clocks of `zone` are ahead of UTC at an epoch minute. */
type Offsets = (zone: string, minute: number) => number;

let offsets: Offsets = (zone, minute) => {
  const two = "2-digit";
  const digits = { year: "numeric", month: two, day: two, hour: two, minute: two } as const;
  const shown = formatter("en-GB", { timeZone: zone, ...digits, hourCycle: "h23" }).formatToParts(minute * 60_000);
  const part = Object.fromEntries(shown.map(({ type, value }) => [type, Number(value)]));
  return Date.UTC(part.year!, part.month! - 1, part.day, part.hour, part.minute) / 60_000 - minute;
};

/** The app reads clocks by the rules' own offsets, so that no picture and no rule can differ. */
export function setOffsets(read: Offsets): void {
  offsets = read;
}

/** The wall clock of `zone` at an instant. */
export function localTime(instant: number, zone: string): LocalTime {
  const minute = Math.floor(toMs(instant) / 60_000);
  const shown = new Date((minute + offsets(zone, minute)) * 60_000);
  return { date: shown.toISOString().slice(0, 10), hour: shown.getUTCHours(), minute: shown.getUTCMinutes() };
}

/** `8.02` in Finnish and Swedish, `8:02` in English. */
export function clock(instant: number, language: Language, zone: string): string {
  const { hour, minute } = localTime(instant, zone);
  return `${hour}${language === "en" ? ":" : "."}${pad(minute)}`;
}

/** Minutes as `5:14`; below zero with a real minus. */
export function hm(minutes: number): string {
  const whole = Math.abs(Math.round(minutes));
  return `${minutes < 0 && whole > 0 ? MINUS : ""}${Math.floor(whole / 60)}:${pad(whole % 60)}`;
}

/** Minutes as `+2:15` or `−2:16`; nothing before `0:00`. */
export function signedHm(minutes: number): string {
  return (Math.round(minutes) > 0 ? "+" : "") + hm(minutes);
}

const THOUSANDS = /\B(?=(?:\d{3})+$)/g;

/** `11 500,5` in Finnish and Swedish, `11,500.5` in English, at most two decimals, a real minus. */
export function num(value: number, language: Language): string {
  const [whole = "", part] = String(Math.abs(Math.round(value * 100) / 100)).split(".");
  const [space, mark] = language === "en" ? [",", "."] : ["\u00a0", ","];
  const text = whole.replace(THOUSANDS, space) + (part ? mark + part : "");
  return (value < 0 ? MINUS : "") + text;
}

const noon = (date: string): number => Date.parse(`${date}T12:00:00Z`);
const parts = (date: string): [number, number, number] => {
  const [y = 0, m = 0, d = 0] = date.split("-").map(Number);
  return [y, m, d];
};

/** `21.11.2026`, in English `21 Nov 2026`. */
export function fullDate(date: string, language: Language): string {
  const [y, m, d] = parts(date);
  if (language !== "en") return `${d}.${m}.${y}`;
  return `${shortDate(date, language)} ${y}`;
}

/** `21.11.`, in English `21 Nov`. */
export function shortDate(date: string, language: Language): string {
  const [, m, d] = parts(date);
  if (language !== "en") return `${d}.${m}.`;
  return `${d} ${formatter(LOCALES.en, { month: "short", timeZone: "UTC" }).format(noon(date)).slice(0, 3)}`;
}

const WEEKDAYS: Record<Language, readonly string[]> = {
  fi: ["sunnuntai", "maanantai", "tiistai", "keskiviikko", "torstai", "perjantai", "lauantai"],
  sv: ["söndag", "måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag"],
  en: ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"],
};
const SHORT: Record<Language, number> = { fi: 2, sv: 3, en: 3 };

/** The weekday's name as its language writes it within a sentence: `perjantai`, `pe`. */
export function weekday(date: string, language: Language, style: "long" | "short" = "long"): string {
  const name = WEEKDAYS[language][new Date(noon(date)).getUTCDay()]!;
  return style === "long" ? name : name.slice(0, SHORT[language]);
}

/** `pe 20.11.`, `fre 20.11.`, `Fri 20 Nov`. */
export function dayDate(date: string, language: Language): string {
  return `${weekday(date, language, "short")} ${shortDate(date, language)}`;
}

/** `1.–16.11.`, over a month's end `28.10.–3.11.`; one day is `16.11.`. */
export function dateRange(from: string, until: string, language: Language): string {
  if (from === until) return shortDate(from, language);
  const [, m1, d1] = parts(from);
  const [, m2] = parts(until);
  if (m1 !== m2) return `${shortDate(from, language)}–${shortDate(until, language)}`;
  return `${d1}${language === "en" ? "" : "."}–${shortDate(until, language)}`;
}

/** `Marraskuu`, `November`. */
export function monthName(date: string, language: Language): string {
  return formatter(LOCALES[language], { month: "long", timeZone: "UTC" }).format(noon(date));
}

/** `marras`, `nov`, `Nov`: where there is room for a few letters. */
export function shortMonth(date: string, language: Language): string {
  const name = monthName(date, language);
  return language === "fi" ? name.replace(/kuu$/, "") : name.slice(0, 3);
}

export function capital(text: string): string {
  return text.charAt(0).toLocaleUpperCase() + text.slice(1);
}

/** ISO 8601: weeks begin on Monday; week 1 holds the year's first Thursday. */
export function weekNumber(date: string): number {
  const day = new Date(noon(date));
  const thursday = day.getTime() + (4 - (day.getUTCDay() || 7)) * 86_400_000;
  const year = new Date(thursday).getUTCFullYear();
  return Math.floor((thursday - Date.UTC(year, 0, 1)) / (7 * 86_400_000)) + 1;
}

export function addDays(date: string, days: number): string {
  return new Date(noon(date) + days * 86_400_000).toISOString().slice(0, 10);
}

const QUARTER = 900_000;

/** Instants (epoch ms) at which the wall clock of `zone` shows this time on this date: none, one, or two in autumn. */
export function instantsAt(date: string, time: string, zone: string): number[] {
  const guess = Date.parse(`${date}T${time}:00Z`);
  if (Number.isNaN(guess)) return [];
  const shows = (at: number): boolean => {
    const local = localTime(at, zone);
    return local.date === date && `${pad(local.hour)}:${pad(local.minute)}` === time;
  };
  return Array.from({ length: 14 * 8 + 1 }, (_, i) => guess + (i - 14 * 4) * QUARTER).filter(shows);
}

type Writer = (value: never, language: Language, zone: string) => string;

/** The formats that a sentence may name: `{start|clock}`, `{minutes|hm}`, `{minutes|shm}`, `{date|date}`, `{n|num}`. */
export const writers: Readonly<Record<string, Writer>> = {
  clock,
  hm: (value: number) => hm(value),
  shm: (value: number) => signedHm(value),
  num,
  date: fullDate,
  month: (value: string) => `${Number(value.slice(5, 7))}/${value.slice(0, 4)}`,
  day: dayDate,
  short: shortDate,
};
