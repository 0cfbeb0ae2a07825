"""Tables of leave: who joins when, a leave across an expiry, half a sick day, and carried days looked back at."""

import pytest

from tests.rules.leave.asking import Json, asked, leave, own, rules
from tests.rules.situations import contract, day

SIX_DAYS = [450, 450, 450, 450, 450, 450, 0]
THREE_DAYS = [480, 480, 480, 0, 0, 0, 0]
CARRY = own(leave_carry={"until": "09-30", "years": 1, "lapses": True})
HELD = [{"earning_year": 2025, "days": 6}, {"earning_year": 2026, "days": 30}]


def month_of(start: str, weekdays: list[int] | None = None, until: str | None = None) -> Json:
    """The month in which an employment begins, as it earns."""
    employment = {"from": start, **({"weekdays": weekdays} if weekdays else {}), **({"until": until} if until else {})}
    year = int(start[:4]) + (start[5:7] > "03")
    found = asked("accrual", {"employments": [employment], "earning_year": year})
    return next(one for one in found["by_month"] if one["month"] == start[:7])


@pytest.mark.parametrize(
    ("start", "days", "earns"),
    [
        ("2025-07-01", 23, True),
        ("2025-07-14", 14, True),
        ("2025-07-15", 13, False),
        ("2025-07-17", 11, False),
        ("2025-07-31", 1, False),
        ("2026-10-01", 22, True),
        ("2026-10-14", 13, False),
        ("2026-10-15", 12, False),
        ("2026-12-14", 12, False),
        ("2026-12-31", 1, False),
    ],
)
def test_a_month_of_joining_earns_by_its_days_at_work(start: str, days: int, earns: bool) -> None:
    """From Monday to Friday; 14 July 2025 is a Monday, and Christmas Eve and Christmas Day are no days at work."""
    month = month_of(start)
    assert (month["days_at_work"], month["earns"]) == (days, earns)
    assert month["why"] == f"leave_month_{'full' if earns else 'short'}_days"


@pytest.mark.parametrize(
    ("start", "days", "earns"),
    [("2025-07-14", 16, True), ("2025-07-15", 15, True), ("2025-07-16", 14, True), ("2025-07-17", 13, False)],
)
def test_six_days_a_week_reach_fourteen_later_in_the_month(start: str, days: int, earns: bool) -> None:
    month = month_of(start, SIX_DAYS)
    assert (month["days_at_work"], month["earns"]) == (days, earns)


@pytest.mark.parametrize(("start", "minutes", "earns"), [("2025-07-16", 3360, True), ("2025-07-28", 1440, False)])
def test_few_days_by_contract_go_by_hours(start: str, minutes: int, earns: bool) -> None:
    month = month_of(start, THREE_DAYS)
    assert (month["minutes"], month["earns"]) == (minutes, earns)
    assert month["why"] == f"leave_month_{'full' if earns else 'short'}_hours"


def test_the_last_month_earns_by_its_days_too_and_the_ones_after_are_not_employed() -> None:
    found = asked("accrual", {"employments": [{"from": "2020-01-01", "until": "2025-07-17"}], "earning_year": 2026})
    assert [one["earns"] for one in found["by_month"]] == [True, True, True, False] + [False] * 8
    assert [one["why"] for one in found["by_month"][3:5]] == ["leave_month_short_days", "leave_month_not_employed"]
    assert (found["rate"], found["days"]) == (2.5, 8)


def test_the_live_accrual_of_a_month_comes_when_the_month_has_ended() -> None:
    fields = {"employments": [{"from": "2020-01-01"}], "earning_year": 2027}
    for as_of, days in (
        ("2026-04-29", 0),
        ("2026-04-30", 3),
        ("2026-05-31", 5),
        ("2026-11-30", 20),
        ("2027-03-31", 30),
    ):
        assert asked("accrual", {**fields, "as_of": as_of})["days"] == days
    found = asked("accrual", {**fields, "as_of": "2026-04-29"})
    assert found["by_month"][0]["why"] == "leave_month_not_ended"


def test_two_employments_without_a_gap_are_one_and_with_a_gap_are_not() -> None:
    for first, rate in (("2026-03-01", 2.5), ("2026-03-02", 2)):
        employments = [{"from": "2020-01-01", "until": "2026-02-28"}, {"from": first}]
        assert asked("accrual", {"employments": employments, "earning_year": 2026})["rate"] == rate


