"""Finland's named days with the three flags: pays like Sunday, uses a holiday day, shortens the week."""

from datetime import date, timedelta
from functools import cache

from leima.rules.terms import CalendarDay

FIXED = {
    (1, 1): "new_year",
    (1, 6): "epiphany",
    (5, 1): "may_day",
    (12, 6): "independence_day",
    (12, 24): "christmas_eve",
    (12, 25): "christmas_day",
    (12, 26): "st_stephen",
}
FROM_EASTER = {
    -2: "good_friday",
    -1: "easter_saturday",
    0: "easter_sunday",
    1: "easter_monday",
    39: "ascension_day",
    49: "pentecost",
}
EVES = ("midsummer_eve", "christmas_eve", "easter_saturday")
SATURDAY = 5


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (the anonymous algorithm of 1876)."""
    century, rest = divmod(year, 100)
    golden = year % 19
    moon = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    sunday = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (golden + 11 * moon + 22 * sunday) // 451
    month, day = divmod(moon + sunday - 7 * late + 114, 31)
    return date(year, month, day + 1)


@cache
def named_days(year: int) -> tuple[CalendarDay, ...]:
    """The year's named days in order.

    Sources: kirkkolaki (church holidays), laki itsenäisyyspäivästä 388/1937, laki vapunpäivästä 272/1944, vuosilomalaki
    162/2005 4 § (days that never use a holiday day). The week is shortened by every Monday-Friday date of the usual
    agreement list: public holidays and both eves, not Easter Saturday.
    """
    spring = easter(year)
    days = {date(year, month, day): name for (month, day), name in FIXED.items()}
    days |= {spring + timedelta(days=shift): name for shift, name in FROM_EASTER.items()}
    midsummer = _saturday_from(date(year, 6, 20))
    days |= {midsummer - timedelta(days=1): "midsummer_eve", midsummer: "midsummer_day"}
    days[_saturday_from(date(year, 10, 31))] = "all_saints"
    return tuple(_flagged(day, name) for day, name in sorted(days.items()))


def calendar_days(first_year: int, last_year: int) -> list[CalendarDay]:
    """The named days of the years, both ends included."""
    return [day for year in range(first_year, last_year + 1) for day in named_days(year)]


def _saturday_from(day: date) -> date:
    return day + timedelta(days=(SATURDAY - day.weekday()) % 7)


def _flagged(day: date, name: str) -> CalendarDay:
    return CalendarDay(
        date=day.isoformat(),
        name=name,
        pays_as_sunday=name not in EVES,
        uses_holiday_day=False,
        shortens_week=day.weekday() < SATURDAY,
    )
