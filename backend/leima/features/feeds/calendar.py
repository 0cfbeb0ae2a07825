"""Somebody's leave as an iCalendar file (RFC 5545). The library is loaded with the first: most starts need none."""

from datetime import UTC, datetime, timedelta
from datetime import date as Date
from typing import TYPE_CHECKING

from leima.db.actor import Actor
from leima.db.site import REACH, today
from leima.db.tables.feeds import FeedLink
from leima.db.tx import Tx
from leima.features.feeds import store
from leima.rules.zone import next_date
from leima.web.words import hours, say

if TYPE_CHECKING:
    from icalendar import Event

BACK = 60
"""Days before today that a calendar is told of."""


def calendar_of(tx: Tx, actor: Actor, link: FeedLink) -> bytes:
    """The calendar that a link gives today, as its maker may see it today."""
    from icalendar import Calendar

    now = today(tx)
    found = store.away(tx, next_date(now, -BACK), next_date(now, REACH))
    calendar = Calendar()
    calendar.add("prodid", "-//Leima//Leima//FI")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", _in_one_line(link.name))
    for row in found:
        if is_own(actor, row) or link.team:
            calendar.add_component(_event(actor, link, row))
    return bytes(calendar.to_ical())


def _event(actor: Actor, link: FeedLink, row: store.Away) -> "Event":
    """Whole days with an exclusive end; a part of each day says its length and takes no room."""
    from icalendar import Event

    event = Event()
    event.add("uid", f"{row.id}@leima")
    event.add("dtstamp", datetime.fromtimestamp(link.created_at // 1000, UTC))
    event.add("sequence", max(row.version - 1, 0))
    event.add("dtstart", Date.fromisoformat(row.from_date))
    event.add("dtend", Date.fromisoformat(row.until_date) + timedelta(days=1))
    event.add("summary", _summary(actor, link, row))
    busy = is_own(actor, row) and row.minutes is None
    event.add("transp", "OPAQUE" if busy else "TRANSPARENT")
    event.add("class", "PRIVATE")
    return event


def _in_one_line(text: str) -> str:
    """A text with spaces for what some reader may take for the end of a line."""
    return " ".join(text.split())


def is_own(actor: Actor, row: store.Away) -> bool:
    """Whether it is the reader's own time away: of others' nobody is told the kind."""
    return row.person == actor.person


def _summary(actor: Actor, link: FeedLink, row: store.Away) -> str:
    if is_own(actor, row):
        text = say(actor.lang, f"absence.{row.kind}" if link.kinds else "feed.away")
    else:
        text = say(actor.lang, "feed.away_of", {"name": _in_one_line(row.name)})
    return text if row.minutes is None else f"{text} ({hours(row.minutes)})"
