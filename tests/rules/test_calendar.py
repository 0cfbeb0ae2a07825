"""The holiday calendar: our three flags, checked against a list that others keep."""

from datetime import date

import holidays
import pytest

from leima.rules.calendar import calendar_days, named_days

YEARS = range(2017, 2041)


@pytest.mark.parametrize("year", YEARS)
def test_every_public_holiday_of_the_kept_list_is_a_named_day_and_only_easter_saturday_is_ours_alone(year: int) -> None:
    ours = {date.fromisoformat(day.date) for day in named_days(year)}
    theirs = set(holidays.country_holidays("FI", years=year))

    saturday = {date.fromisoformat(day.date) for day in named_days(year) if day.name == "easter_saturday"}
    assert theirs <= ours
    assert ours - theirs == saturday


@pytest.mark.parametrize(("year", "count"), [(2024, 10), (2025, 10), (2026, 9), (2027, 8), (2028, 9)])
def test_the_almanac_office_counts_the_same_midweek_holidays_a_year(year: int, count: int) -> None:
    assert sum(day.shortens_week for day in named_days(year)) == count


def test_the_eves_and_easter_saturday_do_not_pay_like_sunday_by_law() -> None:
    plain = {day.name for day in named_days(2026) if not day.pays_as_sunday}
    assert plain == {"midsummer_eve", "christmas_eve", "easter_saturday"}


def test_no_named_day_uses_a_day_of_annual_holiday() -> None:
    assert not any(day.uses_holiday_day for day in calendar_days(2017, 2030))
