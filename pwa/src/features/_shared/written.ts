/** How an amount of an account is written. */
import { hm, num, signedHm, type Language } from "../../ui/formats";

const MINUS = "\u2212";

export type Unit = "min" | "day" | "cent";

/** A balance as its unit is written: `2:15`, `12,5 pv`, `120,50 €`; with `sign` a plus before what is above nought. */
export function written(amount: number, unit: Unit, language: Language, sign = false): string {
  if (unit === "min") return sign ? signedHm(amount) : hm(amount);
  const plus = sign && amount > 0 ? "+" : "";
  if (unit === "day") return `${plus}${num(amount, language)} ${language === "fi" ? "pv" : "d"}`;
  const euros = (Math.abs(amount) / 100).toFixed(2);
  return `${plus}${amount < 0 ? MINUS : ""}${language === "en" ? euros : euros.replace(".", ",")} €`;
}
