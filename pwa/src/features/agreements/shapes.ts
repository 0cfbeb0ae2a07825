/** What each setting's value is made of, so that a form can be drawn for it. Plain values. */

export type Shape =
  | { is: "length"; below?: true }
  | { is: "number"; whole?: true; times?: number; below?: true }
  | { is: "truth" | "clock" | "day" | "date" }
  | { is: "choice"; of: readonly string[] }
  | { is: "set"; of: readonly (string | number)[] }
  | { is: "either"; word: string | null; other: Shape }
  | { is: "parts"; parts: readonly Part[]; list?: true; forward?: true }
  | { is: "rows"; of: Shape; rising?: true; unless?: string };

/**
 * A named part; one that may be left empty is then absent (`omit`) or null. Rows are at least one, `unless` another
 * part stands in their place.
 */
export interface Part {
  name: string;
  shape: Shape;
  empty?: "omit" | "null";
}

const LENGTH: Shape = { is: "length" };
const WHOLE: Shape = { is: "number", whole: true };
const PERCENT: Shape = { is: "number", whole: true };
const NUMBER: Shape = { is: "number" };
const TRUTH: Shape = { is: "truth" };
const WEEKDAYS: Shape = { is: "set", of: [0, 1, 2, 3, 4, 5, 6] };
const HOLIDAYS: Shape = {
  is: "set",
  of: [
    ...["new_year", "epiphany", "good_friday", "easter_saturday", "easter_sunday", "easter_monday", "may_day"],
    ...["ascension_day", "pentecost", "midsummer_eve", "midsummer_day", "all_saints", "independence_day"],
    ...["christmas_eve", "christmas_day", "st_stephen"],
  ],
};

const part = (name: string, shape: Shape, empty?: Part["empty"]): Part => ({ name, shape, empty });
const all = (shape: Shape, ...names: string[]): Part[] => names.map((name) => part(name, shape));
const free = (shape: Shape, ...names: string[]): Part[] => names.map((name) => part(name, shape, "omit"));
const parts = (...of: readonly Part[]): Shape => ({ is: "parts", parts: of });
const pair = (shape: Shape, forward?: true): Shape => ({
  is: "parts",
  list: true,
  forward,
  parts: all(shape, "begins", "ends"),
});
const choice = (...of: string[]): Shape => ({ is: "choice", of });
const either = (word: string | null, other: Shape): Shape => ({ is: "either", word, other });
const rows = (of: Shape): Shape => ({ is: "rows", of });
const same = (shape: Shape, ...names: string[]): Record<string, Shape> =>
  Object.fromEntries(names.map((name) => [name, shape]));

const WINDOW = pair({ is: "clock" }, true);
const BREAK = parts(...all(LENGTH, "over", "minutes"));
const SUPPLEMENT = parts(
  part("percent", PERCENT),
  part("window", pair({ is: "clock" }), "omit"),
  part("weekdays", WEEKDAYS, "omit"),
  part("flag", choice("pays_as_sunday", "shortens_week"), "omit"),
  part("names", HOLIDAYS, "omit"),
);
const FLOOR: Shape = either(null, { is: "length", below: true });
const METHODS = [
  ...["balance_deduction", "holiday_bonus", "extension_day", "longer_hours", "holiday_cut", "annual_leave_day"],
  ...["reduction_leave", "reduction_day", "midweek_pay_percent"],
];
const KIKY = parts(
  part("accounted", choice("obligation", "contract", "none")),
  ...free(LENGTH, "year_minutes", "extension_minutes"),
  part("methods", { is: "set", of: METHODS }),
  part("pay_out", { is: "set", of: ["hourly", "monthly"] }),
  part("part_time", choice("share", "out"), "omit"),
  part("supplements", parts(...free(TRUTH, "additional", "overtime", "sunday", "evening_night"))),
  part("year_end", choice("finding", "lapse", "carry", "propose"), "omit"),
);
const STEP: Shape = { is: "parts", list: true, parts: [part("worked", LENGTH), part("days", NUMBER)] };
const ANNUAL_LEAVE = parts(
  part("steps", { is: "rows", of: STEP, rising: true, unless: "every" }),
  ...free(LENGTH, "every"),
  part("most", WHOLE),
  part("day", LENGTH),
  part("wait_months", WHOLE),
  ...free(TRUTH, "complete"),
);
const ANNUAL_HOLIDAY = parts(
  ...all(NUMBER, "first_year", "later"),
  ...all(WHOLE, "month_days", "month_hours", "sick_days", "least", "summer_days"),
  ...all(WHOLE, "waiting_days", "notice_months", "notice_days"),
  part("summer", pair({ is: "day" })),
  part("weekdays", WEEKDAYS),
  ...free(WHOLE, "saturday_every"),
);

