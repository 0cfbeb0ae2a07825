"""Adapters of the examples about contracts, holiday weeks, annual holidays and the bank; see examples.py."""

from collections.abc import Callable

from tests.rules.situations import MONDAY, THURSDAY, Json, answer, asked, contract, day, kinds, row, work

ASCENSION_WEEK = ("2026-05-11", "2026-05-17")


def between(first: str, last: str, held: Json, days: tuple[Json, ...] = ()) -> Json:
    """The answer for the dates."""
    return asked(contract=held, days=list(days), **{"from": first, "until": last})


def shop_leave(given: Json) -> Json:
    held = contract(None, agreement="commerce")
    found = [answer("annual_leave", held, "2018-03-03", worked=hours * 60) for hours in given["hours"]]
    return {"days": [one["days"] for one in found], "leave_min": [one["minutes"] for one in found]}


def mid_month(given: Json) -> Json:
    rows = [
        {"agreement": "law", "until": given["until"], "day": given["day_min"]},
        {"agreement": "law", "from": given["from"], "day": given["new_day_min"]},
    ]
    told = asked(contracts=rows, **{"from": "2026-09-01", "until": "2026-09-30"})
    days = [one["scheduled"] for one in told["days"]]
    return {"workdays": [days.count(given["day_min"]), days.count(given["new_day_min"])], "target_min": told["target"]}


def keeps_balance(given: Json) -> Json:
    rows = [
        {"agreement": "law", "form": "flexitime", "until": "2026-11-17", "day": 450},
        {"agreement": "law", "form": "flexitime", "from": given["from"], "day": 270},
    ]
    days = [day("2026-11-17", work(450)), day(given["from"], work(270))]
    told = asked(contracts=rows, days=days, ask={"flex": {"balance": given["flex_min"]}})
    return {"flex_min": told["answers"]["flex"]["after"]}


def municipal_week(given: Json) -> Json:
    kiky = given["week_min"] == 2325
    first, last = ("2018-05-07", "2018-05-13") if kiky else ASCENSION_WEEK
    told = between(first, last, contract(None, agreement="kvtes"))
    cuts = sum(one["holiday_cut"] for one in told["days"])
    assert (cuts, told["target"] + cuts) == (given["cut_min"], given["week_min"])
    return {"target_min": told["target"]}


def shop_week(given: Json) -> Json:
    told = between(*ASCENSION_WEEK, contract(None, agreement="commerce"))
    return {"target_min": told["target"], "workdays": sum(one["target"] > 0 for one in told["days"])}


def flex_week(given: Json) -> Json:
    held = contract(None, "flexitime", week=given["week_min"], rows=[row("holiday_cut", given["cut_min"])])
    length = given["worked_min"] // 4
    days = tuple(day(f"2026-05-{date}", work(length)) for date in (11, 12, 13, 15))
    told = between(*ASCENSION_WEEK, held, days)
    return {"target_min": told["target"], "flex_delta_min": told["flex"]}


def holidays_a_year(given: Json) -> Json:
    held = contract(None, agreement="general-37-5")
    years = [between(f"{year}-01-01", f"{year}-12-31", held) for year in given["years"]]
    return {"count": [sum(one["holiday_cut"] > 0 for one in told["days"]) for told in years]}


def part_time_cut(given: Json) -> Json:
    cuts = []
    for period in given["period_3w_min"]:
        held = contract(None, week=period // 3, rows=[row("holiday_cut", "weekday")])
        cuts.append(sum(one["holiday_cut"] for one in between(*ASCENSION_WEEK, held)["days"]))
    return {"cut_min": cuts}


def days_used(given: Json) -> Json:
    return {"days": answer("holiday", **{"from": given["from"], "to": given["to"]})["days"]}


def earned(given: Json) -> Json:
    fields = {"start": given.get("start", "2015-01-01"), "year_end": given.get("credit_year_end", "2027-03-31")}
    found = answer("earned", full_months=given.get("full_months", 12), **fields)
    return {name: found[name] for name in ("rate", "days", "summer", "winter")}


def split(given: Json) -> Json:
    found = earned({})
    assert found["days"] == given["days"]
    return found


def full_month(given: Json) -> Json:
    fields = {"days": given["days_in_month"], "minutes": given["hours_in_month"] * 60}
    return {"full_month": answer("month", by_days=given["rule"] == "14_day", **fields)["full"]}


def notice(given: Json) -> Json:
    found = answer("holiday", **{"from": given["holiday_start"], "to": given["holiday_start"]})
    return {"latest_notice": found["notice"], "absolute_latest": found["notice_at_least"]}


def waiting(given: Json) -> Json:
    return {"max_waiting_days": [answer("sickness", earned=days)["most_waiting_days"] for days in given["earned"]]}


def sick_before(given: Json) -> Json:
    sick = sum(given["sick_holiday_days"])
    found = answer("sickness", earned=given["earned"], sick=sick, at_start=given["sick_before_start"])
    return {"moved": found["moved"]}


def bank_flex(given: Json) -> Json:
    found = answer("bank", flex=given["flex_surplus_min"])
    assert kinds(found) == ["bank_limit"]
    return {"max_transfer_min": found["taken"]}


def bank_overtime(given: Json) -> Json:
    """An agreement whose first overtime minute already has the hundred."""
    held = contract(rows=[row("daily_overtime", {"from": 480, "first": 0})])
    told = asked(contract=held, days=[day(THURSDAY, work(480 + given["ot100_min"], ordered=True))], ask={"bank": {}})
    return {"deposit_min": told["answers"]["bank"]["taken"]}


def bank_cap(given: Json) -> Json:
    held = contract(None, agreement="general-37-5")
    told = between(MONDAY, "2026-11-22", held)
    assert told["target"] == given["week_min"]
    return {"cap_min": answer("bank", held, flex=0)["cap"]}


def as_leave(given: Json) -> Json:
    work_day = work(480 + given["ot50_min"] + given["ot100_min"], ordered=True)
    told = asked(contract=contract(), days=[day(THURSDAY, work_day)], ask={"overtime_leave": {}})
    return {"leave_min": told["answers"]["overtime_leave"]["minutes"]}


def retention(given: Json) -> Json:
    return {"keep_until": answer("records", date=given["entry"])["keep_until"]}


ADAPTERS: dict[str, Callable[[Json], Json]] = {
    "overtime_as_leave": as_leave,
    "kauppa_annual_leave_2017": shop_leave,
    "contract_change_mid_month": mid_month,
    "contract_change_keeps_balance": keeps_balance,
    **dict.fromkeys(("holiday_week_kvtes", "holiday_week_kvtes_kiky"), municipal_week),
    "holiday_week_kauppa": shop_week,
    "holiday_week_flex": flex_week,
    "weekday_holidays_per_year": holidays_a_year,
    "holiday_cut_part_time": part_time_cut,
    "holiday_days_used": days_used,
    **dict.fromkeys(("accrual_first_year", "accrual_start_before_april", "accrual_rounding"), earned),
    "accrual_start_on_1_april": earned,
    "accrual_14_day_exclusive": full_month,
    "split_summer_winter": split,
    "notice_of_holiday": notice,
    "sick_waiting_days": waiting,
    "sick_before_holiday": sick_before,
    "bank_flex_transfer": bank_flex,
    "bank_overtime_deposit": bank_overtime,
    "bank_total_cap": bank_cap,
    "record_retention": retention,
}
