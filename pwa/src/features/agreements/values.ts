/** The values of settings as people read and write them. */
import { type Language, hm, num } from "../../ui/formats";
import { knows, t } from "../../ui/words";
import { minutesOf } from "../lengths";

/** Settings and parts of settings that are lengths, kept in minutes. */
const LENGTHS = new Set([
  ...["regular_day", "regular_day_max", "regular_week", "regular_period", "flex_daily_limit", "flex_max", "flex_min"],
  ...["holiday_cut", "weekly_line", "averaged_week", "minutes", "over", "first", "from", "line", "daily", "daily_own"],
  ...["weekly", "weekly_least", "flex_a_period", "growth_a_year", "day", "every", "year_minutes", "length"],
  ...["extension_minutes", "midweek_holiday", "absence"],
]);

/** Whether a setting's value is a length of time. */
export function isLength(key: string): boolean {
  return LENGTHS.has(key);
}

function word(kind: "part" | "value", name: string): string {
  const key = `setting.${kind}.${name}`;
  if (knows(key)) return t(key);
  return knows(`holiday.${name}`) ? t(`holiday.${name}`) : name;
}

/** A setting's name in plain words. */
export function settingName(key: string): string {
  return knows(`setting.${key}`) ? t(`setting.${key}`) : key;
}

/** For whom a row holds: one working-time form, or all. */
export function formName(form: string | null): string {
  return t(form ? `form.${form}` : "form.all");
}

/** A setting's value as a sentence reads it. */
export function valueText(key: string, value: unknown, language: Language): string {
  if (value === null || value === undefined) return t("setting.off");
  if (typeof value === "boolean") return t(value ? "setting.yes" : "setting.no");
  if (typeof value === "number") return isLength(key) ? hm(value) : num(value, language);
  if (typeof value === "string") return /^\d\d:\d\d$/.test(value) ? value.replace(/^0/, "") : word("value", value);
  if (Array.isArray(value)) return listText(key, value, language);
  return partsText(value as Record<string, unknown>, language);
}

function listText(key: string, value: readonly unknown[], language: Language): string {
  if (value.length === 0) return t("setting.none");
  const clocks = value.length === 2 && value.every((part) => /^\d\d:\d\d$/.test(String(part)));
  if (key === "weekdays") return value.map((day) => t(`setting.weekday.${String(day)}`)).join(", ");
  if (key === "steps") {
    return value.map((step) => `${hm((step as number[])[0] ?? 0)} → ${(step as number[])[1] ?? 0}`).join(", ");
  }
  return value.map((part) => valueText("", part, language)).join(clocks ? "–" : "; ");
}

function partsText(value: Record<string, unknown>, language: Language): string {
  return Object.entries(value)
    .filter(([, part]) => part !== null && !(Array.isArray(part) && part.length === 0) && !isEmpty(part))
    .map(([name, part]) => `${word("part", name)} ${valueText(name, part, language)}`)
    .join(", ");
}

function isEmpty(part: unknown): boolean {
  return typeof part === "object" && !Array.isArray(part) && Object.keys(part as object).length === 0;
}

/** How a setting's value is written in a field: a length, a number, yes or no, or all its parts. */
export type Kind = "length" | "number" | "truth" | "parts";

export function kindOf(key: string, value: unknown): Kind {
  if (typeof value === "boolean" || key === "flex" || key === "holiday_spill") return "truth";
  if (value !== null && typeof value === "object") return "parts";
  if (typeof value === "string") return "parts";
  return isLength(key) ? "length" : "number";
}

/** A value as the field first shows it. */
export function written(kind: Kind, value: unknown): string {
  if (value === null || value === undefined) return "";
  if (kind === "length") return hm(value as number).replace("−", "-");
  return kind === "parts" ? JSON.stringify(value, null, 1) : String(value);
}

/** What a field says as a value; undefined when it cannot be read. Empty switches the setting off. */
export function readValue(kind: Kind, text: string): unknown {
  const said = text.trim().replace("−", "-");
  if (said === "") return null;
  if (kind === "truth") return said === "true";
  if (kind === "parts") return parsed(said);
  if (kind === "length") return minutesOf(said);
  const number = Number(said.replace(",", "."));
  return Number.isFinite(number) ? number : undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
