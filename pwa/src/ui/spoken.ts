import { writers } from "./formats";
import { type Params, t, tn } from "./words";

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

const SAID: typeof writers = {
  ...writers,
  hm: (minutes: never) => spoken(minutes),
  shm: (minutes: never) => spoken(minutes),
};

/** As `t`, with lengths and "klo" as they are said, for who hears the screen. */
export function aloud(key: string, params: Params = {}): string {
  return t(key, params, SAID)
    .replace(/\bklo(?= \d)/g, "kello")
    .replace(/\bkl\.?(?= \d)/g, "klockan");
}
