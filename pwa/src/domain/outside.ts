/** A day on which no contract is in force: what was done is shown, and counts nothing. Twin of `rules/outside.py`. */
import type { DayResult, Terms } from "./types";

/** Terms of a date without a contract: nothing is expected, nothing is flex, overtime or kiky. */
export function noTerms(person: string, zone: string, date: string): Terms {
  return {
    id: "",
    person,
    from: date,
    until: date,
    zone,
    agreement: "",
    form: "exempt",
    pay: "hourly",
    share: 1,
    weekdays: [0, 0, 0, 0, 0, 0, 0],
    contract_day: 0,
    week_minutes: 0,
    daily_limit: 0,
    boundary: "calendar",
    rounding: { mode: "none", minutes: 0 },
    auto_break: null,
    break_rule: null,
    flex: null,
    kiky: null,
    holiday: null,
    sources: {},
  };
}

/** The day as it is shown: its presence and spans stay, its minutes count nothing, and a finding says why. */
export function outside(result: DayResult): DayResult {
  const found = result.findings.filter(({ kind }) => kind !== "kiky_without_scheme");
  if (result.worked) found.push({ kind: "no_contract", params: { minutes: result.worked } });
  const nothing = { worked: 0, kiky: 0, target: 0, flex: 0, unapproved: 0, additional: 0, overtime50: 0 };
  return { ...result, ...nothing, overtime100: 0, findings: found, lines: [] };
}
