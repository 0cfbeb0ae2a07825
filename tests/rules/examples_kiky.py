"""Adapters of the kiky examples; see examples.py."""

from collections.abc import Callable
from typing import Any

from leima.rules.zone import next_date
from tests.rules.situations import FREE, MONDAY, THURSDAY, Json, answer, asked, contract, day, kinds, row, work

SCHEME = {"accounted": "obligation", "year_minutes": 1440, "methods": ["extension_day"]}
KIKY_SATURDAY = "2026-11-28"


def held(length: int = 450, **more: Any) -> Json:
    """A flexitime contract with an obligation of 24 hours a year."""
    return contract(length, "flexitime", rows=[row("kiky", SCHEME)], **more)


def named(told: Json) -> Json:
    """The answer as the examples name it."""
    first = told["days"][-1]
    warned = {"kiky_zero_length": "KIKY_ZERO_LENGTH"}
    totals = told["totals"]
    return {
        "kiky_min": told["kiky"],
        "kiky_left_min": told["kiky_left"],
        "flex_delta_min": told["flex"],
        "additional_min": totals.get("additional", 0),
        "overtime_min": sum(totals.get(kind, 0) for kind in ("overtime50", "overtime100")),
        "weekly_ot_min": sum(totals.get(kind, 0) for kind in ("weekly50", "weekly100")),
        "base_pay_min_hourly": told["pay"]["base_minutes"],
        "extended_regular_min": first["limits"]["regular_with_kiky"],
        "extended_ot_limit_min": first["limits"]["overtime_with_kiky"],
        "work_counted_min": told["worked"],
        "warning": next((warned[kind] for kind in kinds(first) if kind in warned), None),
    }


def day_off(given: Json) -> Json:
    mine = held(given["contract_day_min"], pay="hourly")
    return named(asked(contract=mine, days=[day(given["date"], kiky=True)], kiky_left=given["kiky_opening_min"]))


def beside_other(given: Json) -> Json:
    mine = held(given["contract_day_min"])
    return named(asked(contract=mine, days=[day(THURSDAY, work(given["other_min"]), kiky=True)], kiky_left=1440))


def clocked(given: Json) -> Json:
    """The seed text's own number is the example's remark, not an answer: it is handed through to be compared."""
    found = named(asked(contract=held(), days=[day(KIKY_SATURDAY, kiky=given["clock"])], kiky_left=1440))
    return found | {"seed_text_says_min": 240}


def beside_work(given: Json) -> Json:
    pause = given.get("break", given.get("break_min"))
    spans = [{"start": one[:5], "end": one[6:], "break": pause} for one in given["work"]]
    mine = held(given["regular_min"])
    return named(asked(contract=mine, days=[day(THURSDAY, *spans, kiky=given["kiky"])], kiky_left=1440))


def saturday(given: Json) -> Json:
    first = next_date(given["date"], -5)
    days = [
        day(next_date(first, number), work(length, ordered=True))
        for number, length in enumerate(given["days_min_week"])
    ]
    start, end = given["clock"].split("-")
    mark = {"start": start, "end": end, "break": given["break_min"]}
    told = asked(contract=held(480), days=[*days, day(given["date"], kiky=mark)], kiky_left=1440)
    assert told["weeks"][0]["line_with_kiky"] == 2880
    return named(told)


def three_days(given: Json) -> Json:
    mine = held(given["contract_day_min"], weekdays=FREE)
    days = [day(next_date(MONDAY, number), kiky=True) for number in range(given["days"])]
    told = asked(contract=mine, days=days, kiky_left=1440)
    return {"kiky_total_min": told["kiky"], "left_min": told["kiky_left"]}


def days_needed(given: Json) -> Json:
    length = given["contract_day_min"]
    days = [day(next_date(MONDAY, number), kiky=True) for number in range(5)]
    told = asked(contract=held(length, weekdays=FREE), days=days, kiky_left=1440)
    return {"days": round(sum(one["kiky"] / length for one in told["days"]), 1)}


def part_time(given: Json) -> Json:
    mine = held(None, share=given["part_time_pct"] / 100)
    return {"kiky_min": answer("kiky_opening", mine, year=2026)["automatic"]}


def part_time_week(given: Json) -> Json:
    shares = (1, given["part_time_pct"] / 100)
    mine = [contract(None, agreement="social-private", share=share) for share in shares]
    weeks = [asked(contract=one, **{"from": "2019-03-04", "until": "2019-03-10"})["kiky"] for one in mine]
    assert weeks[0] == given["full_ext_week_min"]
    return {"ext_week_min": weeks[1]}


def fixed_term(given: Json) -> Json:
    mine = held(None, **{"from": "2026-01-01", "until": f"2026-{given['months']:02d}-30"})
    return {"kiky_min": answer("kiky_opening", mine, "2026-03-07", year=2026)["automatic"]}


