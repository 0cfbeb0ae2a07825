"""One adapter for each `rule` of the examples: it writes the input as a situation, asks the engine of `leima interpret`
and names the answer's fields as the example does. No adapter works anything out by itself."""

from collections.abc import Callable
from typing import Any

import pytest

from leima.rules.situation.given import Refused
from leima.rules.zone import local_clock, next_date
from tests.rules import examples_accounts, examples_kiky
from tests.rules.situations import FREE, MONDAY, THURSDAY, Json, answer, asked, contract, day, kinds, row, work


def flex_contract(given: Json) -> Json:
    limit = given.get("daily_flex_limit_min")
    rows = [] if limit is None else [row("flex_daily_limit", limit)]
    return contract(given["regular_min"], "flexitime", rows=rows)


def flex_daily(given: Json) -> Json:
    told = asked(contract=flex_contract(given), days=[day(THURSDAY, work(given["worked_min"]))])
    warned = {"over_daily_flex": "FLEX_DAILY_LIMIT"}
    found = told["days"][0]
    return {
        "flex_delta_min": told["flex"],
        "overtime_min": found["overtime50"] + found["overtime100"],
        "unapproved_min": found["unapproved"],
        "warning": next((warned[kind] for kind in kinds(found) if kind in warned), None),
    }


def flex_range(given: Json) -> Json:
    limits = asked(contract=flex_contract(given), days=[day(THURSDAY)])["days"][0]["limits"]
    return {"min_day_min": limits["least"], "max_day_min": limits["most"], "core_min": limits["least"]}


def flex_window(given: Json) -> Json:
    rows = [row(f"flex_{name}", given[name].split("-")) for name in ("core", "band")]
    limits = asked(contract=contract(450, "flexitime", rows=rows), days=[day(THURSDAY)])["days"][0]["limits"]
    return {"min_day_min": limits["core"], "max_day_min": limits["band"]}


def flex_end(given: Json) -> Json:
    found = answer("flex", contract(480, "flexitime"), balance=given["balance_min"], period_ends=True)
    return {"over_cap_min": found["over_cap"], "ok": not found["findings"]}


def flex_within(given: Json) -> Json:
    middle = answer("flex", contract(480, "flexitime"), balance=given["balance_mid_min"], period_ends=False)
    end = answer("flex", contract(480, "flexitime"), balance=given["balance_end_min"], period_ends=True)
    return {"ok_mid": not middle["findings"], "ok_end": not end["findings"]}


def flex_ordered(given: Json) -> Json:
    own = [{"start": one[:5], "end": one[6:], "break": given["break_min"]} for one in given["self_chosen"]]
    told = [{"start": one[:5], "end": one[6:], "ordered": True} for one in given["ordered"]]
    found = asked(contract=flex_contract(given), days=[day(THURSDAY, *own, *told)])
    return ordered_day(found)


def ordered_day(told: Json) -> Json:
    """The classes of one day or week as the examples name them."""
    totals = told["totals"]
    daily = totals.get("overtime50", 0) + totals.get("overtime100", 0)
    weekly50, weekly100 = totals.get("weekly50", 0), totals.get("weekly100", 0)
    return {
        "flex_delta_min": told["flex"],
        "total_min": told["worked"],
        "additional_min": totals.get("additional", 0),
        "overtime_min": daily,
        "daily_ot_min": daily,
        "weekly_ot_min": weekly50 + weekly100,
        "ot50_min": totals.get("overtime50", 0) + weekly50,
        "ot100_min": totals.get("overtime100", 0) + weekly100,
        "unapproved_min": totals.get("unapproved", 0),
        "must_still_be_recorded": sum(totals.values()) == told["worked"],
    }


def one_day(given: Json) -> Json:
    spans = work(given["worked_min"], ordered=given["ordered"])
    return ordered_day(asked(contract=contract(given["regular_min"]), days=[day(THURSDAY, spans)]))


def week(given: Json) -> Json:
    pro = given.get("weekly_ot_excludes_additional")
    held = contract(given.get("regular_day_min", 480), agreement="pro-salaried" if pro else "law")
    return ordered_day(asked(contract=held, days=week_days(given["days_min"])))


def week_days(minutes: list[int]) -> list[Json]:
    dates = [next_date(MONDAY, number) for number in range(len(minutes))]
    return [
        day(date, *([work(length, ordered=True)] if length else []))
        for date, length in zip(dates, minutes, strict=True)
    ]


def week_rate(given: Json) -> Json:
    """Ten hours over the line on Saturday and Sunday."""
    pro = given["cba"] == "Pro"
    free = (2400 + given["weekly_ot_min"] - (2250 if pro else 2400)) // 2
    held = contract(450 if pro else 480, agreement="pro-salaried" if pro else "law")
    found = ordered_day(asked(contract=held, days=week_days([450 if pro else 480] * 5 + [free, free])))
    assert found["weekly_ot_min"] == given["weekly_ot_min"]
    return found