@pytest.mark.parametrize(
    ("sick", "full", "days", "extra"),
    [(0, 12, 30, 0), (75, 12, 30, 0), (77, 12, 30, 0), (84, 11, 28, 0), (150, 8, 20, 4), (252, 3, 8, 16)],
)
def test_sickness_counts_as_work_up_to_75_days_and_what_it_loses_is_filled_up_to_24(
    sick: int, full: int, days: int, extra: int
) -> None:
    """Months of 21 days, sick from April on; 75 days are three months and 12 days, 84 are four months."""
    months = []
    for number in range(12):
        away = max(0, min(21, sick - 21 * number))
        month = f"{2026 + (number > 8)}-{(number + 3) % 12 + 1:02d}"
        months.append({"month": month, "days": 21 - away, "minutes": (21 - away) * 450, "sick": away})
    fields = {"employments": [{"from": "2020-01-01"}], "earning_year": 2027, "months": months}
    found = asked("accrual", fields)
    assert (found["full_months"], found["days"], found["extra"]) == (full, days, extra)


def test_days_of_the_situation_itself_earn_and_a_shift_over_midnight_is_two_days() -> None:
    days = [day(f"2026-09-{number:02d}", "08:00-16:00") for number in range(1, 14)]
    told: Json = {"contract": contract(**{"from": "2020-01-01"}), "ask": {}}
    fields = {"earning_year": 2027}
    short = asked("accrual", fields, **told | {"days": days})["by_month"][5]
    long = asked("accrual", fields, **told | {"days": [*days[:-1], day("2026-09-13", "20:00-04:00")]})["by_month"][5]
    assert (short["days_at_work"], short["earns"]) == (13, False)
    assert (long["days_at_work"], long["earns"]) == (14, True)


def test_paid_absences_of_the_situations_days_count_and_unpaid_ones_do_not() -> None:
    work = [day(f"2026-09-{number:02d}", "08:00-16:00") for number in (1, 2, 3, 4, 7, 8, 9, 10, 11, 14, 15)]
    for kind, earns in (("sick", True), ("annual_holiday", True), ("unpaid", False)):
        away = [{"date": f"2026-09-{number}", "absence": {"kind": kind}} for number in (16, 17, 18)]
        told = {"contract": contract(**{"from": "2020-01-01"}), "days": [*work, *away]}
        month = asked("accrual", {"earning_year": 2027}, **told)["by_month"][5]
        assert (month["days_at_work"], month["earns"]) == (14 if earns else 11, earns), kind


def test_a_leave_across_an_expiry_takes_the_old_year_before_it_and_the_new_one_after() -> None:
    fields = {"from": "2026-09-28", "to": "2026-10-04", "kind": "annual_holiday", "agreement": "own", "balances": HELD}
    found = asked("leave", fields, agreements=CARRY)
    assert found["by_year"] == [{"earning_year": 2025, "days": 3}, {"earning_year": 2026, "days": 3}]
    assert [one["days"] for one in found["left"]] == [0, 27]
    assert [(one["date"], one["earning_year"], one["days"], one["is"]) for one in found["moves"]] == [
        *((f"2026-09-{number}", 2025, 1, "used") for number in (28, 29, 30)),
        ("2026-10-01", 2025, 3, "lapsed"),
        *((f"2026-10-0{number}", 2026, 1, "used") for number in (1, 2, 3)),
    ]
    assert [(one["kind"], one["params"]) for one in found["findings"]] == [
        ("leave_lapsed", {"year": 2025, "days": 3, "date": "2026-10-01"})
    ]


def test_by_the_act_nothing_lapses_and_what_is_given_late_is_told() -> None:
    found = leave("2026-09-28", "2026-10-04", balances=HELD)
    assert found["by_year"] == [{"earning_year": 2025, "days": 6}]
    assert [(one["kind"], one["params"]["date"]) for one in found["findings"]] == [("leave_late", "2026-05-01")]


