/** Rates as an administrator reads and writes them. */
import type { Wire } from "../../store/appState";
import { localTime, num } from "../../ui/formats";
import { language, siteZone, t } from "../../ui/words";
import { cents, euros } from "../_shared/forms/money";

export type Row = Wire["RateRow"];
export type Value = Wire["RateValue"];
export type Year = Wire["RatesOfYear"];
type Unit = Row["unit"];

/** `0,55 €/km`, `54,00 €`, `25,5 %`. */
export function shownValue(value: number, unit: Unit): string {
  if (unit === "per_cent") return `${num(value, language())} %`;
  return t(`rates.unit.${unit}`, { amount: euros(value, language()) });
}

/** What was typed as cents, or as per cent to a tenth; null for anything else. */
export function typedValue(text: string, unit: Unit): number | null {
  if (unit !== "per_cent") return cents(text);
  const found = /^(\d{1,2})(?:[.,](\d))?$/.exec(text.trim());
  return found ? Number(`${found[1]}.${found[2] ?? "0"}`) : null;
}

/** The name as the screen's language has it: the server knows places in Finnish and English alone. */
export function placeName({ key, name }: { key: string; name: string }): string {
  const code = key.startsWith(FOREIGN) ? key.slice(FOREIGN.length) : "";
  if (language() !== "sv" || !/^[A-Z]{2}$/.test(code)) return name;
  return new Intl.DisplayNames(["sv"], { type: "region", fallback: "none" }).of(code) ?? name;
}
const FOREIGN = "foreign_per_diem.";

export type Wanted = "all" | "missing" | "changed" | "own";
export const WANTED: readonly Wanted[] = ["all", "missing", "changed", "own"];

const last = (values: readonly Value[]): number | null => values.at(-1)?.value ?? null;

export const isMissing = ({ now }: Row): boolean => last(now) === null;

/** Whether a row is what is looked for. */
export function isWanted(row: Row, wanted: Wanted): boolean {
  if (wanted === "missing") return isMissing(row);
  if (wanted === "changed") return !isMissing(row) && last(row.before) !== last(row.now);
  return wanted === "all" || [...row.before, ...row.now].some(({ batch }) => batch !== null);
}

/** Which part of the screen a row stands in. */
export function partOf({ key, unit }: Row): Part {
  return unit === "per_cent" ? "vat" : key.startsWith("foreign_per_diem") ? "foreign" : "domestic";
}
export type Part = "domestic" | "foreign" | "vat";
export const PARTS: readonly Part[] = ["domestic", "foreign", "vat"];

const MARKS: Readonly<Record<string, string>> = {
  VERIFIED_OFFICIAL: "official",
  "VERIFIED_2+": "several",
  SINGLE_SECONDARY: "single",
  DERIVED_2X: "derived",
  RULE_SOURCED: "several",
  SINGLE_SOURCE_RULE: "single",
};

/** Who brought something in, and on which date. */
export function broughtBy(name: string, at: number): string {
  return t("rates.by", { name, date: localTime(at, siteZone()).date });
}

/** How sure a ready value is, in words. */
export function markOf({ verified, batch }: Value): string {
  return t(`rates.mark.${batch ? "own" : (MARKS[verified] ?? "check")}`);
}

/** Whether somebody should look a ready value up. */
export const isUnsure = ({ verified, batch }: Value): boolean => !batch && !(verified in MARKS);
