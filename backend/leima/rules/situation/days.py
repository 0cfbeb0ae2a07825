"""The days of a described situation: spans, punches, orders, kiky marks and absences become facts."""

from dataclasses import dataclass, field
from typing import Any

from leima.rules.situation.given import Given, Refused, as_instant, as_minutes
from leima.rules.terms import Absence, Entry, Mark, Order, Punch
from leima.rules.zone import DAY, local_date, next_date

DAY_FIELDS = ("date", "work", "punches", "ordered", "kiky", "absence")
WORK = ("start", "end", "break", "paid_break", "ordered", "kiky", "work_type")
PUNCHES = ("in", "out", "break_start", "break_end")
ME = "person"


@dataclass(slots=True)
class Told:
    """Everything that the days say."""

    zone: str
    punches: list[Punch] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    absences: list[Absence] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    orders: list[Order] = field(default_factory=list)
    dates: list[str] = field(default_factory=list)


def days(given: Given, zone: str) -> Told:
    """Read every day; a date twice, an end before its start or a time that is not there is refused."""
    told = Told(zone)
    for part, place in given.parts("days"):
        one = Given(part, place, DAY_FIELDS)
        date = one.date("date")
        if date in told.dates:
            raise Refused(one.at("date"), "date_twice", value=date)
        told.dates.append(date)
        for work, at in one.parts("work"):
            _work(told, date, work, at)
        for punch, at in one.parts("punches"):
            _punch(told, date, punch, at)
        _orders(told, date, one)
        _marks(told, date, one)
        _absence(told, date, one)
    return told


def stretch(told: Told, date: str, value: Any, place: str) -> tuple[int, int]:
    """Start and end of `08:00-16:00` or of an object; an end of the clock at or before the start is the next day's."""
    start: Any
    end: Any
    if isinstance(value, str):
        start, dash, end = value.partition("-") if "T" not in value else ("", "", "")
        if not dash:
            raise Refused(place, "bad_span", value=value[:40])
    else:
        start, end = value.get("start"), value.get("end")
    begins = as_instant(told.zone, date, start, f"{place}.start")
    if isinstance(end, str) and "T" not in end and _before(end, start):
        ends = as_instant(told.zone, next_date(local_date(told.zone, begins)), end, f"{place}.end")
    else:
        ends = as_instant(told.zone, local_date(told.zone, begins), end, f"{place}.end")
    if ends <= begins:
        raise Refused(f"{place}.end", "end_before_start", start=str(start), end=str(end))
    if ends - begins > DAY:
        raise Refused(f"{place}.end", "too_long", start=str(start), end=str(end))
    return begins, ends


def _before(end: str, start: Any) -> bool:
    """Whether a bare clock time is not later on the clock than the start's."""
    clock = str(start).rpartition("T")[2]
    return end != "24:00" and end[:5] <= clock[:5] and not ("first" in clock and "second" in end)


def _work(told: Told, date: str, part: Any, place: str) -> None:
    one = Given({"start": "", "end": ""} if isinstance(part, str) else part, place, WORK)
    start, end = stretch(told, date, part, place)
    kind = one.text("work_type") if one.has("work_type") else None
    for number, (begins, ends) in enumerate(_around_break(told, date, one, start, end)):
        told.entries.append(
            Entry(
                f"{place}#{number}",
                None,
                begins,
                ends,
                work_type=kind,
                kiky=one.truth("kiky"),
                ordered=one.truth("ordered"),
            )
        )


def _around_break(told: Told, date: str, one: Given, start: int, end: int) -> list[tuple[int, int]]:
    """The span without its break: by clock times, or so many minutes in the middle. A break that is paid (nobody may
    leave) is working time."""
    if not one.has("break") or one.truth("paid_break"):
        return [(start, end)]
    value = one.value["break"]
    if isinstance(value, str) and "-" in value:
        left, back = stretch(told, date, value, one.at("break"))
    else:
        minutes = as_minutes(value, one.at("break"))
        left = start + (end - start - minutes) // 2
        back = left + minutes
    if not start <= left <= back <= end:
        raise Refused(one.at("break"), "break_outside")
    return [pair for pair in ((start, left), (back, end)) if pair[0] < pair[1]]


def _punch(told: Told, date: str, part: Any, place: str) -> None:
    one = Given(part, place, (*PUNCHES, "kiky", "work_type"))
    kinds = [kind for kind in PUNCHES if one.has(kind)]
    if len(kinds) != 1:
        raise Refused(place, "one_punch", allowed=", ".join(PUNCHES))
    kind: Any = kinds[0]
    at = as_instant(told.zone, date, one.value[kind], one.at(kind))
    work_type = one.text("work_type") if one.has("work_type") else None
    number = len(told.punches)
    told.punches.append(
        Punch(f"{number:06d} {place}", kind, at, device="file", author=ME, work_type=work_type, kiky=one.truth("kiky"))
    )


def _orders(told: Told, date: str, one: Given) -> None:
    value = one.value.get("ordered")
    if value is None:
        return
    if not isinstance(value, list):
        told.orders.append(Order(one.at("ordered"), date, minutes=as_minutes(value, one.at("ordered"))))
        return
    for part, place in one.parts("ordered"):
        start, end = stretch(told, date, part, place)
        told.orders.append(Order(place, date, start, end))


def _marks(told: Told, date: str, one: Given) -> None:
    value = one.value.get("kiky")
    if value is None or value is False:
        return
    if value is True:
        told.marks.append(Mark(one.at("kiky"), date))
        return
    place = one.at("kiky")
    pause = 0
    if not isinstance(value, str):
        pause = Given(value, place, ("start", "end", "break")).minutes("break", 0)
    start, end = stretch(told, date, value, place)
    told.marks.append(Mark(place, date, start, end, pause))


def _absence(told: Told, date: str, one: Given) -> None:
    value = one.value.get("absence")
    if value is None or value is False:
        return
    place = one.at("absence")
    if value is True:
        told.absences.append(Absence(place, date, None, True, "absence"))
    elif isinstance(value, dict):
        part = Given(value, place, ("minutes", "credits", "kind"))
        minutes = part.minutes("minutes") if part.has("minutes") else None
        told.absences.append(Absence(place, date, minutes, part.truth("credits", True), part.text("kind", "absence")))
    else:
        told.absences.append(Absence(place, date, as_minutes(value, place), True, "absence"))