@pytest.mark.parametrize(
    ("on", "left", "moves"),
    [
        ("2026-06-30", [6, 30], 0),
        ("2026-07-06", [5, 30], 1),
        ("2026-07-07", [4, 30], 2),
        ("2026-09-30", [4, 30], 2),
        ("2026-10-01", [0, 30], 3),
        ("2026-12-06", [0, 30], 3),
        ("2026-12-07", [0, 29], 4),
        ("2027-09-30", [0, 28], 5),
        ("2027-10-01", [0, 0], 6),
    ],
)
def test_carried_days_used_and_then_expired_are_seen_from_every_date_between(
    on: str, left: list[int], moves: int
) -> None:
    """Two days in July, the rest of 2025 expired after September, two days in December from the next year."""
    fields = {
        **{"from": "2026-12-07", "to": "2026-12-08", "kind": "annual_holiday", "agreement": "own", "balances": HELD},
        **{"before": [{"from": "2026-07-06", "to": "2026-07-07"}], "on": on},
    }
    found = asked("leave", fields, agreements=CARRY)
    assert [one["days"] for one in found["left"]] == left
    assert len(found["moves"]) == moves
    assert found["by_year"] == [{"earning_year": 2026, "days": 2}]


def test_saved_days_do_not_lapse_and_go_after_their_own_years_other_days() -> None:
    held = [{"earning_year": 2025, "days": 1}, {"earning_year": 2025, "days": 6, "saved": True}, HELD[1]]
    fields = {"from": "2026-10-05", "to": "2026-10-06", "agreement": "own", "balances": held}
    found = asked("leave", fields, agreements=CARRY)
    assert found["left"] == [
        {"earning_year": 2025, "days": 0},
        {"earning_year": 2025, "days": 4, "saved": True},
        {"earning_year": 2026, "days": 30},
    ]


@pytest.mark.parametrize(
    ("dates", "sick", "days", "moved", "kinds"),
    [
        (
            ("2026-07-06", "2026-07-19"),
            {"from": "2026-07-08", "to": "2026-07-08", "part": 0.5},
            12,
            0,
            ["leave_half_sick"],
        ),
        (("2026-07-06", "2026-07-19"), {"from": "2026-07-08", "to": "2026-07-08"}, 12, 0, []),
        (("2026-07-06", "2026-07-19"), {"from": "2026-07-08", "to": "2026-07-19"}, 8, 4, []),
        (("2026-07-06", "2026-07-19"), {"from": "2026-07-06", "to": "2026-07-08"}, 9, 3, []),
        (("2026-07-06", "2026-07-19"), {"from": "2026-07-12", "to": "2026-07-12"}, 12, 0, []),
        (("2026-12-21", "2026-12-27"), {"from": "2026-12-24", "to": "2026-12-24", "part": 0.5}, 3, 0, []),
        (("2026-12-21", "2026-12-27"), {"from": "2026-12-24", "to": "2026-12-24"}, 3, 0, []),
        (
            ("2026-12-24", "2026-12-24"),
            {"from": "2026-12-24", "to": "2026-12-24", "part": 0.5},
            0,
            0,
            ["leave_without_days"],
        ),
    ],
)
def test_illness_in_a_leave(dates: tuple[str, str], sick: Json, days: int, moved: int, kinds: list[str]) -> None:
    """Of 30 days there are six waiting days; half a sick day moves nothing, and Christmas Eve uses no day anyhow."""
    found = leave(*dates, sick=[sick], balances=[{"earning_year": 2026, "days": 30}])
    assert (found["days"], found["moved"]) == (days, moved)
    assert [one["kind"] for one in found["findings"]] == kinds


