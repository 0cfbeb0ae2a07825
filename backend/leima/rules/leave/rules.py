"""What law and agreement say of leave on a date, as plain values; read from the dated rows of a chain of agreements."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from leima.rules.rows import Agreement, Row, Rows
from leima.rules.shape import Shape
from leima.rules.zone import next_date

WHOLE = "annual_holiday"
"""The setting that holds the numbers of several settings in one row; an agreement may still say it so."""
FIELDS: Mapping[str, Mapping[str, str]] = {
    "leave_length": {"first_year": "first_year", "later": "later"},
    "leave_month": {"days": "month_days", "minutes": "month_minutes"},
    "leave_extra": {"least": "fill_up"},
    "leave_season": {"summer": "summer", "summer_days": "summer_days"},
    "leave_notice": {"months": "notice_months", "days": "notice_days"},
    "leave_illness": {"waiting_days": "waiting_days", "least": "waiting_least"},
    "leave_counting": {
        "weekdays": "weekdays",
        "saturday_every": "saturday_every",
        **{name: name for name in ("half_days", "half_dates", "free_days", "free_dates")},
    },
    "leave_carry": {"until": "carry_until", "years": "carry_years", "lapses": "lapses"},
    "leave_saving": {"agreed_over": "save_agreed_over", "own_over": "save_own_over"},
    "leave_bonus": {"percent": "bonus_percent"},
}
"""Each setting of leave, and the field of the rules that each of its parts fills."""
AS_WORK = "leave_as_work"
SETTINGS = (*FIELDS, AS_WORK)


@dataclass(frozen=True, slots=True)
class LeaveRules(Shape):
    """The rules in force from `from_` to `until` (null: on). Days are days of leave, rates days a month.

    `later` null: the agreement's own table of lengths is not known. `as_work`: how many days of each kind of absence
    an earning year counts as work (null: all). `half_days` and `free_days` are named days of the calendar, `half_dates`
    and `free_dates` dates. `carry_until`: the last month and day on which days may be taken, `carry_years` after their
    earning year has ended (null: none).
    """

    from_: str
    until: str | None = None
    first_year: float | None = None
    later: float | None = None
    month_days: int = 0
    month_minutes: int = 0
    as_work: Mapping[str, int | None] = field(default_factory=dict)
    fill_up: int = 0
    summer: tuple[str, ...] = ()
    summer_days: int = 0
    notice_months: int = 0
    notice_days: int = 0
    waiting_days: int = 0
    waiting_least: int = 0
    weekdays: tuple[int, ...] = ()
    saturday_every: int = 0
    half_days: tuple[str, ...] = ()
    half_dates: tuple[str, ...] = ()
    free_days: tuple[str, ...] = ()
    free_dates: tuple[str, ...] = ()
    carry_until: str | None = None
    carry_years: int = 0
    lapses: bool = False
    save_agreed_over: int | None = None
    save_own_over: int | None = None
    bonus_percent: float | None = None
    sources: Mapping[str, str] = field(default_factory=dict)

    def source(self, setting: str) -> str | None:
        """Where the numbers of a setting are from."""
        return self.sources.get(setting)

    def told(self) -> dict[str, Any]:
        """The JSON that devices are sent: what says nothing is left out. `from_json` reads it."""
        silent = LeaveRules(self.from_).to_json()
        return {key: value for key, value in self.to_json().items() if key == "from" or value != silent[key]}


Dated = Sequence[LeaveRules]
"""Rules in order of date, each up to where the next begins."""


def rules_on(dated: Dated, date: str) -> LeaveRules:
    """The rules in force on a date; before the first ones, those."""
    return next((one for one in reversed(dated) if one.from_ <= date), dated[0])


def leave_rules(chain: Sequence[Agreement], form: str, date: str) -> LeaveRules | None:
    """The rules that a chain of agreements says on a date; null where none says how days are counted."""
    rows = Rows(chain, form, date)
    found: dict[str, Any] = {}
    sources: dict[str, str] = {}
    for agreement in reversed(chain):
        own = rows.own(agreement)
        for row in (own[key] for key in (WHOLE, *SETTINGS) if key in own):
            for setting, values in _settings_of(row):
                found[setting] = values
                sources[setting] = row.source
    if not found.get("leave_counting"):
        return None
    values = {name: value for setting in found.values() for name, value in setting.items()}
    return LeaveRules.from_json({"from": date, **values, "sources": sources})


def _settings_of(row: Row) -> list[tuple[str, dict[str, Any]]]:
    """The settings that a row fills, each with its fields; a null switches its fields off."""
    if row.key == WHOLE:
        return _of_whole(row.value)
    if row.key == AS_WORK:
        return [(AS_WORK, {"as_work": dict(row.value or {})})]
    return [(row.key, {FIELDS[row.key][part]: value for part, value in (row.value or {}).items()})]


def _of_whole(value: Mapping[str, Any] | None) -> list[tuple[str, dict[str, Any]]]:
    """The fields of the one row, setting by setting."""
    if value is None:
        return [(setting, {}) for setting in SETTINGS]
    least = value["least"]
    said = {**value, "month_minutes": value["month_hours"] * 60, "fill_up": least, "waiting_least": least}
    named = ("leave_length", "leave_month", "leave_extra", "leave_season", "leave_notice", "leave_illness")
    found = [
        (setting, {name: said[name] for name in FIELDS[setting].values() if name in said})
        for setting in (*named, "leave_counting")
    ]
    return [*found, (AS_WORK, {"as_work": {WHOLE: None, "sick": value["sick_days"]}})]


def rules_between(chain: Sequence[Agreement], form: str, first: str, last: str) -> list[LeaveRules]:
    """The rules between two dates, both included, in order; empty where a date between has none."""
    found: list[LeaveRules] = []
    for date in _changes(chain, first, last):
        one = leave_rules(chain, form, date)
        if one is None:
            return []
        found.append(one)
    return found


def _changes(chain: Sequence[Agreement], first: str, last: str) -> list[str]:
    """The first date, and each later one on which a row of leave begins or has ended."""
    rows = [row for agreement in chain for row in agreement.rows if row.key in (WHOLE, *SETTINGS)]
    dates = {row.from_ for row in rows} | {next_date(row.until) for row in rows if row.until is not None}
    return [first, *sorted(date for date in dates if first < date <= last)]
