/** The values of settings as people read and write them. */
import { type Language, fullDate, hm, num } from "../../ui/formats";
import { knows, t } from "../../ui/words";

/** Settings and parts of settings that are lengths, kept in minutes. */
const LENGTHS = new Set([
  ...["regular_day", "regular_day_max", "regular_week", "regular_period", "flex_daily_limit", "flex_max", "flex_min"],
  ...["holiday_cut", "weekly_line", "averaged_week", "minutes", "over", "first", "from", "line", "daily", "daily_own"],
  ...["weekly", "weekly_least", "flex_a_period", "growth_a_year", "day", "every", "year_minutes", "length"],
  ...["extension_minutes", "midweek_holiday", "holiday_day", "absence"],
]);

/** Whether a setting's value is a length of time. */
export function isLength(key: string): boolean {
  return LENGTHS.has(key);
}

/** The words of the first key that has some. */
function known(...keys: string[]): string | undefined {
  const key = keys.find(knows);
  return key === undefined ? undefined : t(key);
}

/** A named value in plain words; `of` is the setting or the part that it stands in. */
export function optionName(of: string, value: string): string {
  if (value === "true" || value === "false") return t(value === "true" ? "setting.yes" : "setting.no");
  if (of === "weekdays") return t(`setting.weekday.${value}`);
  return known(`setting.value.${of}.${value}`, `setting.value.${value}`, `holiday.${value}`) ?? value;
}

/** The name of a field in the form of a setting. */
export function fieldName(of: string, part: string): string {
  return known(`setting.field.${of}.${part}`, `setting.field.${part}`, `setting.part.${part}`) ?? part;
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
  if (typeof value === "string" && /^\d{4}-\d\d-\d\d$/.test(value)) return fullDate(value, language);
  if (typeof value === "string") return /^\d\d:\d\d$/.test(value) ? value.replace(/^0/, "") : optionName(key, value);
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
    .map(
      ([name, part]) =>
        `${known(`setting.part.${name}`, `setting.field.${name}`) ?? name} ${valueText(name, part, language)}`,
    )
    .join(", ");
}

function isEmpty(part: unknown): boolean {
  return typeof part === "object" && !Array.isArray(part) && Object.keys(part as object).length === 0;
}