const AS_WORK = [
  ...["annual_holiday", "sick", "child_sick", "rehabilitation", "quarantine", "family_leave", "study", "training"],
  ...["layoff", "reserve_training", "overtime_leave", "bank_leave"],
];
/** Annual holidays, a setting for each matter. */
const LEAVE: Readonly<Record<string, Shape>> = {
  leave_length: parts(...all(NUMBER, "first_year", "later")),
  leave_month: parts(part("days", WHOLE), part("minutes", LENGTH)),
  leave_as_work: parts(...free(either(null, WHOLE), ...AS_WORK)),
  leave_extra: parts(part("least", WHOLE)),
  leave_season: parts(part("summer", pair({ is: "day" })), part("summer_days", WHOLE)),
  leave_notice: parts(...all(WHOLE, "months", "days")),
  leave_illness: parts(...all(WHOLE, "waiting_days", "least")),
  leave_counting: parts(
    part("weekdays", WEEKDAYS),
    ...free(WHOLE, "saturday_every"),
    ...free(HOLIDAYS, "half_days", "free_days"),
    ...free(rows({ is: "date" }), "half_dates", "free_dates"),
  ),
  leave_carry: parts(part("until", { is: "day" }), part("years", WHOLE), ...free(TRUTH, "lapses")),
  leave_saving: parts(...all(WHOLE, "agreed_over"), ...free(WHOLE, "own_over")),
  leave_bonus: parts(part("percent", NUMBER)),
};

/** Every setting that an agreement's rows may hold, in the order in which they are offered. */
export const SHAPES: Readonly<Record<string, Shape>> = {
  ...same(LENGTH, "regular_day", "regular_day_max", "regular_week", "regular_period", "averaged_week"),
  flex: TRUTH,
  flex_band: WINDOW,
  flex_core: WINDOW,
  ...same(LENGTH, "flex_daily_limit", "flex_max"),
  flex_min: { is: "length", below: true },
  flex_period_months: WHOLE,
  daily_overtime: parts(...all(LENGTH, "from", "first")),
  weekly_line: LENGTH,
  weekly_line_moves: parts(part("midweek_holiday", either("cut", LENGTH)), part("absence", either("credit", LENGTH))),
  weekly_tiers: rows(parts(part("minutes", LENGTH, "null"), part("percent", PERCENT))),
  weekly_leaves_out_additional: TRUTH,
  work_period: parts(part("weeks", WHOLE), part("start", { is: "date" })),
  period_work: rows(parts(part("weeks", WHOLE), ...all(LENGTH, "line", "first"))),
  period_tiers: rows(PERCENT),
  overtime_leave_months: WHOLE,
  ...same(SUPPLEMENT, "supplement_evening", "supplement_night", "supplement_saturday"),
  ...same(SUPPLEMENT, "supplement_sunday", "supplement_holiday", "supplement_eve"),
  holiday_cut: either("weekday", LENGTH),
  holiday_spill: TRUTH,
  holiday_except: HOLIDAYS,
  midweek_pay: parts(
    part("names", HOLIDAYS),
    part("length", either("contract_day", LENGTH)),
    part("percent", PERCENT),
    ...free(WHOLE, "service_days", "service_months"),
  ),
  ...same(BREAK, "auto_break", "break_rule", "break_extra"),
  rest: parts(...all(LENGTH, "daily", "daily_own", "weekly", "weekly_least")),
  max_week: parts(part("minutes", LENGTH), part("months", WHOLE)),
  boundary: choice("calendar", "shift_start"),
  rounding: parts(part("mode", choice("none", "nearest", "outward", "inward", "step")), part("minutes", LENGTH)),
  bank: parts(
    ...all(LENGTH, "flex_a_period", "growth_a_year"),
    ...all(WHOLE, "cap_weeks", "leave_weeks"),
    part("from_pay", { is: "set", of: ["supplements", "holiday_bonus"] }, "omit"),
  ),
  reduction_leave: parts(...free(LENGTH, "year_minutes", "holiday_day", "day")),
  annual_leave: ANNUAL_LEAVE,
  annual_holiday: ANNUAL_HOLIDAY,
  ...LEAVE,
  account_floors: parts(
    ...free(FLOOR, "flex", "overtime_leave", "bank", "reduction_leave", "annual_leave_day"),
    ...free(either(null, { is: "number", times: 100, below: true }), "annual_holiday"),
  ),
  kiky: KIKY,
  record_years: WHOLE,
};
