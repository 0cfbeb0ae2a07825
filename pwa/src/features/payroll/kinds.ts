import { hm, type Language } from "../../ui/formats";
import { knows, t } from "../../ui/words";
import { fullRange } from "../_shared/ranges";
import { euros } from "../_shared/forms/money";

/** What a total tells of its quantity: minutes, days and cents. */
export interface Amounts {
  minutes: number;
  days: number;
  cents: number | null;
}

/** What people call a kind of pay; a supplement that an agreement has named itself is called by that. */
export function kindName(kind: string): string {
  const [first = "", second] = kind.split(".");
  if (second === undefined) return t(`payroll.kind.${first}`);
  if (first === "absence") return t(`absence.${second}`);
  if (first === "supplement") return knows(`rule.supplement_${second}`) ? t(`rule.supplement_${second}`) : second;
  return t(first === "payout" ? "payroll.kind.payout_of" : `payroll.kind.${first}_${second}`, {
    account: first === "payout" ? t(`account.${second}`) : "",
  });
}

/** A pay period with its year: runs of several years stand in one list. */
export function periodName(from: string, until: string, language: Language): string {
  return fullRange(from, until, language);
}

/** `12:30 · 2 pv`: time as hours and minutes, with the days beside it. */
export function quantity({ minutes, days }: Amounts): string {
  const shown = [minutes ? hm(minutes) : "", days ? t("amount.day", { n: days }) : ""];
  return shown.filter(Boolean).join(" · ");
}

export function money({ cents }: Amounts, language: Language): string {
  return cents === null ? "" : euros(cents, language);
}

/** By how much a total differs from the last period's; empty where it does not. */
export function difference(now: Amounts, before: Amounts | null, language: Language): string {
  const was = before ?? { minutes: 0, days: 0, cents: null };
  const [minutes, cents] = [now.minutes - was.minutes, (now.cents ?? 0) - (was.cents ?? 0)];
  const days = Math.round((now.days - was.days) * 100) / 100;
  const sign = (value: number): string => (value > 0 ? "+" : "");
  const shown = [
    minutes ? sign(minutes) + hm(minutes) : "",
    days ? sign(days) + t("amount.day", { n: days }) : "",
    cents ? sign(cents) + euros(cents, language) : "",
  ];
  return shown.filter(Boolean).join(" · ");
}
