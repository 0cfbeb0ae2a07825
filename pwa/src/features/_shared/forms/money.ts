/** Euros as a clerk types them, and what minutes are worth. */
import type { Language } from "../../../ui/formats";

const amounts = (locale: string): Intl.NumberFormat =>
  new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
const AMOUNTS: Record<Language, Intl.NumberFormat> = {
  fi: amounts("fi-FI"),
  sv: amounts("sv-FI"),
  en: amounts("en-GB"),
};

/** `1250`, `1250,5` or `18.50` as cents; null for anything else. */
export function cents(text: string): number | null {
  const found = /^(\d{1,6})(?:[.,](\d{1,2}))?$/.exec(text.trim().replace(/\s/g, ""));
  return found ? Number(found[1]) * 100 + Number((found[2] ?? "").padEnd(2, "0")) : null;
}

/** Minutes in cents at an hourly rate, half up. */
export function worth(minutes: number, hourly: number): number {
  return Math.floor((2 * minutes * hourly + 60) / 120);
}

/** Cents as they are read: `1 444,00 €`, in English `1,444.00 €`. */
export function euros(amount: number, language: Language): string {
  return `${AMOUNTS[language].format(amount / 100).replace("−", "-")} €`;
}
