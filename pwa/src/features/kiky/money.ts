/** Euros as a clerk types them, and what minutes are worth. */
import type { Language } from "../../ui/formats";

/** `1250`, `1250,5` or `18.50` as cents; null for anything else. */
export function cents(text: string): number | null {
  const found = /^(\d{1,6})(?:[.,](\d{1,2}))?$/.exec(text.trim().replace(/\s/g, ""));
  return found ? Number(found[1]) * 100 + Number((found[2] ?? "").padEnd(2, "0")) : null;
}

/** Minutes in cents at an hourly rate, half up. */
export function worth(minutes: number, hourly: number): number {
  return Math.floor((2 * minutes * hourly + 60) / 120);
}

/** Cents as they are read: `444,00 €`. */
export function euros(amount: number, language: Language): string {
  const text = (amount / 100).toFixed(2);
  return `${language === "en" ? text : text.replace(".", ",")} €`;
}
