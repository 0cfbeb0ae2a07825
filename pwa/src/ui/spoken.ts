import { t, tn } from "./words";

/** A length of time (minutes) as it is said: "7 tuntia 30 minuuttia", "miinus 2 tuntia 16 minuuttia"; nothing is "0 minuuttia". */
export function spoken(minutes: number): string {
  const whole = Math.abs(Math.round(minutes));
  const [hours, rest] = [Math.floor(whole / 60), whole % 60];
  const parts = [
    minutes < 0 && whole > 0 ? t("say.minus") : "",
    hours > 0 ? tn("say.hours", hours) : "",
    rest > 0 || hours === 0 ? tn("say.minutes", rest) : "",
  ];
  return parts.filter(Boolean).join(" ");
}
