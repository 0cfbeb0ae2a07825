/** What contracts say beside their agreement, out of typed texts: the periods of period work, and an hourly wage. */
import type { Wire } from "../../../store/appState";
import { cents } from "./money";

type Change = Wire["Change"];
type Wrong = { wrong: string };

export interface TypedPeriod {
  form: string;
  weeks: string;
  start: string;
}

/** When the periods begin: a whole number of weeks and a day. */
export function periodOf({ weeks, start }: Omit<TypedPeriod, "form">): Pick<Change, "period"> | Wrong {
  const length = Number(weeks);
  if (!weeks.trim() || !Number.isInteger(length) || length < 1 || length > 52) return { wrong: "weeks" };
  return start ? { period: { weeks: length, start } } : { wrong: "start" };
}

/** The same where the form is period work and something of it was written; else the agreement says it. */
export function periodsOf(typed: TypedPeriod): Pick<Change, "period"> | Wrong {
  return typed.form === "period" && (typed.weeks.trim() || typed.start) ? periodOf(typed) : {};
}

/** An hourly wage in euros as cents. */
export function wageOf(text: string): Pick<Change, "hourly_cents"> | Wrong {
  const found = cents(text.replace(/€/g, ""));
  return found !== null && found > 0 && found <= 1_000_000 ? { hourly_cents: found } : { wrong: "hourly_wage" };
}

/** The same of those who are paid by the hour, where something was written. */
export function wagesOf({ pay, wage }: { pay: string; wage: string }): Pick<Change, "hourly_cents"> | Wrong {
  return pay === "hourly" && wage.trim() ? wageOf(wage) : {};
}