@pytest.mark.parametrize(
    ("rows", "dates", "days"),
    [
        ({"weekdays": [0, 1, 2, 3, 4]}, ("2026-07-06", "2026-07-19"), 10),
        ({"weekdays": [0, 1, 2, 3, 4], "saturday_every": 5}, ("2026-07-06", "2026-07-10"), 6),
        ({"weekdays": [0, 1, 2, 3, 4], "saturday_every": 5}, ("2026-07-06", "2026-07-09"), 4),
        ({"weekdays": [0, 1, 2, 3, 4, 5], "saturday_every": 5}, ("2026-07-06", "2026-07-11"), 6),
        ({"weekdays": [0, 1, 2, 3, 4, 5], "saturday_every": 5}, ("2026-07-06", "2026-07-10"), 6),
        ({"weekdays": [0, 1, 2, 3, 4], "half_dates": ["2026-12-23"]}, ("2026-12-21", "2026-12-23"), 2.5),
        ({"weekdays": [0, 1, 2, 3, 4], "half_days": ["christmas_eve"]}, ("2026-12-23", "2026-12-24"), 1),
        ({"weekdays": [0, 1, 2, 3, 4], "free_dates": ["2026-12-28"]}, ("2026-12-28", "2026-12-30"), 2),
    ],
)
def test_days_are_counted_as_the_agreement_says(rows: Json, dates: tuple[str, str], days: float) -> None:
    fields = {"from": dates[0], "to": dates[1], "agreement": "own"}
    assert asked("leave", fields, agreements=own(leave_counting=rows))["days"] == days


def test_municipal_leave_is_counted_from_monday_to_friday_and_the_acts_to_saturday() -> None:
    for agreement, days in (("law", 12), ("kvtes", 10)):
        assert leave("2026-07-06", "2026-07-19", agreement=agreement)["days"] == days


def test_a_holiday_bonus_goes_to_its_account_where_the_agreement_has_one() -> None:
    fields = {"from": "2026-07-06", "to": "2026-07-12", "day_cents": 12_345}
    by_law = asked("leave", fields)["bonus"]
    agreed = asked("leave", {**fields, "agreement": "own"}, agreements=own(leave_bonus={"percent": 50}))["bonus"]
    assert (by_law["cents"], agreed["cents"], agreed["account"]) == (None, 37_035, "holiday_bonus")


@pytest.mark.parametrize(
    ("kind", "account", "target", "days"),
    [
        ("sick", None, "credits", 2.5),
        ("unpaid", None, "lowers", 2.5),
        ("flex_leave", "flex", "stays", 2.5),
        ("bank_leave", "bank", "credits", 2.5),
        ("reduction_leave", "reduction_leave", "credits", 2.5),
        ("annual_leave_day", "annual_leave_day", "credits", 2.5),
    ],
)
def test_other_kinds_take_parts_of_working_days_and_say_what_they_do(
    kind: str, account: str | None, target: str, days: float
) -> None:
    found = asked("leave", {"from": "2026-07-06", "to": "2026-07-12", "kind": kind, "part": 0.5})
    assert (found["days"], found["account"], found["target"]) == (days, account, target)
    assert (found["notice"], found["findings"]) == (None, [])


def test_what_may_be_saved_is_above_24_by_right_and_above_18_by_agreement() -> None:
    found = asked("accrual", {"employments": [{"from": "2020-01-01"}], "earning_year": 2027})
    assert found["may_save"] == {"by_right": 6, "by_agreement": 12}


def test_rules_change_on_the_date_of_a_row_and_no_earlier() -> None:
    before, after = rules("law", "2016-03-31", "2016-04-01")
    assert (before.waiting_days, after.waiting_days, after.from_) == (0, 6, "2016-04-01")
    rows = [
        {"key": "leave_counting", "from": "2026-07-13", "value": {"weekdays": [0, 1, 2, 3, 4]}},
    ]
    agreement = [{"key": "own", "base": "law", "rows": rows}]
    found = asked("leave", {"from": "2026-07-06", "to": "2026-07-19", "agreement": "own"}, agreements=agreement)
    assert found["days"] == 6 + 5


def test_one_row_of_an_agreement_may_still_say_it_all() -> None:
    whole = {
        **{"first_year": 3, "later": 3, "month_days": 14, "month_hours": 35, "sick_days": 10, "least": 24},
        **{"summer_days": 20, "waiting_days": 2, "notice_months": 2, "notice_days": 30},
        **{"summer": ["06-01", "08-31"], "weekdays": [0, 1, 2, 3, 4]},
    }
    rows = own(annual_holiday=whole)
    found = asked(
        "accrual", {"employments": [{"from": "2020-01-01"}], "earning_year": 2027, "agreement": "own"}, agreements=rows
    )
    assert (found["days"], found["summer"]) == (36, 20)
    week = asked("leave", {"from": "2026-07-06", "to": "2026-07-12", "agreement": "own"}, agreements=rows)
    assert (week["days"], week["notice"]) == (5, "2026-05-06")
