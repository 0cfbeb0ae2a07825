/** What a person types as an amount, and how amounts are written back. */
import type { Unit } from "../_shared/written";

const TIME = /^([+\-−–]?)\s*(\d{1,4})(?:[:.](\d{2})|,(\d{1,2}))?$/;
const NUMBER = /^([+\-−–]?)\s*(\d{1,7})(?:[.,](\d{1,2}))?$/;

/** `24:00`, `-24.00`, `2:15`, `24` or `2,5` (hours) as minutes; days and euros as they are read. Null: none of these. */
export function typedAmount(text: string, unit: Unit): number | null {
  const trimmed = text.trim();
  return unit === "min" ? typedMinutes(trimmed) : typedNumber(trimmed, unit);
}

function typedMinutes(text: string): number | null {
  const found = TIME.exec(text);
  if (!found) return null;
  const [, sign = "", hours = "0", minutes, decimals] = found;
  if (minutes !== undefined && Number(minutes) > 59) return null;
  const part = decimals === undefined ? Number(minutes ?? 0) : Math.round(Number(`0.${decimals}`) * 60);
  return signed(sign, Number(hours) * 60 + part);
}

function typedNumber(text: string, unit: Unit): number | null {
  const found = NUMBER.exec(text);
  if (!found) return null;
  const [, sign = "", whole = "0", decimals = ""] = found;
  const hundredths = Number(whole) * 100 + Number(decimals.padEnd(2, "0"));
  return signed(sign, unit === "cent" ? hundredths : hundredths / 100);
}

function signed(sign: string, value: number): number {
  return sign && sign !== "+" && value ? -value : value;
}
