"""A supervisor opens a planning round, or calls it off."""

from datetime import date as Date

from leima.access.rights import may_plan_rounds
from leima.db.actor import Actor, Stead
from leima.db.operations import Applied, Conflicting, Operation, Rejected, asking
from leima.db.site import local_date, reach, today
from leima.db.tables.rounds import LeaveRound
from leima.db.tx import Tx
from leima.features.notices.store import tell
from leima.features.rounds import store
from leima.features.rounds.notices import RoundCancelled, RoundOpened
from leima.features.rounds.views import round_data
from leima.rules.zone import calendar_date

LONGEST = 366
"""Dates of one round at the most."""


def own(tx: Tx, op: Operation) -> Actor:
    """The actor, who speaks for themselves. Raises Rejected."""
    actor = asking(tx)
    if actor.person != op.subject:
        raise Rejected("forbidden")
    return actor


def planned(tx: Tx, actor: Actor, id: str) -> LeaveRound:
    """A round that the actor plans. Raises Rejected; missing and foreign look the same."""
    row = store.round_of(tx, id)
    if row is None or not may_plan_rounds(actor, row.team):
        raise Rejected("not_found")
    return row


def decides(actor: Actor, round: LeaveRound, person: str) -> bool:
    """Whether one who plans a round decides on somebody's wish: not on their own, and a substitute not on those of the
    one for whom they stand."""
    return person != actor.person and Stead(round.team, person) not in actor.barred


def checked_span(first: str, last: str, longest: int, code: str) -> None:
    """Raises Rejected where two dates are none, or no stretch of at most `longest` dates."""
    try:
        begins, ends = (Date.fromisoformat(calendar_date(one)) for one in (first, last))
    except ValueError as error:
        raise Rejected("bad_date") from error
    if not 0 <= (ends - begins).days < longest:
        raise Rejected(code)


def open_round(tx: Tx, op: Operation) -> Applied:
    """Opens a round for a team, and tells its members."""
    actor, body = own(tx, op), op.body
    name = store.team_name(tx, body.team)
    if name is None or not may_plan_rounds(actor, body.team):
        raise Rejected("not_found")
    checked_span(body.from_date, body.until_date, LONGEST, "bad_round_span")
    checked_span(body.wish_by, body.wish_by, 1, "bad_date")
    latest = reach(tx)[1]
    if body.until_date > latest:
        raise Rejected("date_too_far", first=today(tx), last=latest)
    title = body.title.strip()
    if not title:
        raise Rejected("round_title")
    if not local_date(tx, op.counts_at) <= body.wish_by < body.from_date:
        raise Rejected("bad_wish_by")
    if store.round_of(tx, op.entity_id) is not None:
        raise Rejected("entity_exists")
    given = {"from_date": body.from_date, "until_date": body.until_date, "wish_by": body.wish_by, "least": body.least}
    row = LeaveRound(
        org=tx.org, id=op.entity_id, team=body.team, title=title, opened_by=actor.person, opened_at=tx.now, **given
    )
    store.add(tx, row)
    for person in _others(tx, actor, row):
        tell(tx, person, RoundOpened(title, row.from_date, row.until_date, row.wish_by, actor.name))
    return Applied(1)


def cancel(tx: Tx, op: Operation) -> Applied:
    """Calls an open round off; everybody who was asked to wish is told."""
    actor = own(tx, op)
    row = planned(tx, actor, op.entity_id)
    if row.status == "cancelled":
        return Applied(row.version)
    if row.status != "open" or row.version != op.body.seen_version or not store.lock(tx, row.id):
        raise Conflicting(round_data(tx, row), ["status"], "round_ended")
    version = store.end(tx, row, "cancelled", actor.person)
    for person in _others(tx, actor, row):
        tell(tx, person, RoundCancelled(row.title, actor.name))
    return Applied(version)


def _others(tx: Tx, actor: Actor, row: LeaveRound) -> list[str]:
    now = today(tx)
    return list(
        dict.fromkeys(one.person for one in store.members(tx, row.team, now, now) if one.person != actor.person)
    )