def without_flag(given: Json) -> Json:
    fields = {"minutes": given["deduct_min"], "from": ["flex"], "pays": not given["no_payroll"]}
    found = answer("kiky_settle", held(), **fields)
    warned = {"would_be_paid_out": "WOULD_BE_PAID_OUT"}
    return {"payroll_min": found["paid_out"], "warning": warned[kinds(found)[0]]}


def from_empty_flex(given: Json) -> Json:
    fields = {"minutes": given["deduct_min"], "from": ["flex"], "balances": given["balances_min"]}
    found = answer("kiky_settle", held(), **fields)
    warned = {"flex_cap": "FLEX_CAP"}
    return {"balances_min": found["balances"], "warning_at_period_end": warned[found["at_period_end"][0]["kind"]]}


def from_bonus(given: Json) -> Json:
    fields = {"hourly_cents": given["hourly_cents"], "bonus_cents": given["holiday_bonus_cents"]}
    found = answer("kiky_bonus", held(), minutes=given["deduct_min"], **fields)
    return {"deduct_cents": found["taken_cents"], "bonus_left_cents": found["bonus_left_cents"]}


def longer_day(given: Json) -> Json:
    """The state's day before the kiky years ended and after: the difference is the extension."""
    kiky, plain = (
        asked(contract=contract(None, agreement="state"), days=[day(date)])["days"][0]
        for date in ("2020-09-30", "2020-10-01")
    )
    assert (plain["target"], kiky["kiky"]) == (given["before_min"], given["ext_min"])
    return {"regular_min": kiky["target"]}


def year_check(given: Json) -> Json:
    told = asked(contract=contract(None, agreement="state"), **{"from": "2018-01-01", "until": "2018-12-31"})
    done, days = 0, 0
    for one in told["days"]:
        if done < given["annual_min"] and one["kiky"]:
            done, days = done + one["kiky"], days + 1
    plain = [one["kiky"] for one in told["days"] if "2018-02-05" <= one["date"] <= "2018-02-11"]
    assert done == given["annual_min"]
    return {"weeks_at_30": done // sum(plain), "days_at_6": days}


KEYS = {
    "golf": "golf",
    "kiinteistoalan_toimihenkilot": "property-salaried",
    "kustannustoimittajat": "publishing-editors",
}


def supplements(given: Json) -> Json:
    mine = [contract(None, agreement=KEYS[key]) for key in given["cba"]]
    told = [asked(contract=one, days=[day("2019-03-04")])["terms"] for one in mine]
    switches = [next(one["kiky"]["supplements"] for one in terms if one["kiky"]) for terms in told]
    return {name: [one[name] for one in switches] for name in ("overtime", "sunday", "evening_night")}


def leaver(given: Json) -> Json:
    found = answer("kiky_leaver", held(), left=given["kiky_left_min"], hourly_cents=given["hourly_cents"])
    assert found["needs_confirmation"]
    return {"final_pay_deduct_cents": found["cents"]}


def period_switch(given: Json) -> Json:
    lines = []
    for one in given["periods"]:
        first, last = one.split("..")
        period = {"start": first, "weeks": 3}
        told = asked(contract=contract(None, "period", "kvtes"), period=period, **{"from": first, "until": last})
        lines.append(told["weeks"][0]["line"])
    return {"period_min": lines}


def forms(given: Json) -> Json:
    known = {
        "yleistyoaika": ("general", "kvtes"),
        "toimistotyoaika": ("office", "kvtes"),
        "10§": ("general", "kvtes-10"),
    }
    mine = [contract(None, *known[form]) for form in given["forms"]]
    weeks = [asked(contract=one, **{"from": "2017-05-22", "until": "2017-05-28"}) for one in mine]
    return {
        "week_min": [sum(one["scheduled"] for one in told["days"]) for told in weeks],
        "holiday_cut_min": [sum(one["holiday_cut"] for one in told["days"]) for told in weeks],
    }


ADAPTERS: dict[str, Callable[[Json], Json]] = {
    "kiky_no_clock_day_off": day_off,
    "kiky_no_clock_minus_other": beside_other,
    "kiky_clock_text_conflict": clocked,
    "kiky_clock": clocked,
    "kiky_added_to_workday": beside_work,
    "kiky_overlap_full_inside": beside_work,
    "kiky_day_off_clock": saturday,
    "kiky_three_days": three_days,
    "kiky_775": days_needed,
    "kiky_part_time_year": part_time,
    "kiky_part_time_week": part_time_week,
    "kiky_fixed_term": fixed_term,
    "kiky_deduct_without_flag": without_flag,
    "kiky_deduct_flex_negative": from_empty_flex,
    "kiky_hourly_holiday_bonus": from_bonus,
    "kiky_daily_minutes": longer_day,
    "kiky_year_check": year_check,
    "kiky_supplements": supplements,
    "kiky_end_of_employment": leaver,
    "kiky_period_switch": period_switch,
    "kiky_two_week_work_time": forms,
}
