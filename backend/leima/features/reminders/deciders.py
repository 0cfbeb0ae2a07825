"""For whom something waits that they alone, or they among others, may decide."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from leima.db.actor import Actor, signed_in
from leima.db.site import local_date
from leima.db.tx import Tx
from leima.db.waiting import Waiting
from leima.features.inbox.listing import inbox
from leima.features.reminders.moment import Missing, Moment
from leima.features.reminders.notices import RemindWaits
from leima.rules.zone import next_date

DECIDE = ("supervisor", "payroll", "admin")
"""The roles that decide anything."""


def deciders(tx: Tx, people: Sequence[str]) -> list[Actor]:
    """Those of some people who may decide something, for themselves or in somebody's stead."""
    return [one for one in signed_in(tx, people) if one.roles.intersection(DECIDE)]


def waits(at: Moment, people: list[str], kinds: Sequence[Waiting[Any]]) -> list[Missing]:
    """What has waited for somebody's word for as many days as the organisation has said."""
    latest = next_date(at.date, -(at.rules["waits"].number or 1))
    found = []
    for actor in deciders(at.tx, people):
        for since, thing in _waiting_for(at.tx, actor, kinds):
            if since <= latest:
                due_on = next_date(since, at.rules["waits"].number or 1)
                found.append(Missing(actor.person, thing, due_on, RemindWaits(1, since)))
    return found


def _waiting_for(tx: Tx, actor: Actor, kinds: Sequence[Waiting[Any]]) -> list[tuple[str, str]]:
    """Since which date each thing waits for an actor."""
    before, tx.actor = tx.actor, actor
    try:
        items = inbox(tx, actor, kinds).items
    finally:
        tx.actor = before
    return [(_date(tx, item.since), f"{item.kind}:{item.what}:{item.id}:{item.version}") for item in items]


def _date(tx: Tx, instant: str) -> str:
    """The site's date of an ISO instant."""
    return local_date(tx, int(datetime.fromisoformat(instant).timestamp() * 1000))


def in_one(messages: Sequence[RemindWaits]) -> RemindWaits:
    """One notice of all that waits for a person."""
    return RemindWaits(sum(one.count for one in messages), min(one.date for one in messages))
