"""The contracts and agreements of a described situation."""

from collections.abc import Mapping
from itertools import pairwise
from typing import Any

from leima.rules.resolve import Contract, KikyOptOut
from leima.rules.rows import Agreement, Row, UnknownAgreement, chain_of
from leima.rules.settings import PAY_SETTINGS, fits
from leima.rules.situation.given import Given, Refused, as_minutes

FORMS = ("general", "office", "shift", "averaged", "period", "flexitime", "flexiwork", "exempt")
DAY_SETTINGS = (
    *("regular_day", "regular_day_max", "regular_week", "boundary", "rounding", "auto_break", "break_rule", "flex"),
    *("flex_daily_limit", "flex_max", "flex_min", "flex_core", "flex_band", "holiday_cut", "holiday_spill"),
    *("holiday_except", "kiky"),
)
CONTRACT = (
    *("from", "until", "agreement", "form", "pay", "day", "week", "weekdays", "share", "kiky_opt_out"),
    "rows",
)
AGREEMENT = ("key", "name", "from", "until", "base", "source", "rows")
ROW = ("key", "form", "from", "until", "value", "source")
EVER = "1900-01-01"


def agreements(given: Given, tables: Mapping[str, Agreement]) -> dict[str, Agreement]:
    """The ready agreements and those that the situation brings; a base that is not there is refused."""
    known = dict(tables)
    for part, place in given.parts("agreements"):
        one = Given(part, place, AGREEMENT)
        key = one.text("key")
        rows = tuple(row_of(row, at) for row, at in one.parts("rows"))
        base = one.text("base") if one.has("base") else None
        since = one.maybe_date("from") or EVER
        known[key] = Agreement(
            key, one.text("name", key), since, one.text("source", "situation"), one.maybe_date("until"), base, rows
        )
        _check_chain(key, known, one.at("base"))
    return known


def row_of(part: Any, place: str) -> Row:
    """One row: a known setting whose value fits."""
    one = Given(part, place, ROW)
    key = one.text("key")
    if key not in DAY_SETTINGS and key not in PAY_SETTINGS:
        raise Refused(one.at("key"), "unknown_setting", value=key, allowed=", ".join((*DAY_SETTINGS, *PAY_SETTINGS)))
    if "value" not in one.value:
        raise Refused(one.at("value"), "missing")
    if key in PAY_SETTINGS and not fits(key, one.value["value"]):
        raise Refused(one.at("value"), "bad_setting", value=key)
    form = one.choice("form", FORMS) if one.has("form") else None
    since, until = one.maybe_date("from") or EVER, one.maybe_date("until")
    if until is not None and until < since:
        raise Refused(one.at("until"), "end_before_start", start=since, end=until)
    return Row(key, since, one.text("source", "situation"), one.value["value"], until, form)


def contracts(given: Given, known: dict[str, Agreement]) -> tuple[Contract, ...]:
    """The contract rows in order of date, checked against each other; inline rows become a variant of their own."""
    parts = [*given.parts("contracts")]
    if given.has("contract"):
        parts.insert(0, (given.value["contract"], given.at("contract")))
    if not parts:
        raise Refused("contract", "missing")
    placed = [(_contract(part, place, known), place) for part, place in parts]
    placed.sort(key=lambda pair: pair[0].from_)
    for (before, _), (after, place) in pairwise(placed):
        if before.until is None or before.until >= after.from_:
            raise Refused(f"{place}.from", "contracts_overlap", start=after.from_, other=before.from_)
    return tuple(contract for contract, _ in placed)


def _contract(part: Any, place: str, known: dict[str, Agreement]) -> Contract:
    one = Given(part, place, CONTRACT)
    since, until = one.maybe_date("from") or EVER, one.maybe_date("until")
    if until is not None and until < since:
        raise Refused(one.at("until"), "end_before_start", start=since, end=until)
    share = one.number("share", 1.0)
    if not 0 < share <= 1:
        raise Refused(one.at("share"), "bad_share", value=str(share))
    return Contract(
        id=place,
        from_=since,
        until=until,
        agreement=_agreement(one, known),
        form=one.choice("form", FORMS, "general"),
        pay="hourly" if one.choice("pay", ("monthly", "hourly"), "monthly") == "hourly" else "monthly",
        day_minutes=one.minutes("day") if one.has("day") else None,
        week_minutes=one.minutes("week") if one.has("week") else None,
        weekdays=_weekdays(one),
        share=share,
        kiky_opt_out=_opt_out(one),
    )


def _agreement(one: Given, known: dict[str, Agreement]) -> str:
    key = one.text("agreement", "law")
    _check_chain(key, known, one.at("agreement"))
    rows = tuple(row_of(row, at) for row, at in one.parts("rows"))
    if not rows:
        return key
    inline = f"{key} + {one.place}"
    known[inline] = Agreement(inline, inline, EVER, "situation", None, key, rows)
    return inline


def _check_chain(key: str, known: Mapping[str, Agreement], place: str) -> None:
    try:
        chain_of(key, known)
    except UnknownAgreement as error:
        raise Refused(place, "unknown_agreement", value=str(error.args[0]), allowed=", ".join(sorted(known))) from None


def _weekdays(one: Given) -> tuple[int, ...] | None:
    if not one.has("weekdays"):
        return None
    found = tuple(as_minutes(part, place) for part, place in one.parts("weekdays"))
    if len(found) != 7 or min(found) < 0:
        raise Refused(one.at("weekdays"), "bad_weekdays")
    return found


def _opt_out(one: Given) -> KikyOptOut | None:
    if not one.has("kiky_opt_out"):
        return None
    out = Given(one.value["kiky_opt_out"], one.at("kiky_opt_out"), ("from", "reason"))
    return KikyOptOut(out.date("from"), out.text("reason"))
