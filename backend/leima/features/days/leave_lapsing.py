"""Annual holiday that an agreement lets lapse: what is left of an earning year on the day after its last one.

Posted by difference, as what is earned: leave that is told of later shrinks what has lapsed. The Act itself lets
nothing lapse, and days whose earning year nobody has told do not.
"""

import json
from typing import Any, NamedTuple
from uuid import NAMESPACE_URL, uuid5

from leima.db.site import today
from leima.db.tx import Tx
from leima.features.agreements.terms import agreements
from leima.features.days.leave_facts import ANNUAL, Known, LeaveFacts
from leima.features.ledger import store as ledger
from leima.features.ledger.acts import open_date
from leima.features.ledger.reasons import BY_AGREEMENT
from leima.rules.leave.earning import year_of
from leima.rules.leave.holdings import Holding, lapses_on
from leima.rules.rows import Row
from leima.rules.zone import next_date

SETTING = "leave_carry"


class _Held(NamedTuple):
    year: int
    day: str
    amount: int
    lapsed: bool


def lapse_leave(tx: Tx, facts: LeaveFacts, through: str) -> None:
    """Posts what each earning year of a person lacks of what has lapsed by a date."""
    moves = _moves(tx, facts.person)
    for year in sorted({one.year for one in moves if one.year}):
        date, rules = _lapses(facts, year, through)
        mine = [one for one in moves if one.year == year]
        left = sum(one.amount for one in mine if one.day < date and not one.lapsed) if date else 0
        lines = [one for one in mine if one.lapsed]
        missing = -max(0, left) - sum(one.amount for one in lines)
        if missing:
            _post(tx, facts, year, date or lines[-1].day, missing, len(lines), rules)


def _lapses(facts: LeaveFacts, year: int, through: str) -> tuple[str, str | None]:
    """The date up to another on which a year's days lapse, else empty; and the source of that."""
    rules = facts.rules(year_of(year)[0], through)
    date = lapses_on(Holding(year, 0), rules) if rules else None
    if date is None or date > through:
        return "", None
    return date, rules[-1].source(SETTING)


def _post(tx: Tx, facts: LeaveFacts, year: int, date: str, amount: int, nth: int, source: str | None) -> None:
    on = open_date(tx, facts.person, date)
    own = f"leima:{tx.org}:{facts.person}:{ANNUAL}:{year}:lapse"
    why: dict[str, Any] = {"month": date[:7], "part": "lapse", "agreement": facts.agreement(date, date)}
    why |= {"date": date, "source": source, "changed": bool(nth)}
    told = json.dumps(why, ensure_ascii=False)
    line = ledger.NewPosting(facts.person, ANNUAL, year, on, "lapse", amount, told, BY_AGREEMENT)
    line = ledger.replaced(line, corrects=f"{facts.person}:{date}" if on != date else None)
    ledger.post(tx, line, str(uuid5(NAMESPACE_URL, own + (f":{nth}" if nth else ""))))


def _moves(tx: Tx, person: str) -> list[_Held]:
    """Every move of a person's annual holiday up to today, and whether it is what an agreement has let lapse."""
    return tx.rows(
        _Held,
        "SELECT year, date AS day, amount, kind='lapse' AND source=:given AS lapsed FROM posting"
        " WHERE org=:org AND person=:person AND account=:account UNION ALL"
        " SELECT year, date AS day, amount, FALSE AS lapsed FROM day_posting"
        " WHERE org=:org AND person=:person AND account=:account AND date <= :today ORDER BY day",
        org=tx.org,
        person=person,
        account=ANNUAL,
        given=BY_AGREEMENT,
        today=today(tx),
    )


def lapse_again(tx: Tx, people: list[str]) -> None:
    """After leave, openings or rules have changed: what has lapsed by today."""
    for person in people if people and _lapsing(tx) else ():
        lapse_leave(tx, LeaveFacts(tx, person, {}), today(tx))


def lapse_ended(tx: Tx, people: list[str], date: str) -> None:
    """At the end of a date: what may not be taken on the day that follows."""
    following, known = next_date(date), Known()
    begins = [row for row in _lapsing(tx) if following == row.from_ or row.value.get("until") == date[5:]]
    for person in people if begins else ():
        lapse_leave(tx, LeaveFacts(tx, person, known), following)


def _lapsing(tx: Tx) -> list[Row]:
    """The rows of the organisation's agreements that let leave lapse."""
    rows = [row for one in agreements(tx).values() for row in one.rows if row.key == SETTING]
    return [row for row in rows if row.value and row.value.get("lapses")]
