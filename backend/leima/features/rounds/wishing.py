"""A member wishes for leave in a round, and changes or takes back the wish until the date."""

from typing import Any

from leima.access.teams import units_on
from leima.db.operations import Applied, Conflicting, Operation, Rejected
from leima.db.site import local_date
from leima.db.tables.rounds import LeaveRound, RoundWish
from leima.db.tx import Tx
from leima.features.rounds import store
from leima.features.rounds.planning import LONGEST, checked_span, own
from leima.features.rounds.schemas import WishSpan
from leima.features.rounds.views import wish_data

MOST = 10
"""Wishes of one person in a round at the most."""
MOST_IN_ROUND = 1000
"""Wishes of one round at the most: a word on each of them fits into what a phone sends at once."""


def wish(tx: Tx, op: Operation) -> Applied:
    """Stores a wish, or other dates for one's own. What was made by the date counts, also when it comes later."""
    actor = own(tx, op)
    row = store.wish_of(tx, op.entity_id)
    if row is not None and (row.person != actor.person or row.round != op.body.round):
        raise Rejected("not_found")
    round = _open_round(tx, op, op.body.round)
    values = _values(round, op)
    others = [one for one in store.own_wishes(tx, round.id, actor.person) if one.id != op.entity_id]
    if any(one.first_from <= values["first_until"] and values["first_from"] <= one.first_until for one in others):
        raise Rejected("wishes_overlap")
    if row is not None:
        return _change(tx, row, "changed", {**values, "status": "wished", "wished_at": tx.now})
    if len(others) >= MOST:
        raise Rejected("too_many_wishes", most=MOST)
    if store.standing(tx, round.id) >= MOST_IN_ROUND:
        raise Rejected("round_full", most=MOST_IN_ROUND)
    made = RoundWish(org=tx.org, id=op.entity_id, round=round.id, person=actor.person, wished_at=tx.now, **values)
    store.add_wish(tx, made)
    return Applied(1)


def withdraw(tx: Tx, op: Operation) -> Applied:
    """Takes a wish back until the date."""
    actor, row = own(tx, op), store.wish_of(tx, op.entity_id)
    if row is None or row.person != actor.person:
        raise Rejected("not_found")
    if row.status == "withdrawn":
        return Applied(row.version)
    _open_round(tx, op, row.round)
    return _change(tx, row, "withdrawn", {"status": "withdrawn"})


def _open_round(tx: Tx, op: Operation, id: str) -> LeaveRound:
    """The round of one's own team, which nobody settles meanwhile. Raises Rejected with what to do."""
    round = store.round_of(tx, id)
    if round is None or round.team not in units_on(tx, op.subject):
        raise Rejected("not_found")
    if round.status != "open" or not store.lock(tx, id):
        raise Rejected("round_ended")
    if local_date(tx, op.counts_at) > round.wish_by:
        raise Rejected("wishes_closed", date=round.wish_by)
    return round


def within(round: LeaveRound, span: WishSpan) -> None:
    """Raises Rejected where dates are no stretch, or reach out of what is planned."""
    checked_span(span.from_date, span.until_date, LONGEST, "bad_leave_span")
    if span.from_date < round.from_date or span.until_date > round.until_date:
        raise Rejected("outside_round", first=round.from_date, last=round.until_date)


def _values(round: LeaveRound, op: Operation) -> dict[str, Any]:
    first, second = op.body.first, op.body.second
    for span in (first, second):
        if span is not None:
            within(round, span)
    values = {"first_from": first.from_date, "first_until": first.until_date, "note": op.body.note.strip()}
    later = (second.from_date, second.until_date) if second else (None, None)
    return values | {"second_from": later[0], "second_until": later[1]}


def _change(tx: Tx, row: RoundWish, what: str, values: dict[str, Any]) -> Applied:
    try:
        return Applied(store.change_wish(tx, row, what, values))
    except LookupError as error:
        raise Conflicting(wish_data(tx, store.wish_of(tx, row.id) or row), ["version"], "wish_changed") from error
