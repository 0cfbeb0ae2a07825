"""A change that reaches a closed month: the month stays, and what is different goes to the open one, linked to the day.

Balances go there as an adjustment; worked time, classes of pay, supplements and absences as a correction of the report.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import uuid4

from leima.db.site import today
from leima.db.tx import Tx
from leima.features.approvals.recalculation import (
    Amounts,
    Recalculated,
    corrections,
    frozen,
    recalculate_closed_days,
    tested_with_dates,
)
from leima.features.ledger.acts import Leg, NewAct, do, open_date
from leima.features.months import corrections as minutes
from leima.features.months.store import is_closed
from leima.features.reports.freezing import freeze_closed, minutes_frozen
from leima.web.words import say


@dataclass(frozen=True)
class Deed:
    """What reaches a closed month: the act's own id, why as a person reads it, and what the act refers to."""

    id: str
    why: str
    refers: Mapping[str, str]


def keep_reports(tx: Tx, person: str, first: str) -> None:
    """Before a change from a date on: closed months are reported for ever as they are now."""
    if is_closed(tx, person, first):
        freeze_closed(tx, person, first)


def closed_among(tx: Tx, person: str) -> set[str]:
    """The closed ones of the dates that wait to be worked out again."""
    return {date for date in tx.touched.get(person, ()) if is_closed(tx, person, date)}


def by_facts(tx: Tx, person: str, dates: Iterable[str]) -> Recalculated:
    """Returns what closed dates come to now. Nothing is stored."""
    return recalculate_closed_days(tx, person, dates)


@dataclass(frozen=True)
class Corrected:
    """What went to the open month: the act, its date, the closed days, and minutes of flex and kiky."""

    act: str
    date: str
    days: int
    flex: int
    kiky: int


def correct(tx: Tx, person: str, deed: Deed, after: Recalculated) -> Corrected | None:
    """Posts what closed days would come to now, less what they are frozen at and what was corrected before.

    Returns what went to the open month; None when nothing differs.
    """
    legs = _legs(tx, person, after.amounts)
    differs = _minutes(tx, person, after.minutes)
    if not legs and not differs:
        return None
    date = open_date(tx, person, today(tx))
    act = do(tx, NewAct(deed.id, "adjustment", person, date, deed.why, tuple(legs), deed.refers))
    told = {leg.corrects.rpartition(":")[2] for leg in legs if leg.corrects}
    for day in sorted({*differs, *told}):
        minutes.add(tx, minutes.Correction(person, date, day, act, differs.get(day, {}), deed.why))
    _test_again(tx, person, {*differs, *told})
    flex, kiky = (sum(leg.amount for leg in legs if leg.account == account) for account in ("flex", "kiky"))
    return Corrected(act, date, len({*differs, *told}), flex, kiky)


def _test_again(tx: Tx, person: str, dates: Iterable[str]) -> None:
    """The open days whose overtime is tested together with corrected ones are worked out again."""
    for date in sorted(tested_with_dates(tx, person, dates)):
        if date <= today(tx) and not is_closed(tx, person, date):
            tx.touch(person, date, date)


def correct_rest(tx: Tx) -> None:
    """Before a commit: changed terms whose maker has not carried the closed days over, as a switch of kiky or an
    import, do it here."""
    for person in sorted({change.owner for change in tx.changes if change.type == "terms" and change.owner}):
        dates = closed_among(tx, person)
        if dates:
            after = by_facts(tx, person, dates)
            tx.recompute()
            correct(tx, person, Deed(str(uuid4()), why_in(tx, person, "change.rules", min(dates)), {}), after)


def why_in(tx: Tx, person: str, key: str, date: str) -> str:
    """Why a closed month is corrected, in the person's language."""
    lang = tx.value(str, "SELECT lang FROM person WHERE org=:org AND id=:id", org=tx.org, id=person)
    return say(lang or "fi", key, {"date": date})


def _legs(tx: Tx, person: str, after: Mapping[str, Amounts]) -> list[Leg]:
    legs = []
    for date, amounts in sorted(after.items()):
        stands, corrected = frozen(tx, person, date), corrections(tx, person, date)
        for key in sorted({*amounts, *stands, *corrected}):
            missing = amounts.get(key, 0) - stands.get(key, 0) - corrected.get(key, 0)
            if missing:
                legs.append(Leg(key[0], key[1], missing, corrects=f"{person}:{date}"))
    return legs


def _minutes(tx: Tx, person: str, after: Mapping[str, minutes.Minutes]) -> dict[str, minutes.Minutes]:
    if not after:
        return {}
    kept = minutes_frozen(tx, person, after)
    before = minutes.so_far(tx, person, min(after), max(after))
    found = {
        date: minutes.difference(now, kept[date], before.get(date, {})) for date, now in after.items() if date in kept
    }
    return {date: differs for date, differs in found.items() if differs}