def max_hours(given: Json) -> Json:
    first, last = given["period"].split("..")
    told = asked(contract=contract(weekdays=FREE), **{"from": first, "until": last, "ask": {"limits": {}}})
    return {"max_total_min": told["answers"]["limits"]["most_work"]}


def sunday(given: Json) -> Json:
    held = contract(pay="hourly")
    told = asked(contract=held, days=[day(given["date"], work(given["worked_min"], ordered=True))])
    raised = told["pay"]["raises"].get("supplement_sunday", 0)
    return {
        "base_min": told["pay"]["base_minutes"],
        "sunday_raise_min": raised,
        "sunday_raise_min_by_act": raised,
        "ot_raise_equiv_min": told["pay"]["raises"].get("overtime50", 0),
        "ot50_min": told["totals"].get("overtime50", 0),
    }


def night_span(given: Json, rows: list[Json]) -> Json:
    first, last = given["start"][:10], given["end"][:10]
    spans = {"start": given["start"], "end": given["end"], "ordered": True}
    return asked(contract=contract(rows=rows), days=[day(first, spans)], until=last)


def night(given: Json) -> Json:
    return {"night_min": night_span(given, [])["supplements"]["supplement_night"]["minutes"]}


def midnight(given: Json) -> Json:
    found = night_span(given, [row("boundary", given["day_rule"])])
    return {one["date"]: one["worked"] for one in found["days"]}


def two_days(given: Json) -> Json:
    spans = {"start": given["start"], "end": given["end"]}
    told = asked(
        contract=contract(), days=[day(given["start"][:10], spans)], until=given["end"][:10], ask={"month": {}}
    )
    return {"days_at_work_for_14_day_rule": told["answers"]["month"]["days_at_work"]}


def clock_change(given: Json) -> Json:
    rows = [row("supplement_evening", {"percent": 10, "window": ["03:00", "04:00"]})]
    told = night_span(given, rows)
    found = told["supplements"].get("supplement_evening", {"minutes": 0})
    return {"worked_min": told["worked"], "supplement_03_04_min": found["minutes"]}


def no_such_time(given: Json) -> Json:
    date, start = given["start_local"].split("T")
    with pytest.raises(Refused) as refused:
        asked(contract=contract(), days=[day(date, {"start": start, "end": "08:00"})])
    codes = {"no_such_time": "NONEXISTENT_LOCAL_TIME"}
    return {"error": codes[refused.value.code]}


def rest(given: Json) -> Json:
    at = local_clock("Europe/Helsinki", answer("limits", shift_end=given["shift_end"])["earliest_start"])
    return {"earliest_next_start": f"{at // 60:02d}:{at % 60:02d}"}


def breaks(given: Json) -> Json:
    told = [asked(contract=contract(), days=[day(THURSDAY, work(length))]) for length in given["work_min"]]
    return {
        "break_required": [one["days"][0]["break_due"] for one in told],
        "extra_30min_right": ["extra_break" in kinds(one) for one in told],
    }


def break_not_work(given: Json) -> Json:
    spans = [
        {"start": given["in"], "end": given["out"], "break": given["break_min"], "paid_break": not free}
        for free in given["free_to_leave"]
    ]
    return {"worked_min": [asked(contract=contract(), days=[day(THURSDAY, one)])["worked"] for one in spans]}


Adapter = Callable[[Json], Json]
ADAPTERS: dict[str, Adapter] = {
    "flex_daily": flex_daily,
    "flex_daily_range": flex_range,
    "flex_core_time": flex_range,
    "flex_daily_limit_breach": flex_daily,
    "flex_period_end": flex_end,
    "flex_within_period": flex_within,
    "flex_with_ordered_overtime": flex_ordered,
    "flex_core_window": flex_window,
    **dict.fromkeys(("daily_overtime_split", "additional_work", "unordered_work_not_overtime"), one_day),
    **dict.fromkeys(("weekly_overtime", "weekly_no_double_count", "weekly_overtime_375_act"), week),
    **dict.fromkeys(("weekly_overtime_375_pro_cba", "weekly_only_daily"), week),
    **dict.fromkeys(("weekly_overtime_pro_rate", "weekly_overtime_act_rate"), week_rate),
    "max_hours_48": max_hours,
    **dict.fromkeys(("sunday_work", "sunday_work_and_overtime", "midsummer_eve_is_not_sunday_work"), sunday),
    "night_minutes": night,
    **dict.fromkeys(("midnight_split_calendar_day", "midnight_shift_start_day"), midnight),
    "holiday_accrual_two_days": two_days,
    **dict.fromkeys(("dst_spring", "dst_autumn"), clock_change),
    "dst_nonexistent_local_time": no_such_time,
    "daily_rest": rest,
    "break": breaks,
    "break_not_work": break_not_work,
    **examples_kiky.ADAPTERS,
    **examples_accounts.ADAPTERS,
}


def actual(example: Json) -> dict[str, Any]:
    """What the engine answers, by the example's own field names."""
    return ADAPTERS[example["rule"]](example["input"])
