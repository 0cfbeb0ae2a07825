"""Reading a calendar by its link alone: the secret says whose it is, and their rights of today what is in it."""

from typing import NamedTuple

from leima.db.actor import NoSession, standing_actor
from leima.db.site import today
from leima.db.tx import Tx
from leima.features.auth.secrets import bucket, digest
from leima.features.auth.throttle import Tries, count_failure, refuse_if_blocked
from leima.features.feeds import store
from leima.features.feeds.calendar import calendar_of


class Calendar(NamedTuple):
    """A calendar as it is read, and whether it is the first time today."""

    body: bytes
    first: bool


def read(tx: Tx, secret: str) -> Calendar | None:
    """The calendar of a link; None for one that is unknown, was ended, or whose person is gone: they look the same."""
    link = store.by_hash(tx, digest(secret))
    if link is None:
        return None
    try:
        actor = standing_actor(tx, link.org, link.person)
    except NoSession:
        return None
    return Calendar(calendar_of(tx, actor, link), link.used_on != today(tx))


def note_use(tx: Tx, secret: str) -> None:
    """Notes that a link was read today."""
    link = store.by_hash(tx, digest(secret))
    if link is not None:
        tx.org = link.org
        store.has_been_read(tx, link)


def count_bad(tx: Tx, address: str) -> None:
    """Counts a bad link against the address that it came from. Raises TooMany while that address has to wait.

    Bad links never keep a good one waiting: nobody guesses 256 bits, and many people share an address.
    """
    own = bucket("feed", address)
    tries = Tries((own,), (own,), (own,))
    refuse_if_blocked(tx, tries)
    count_failure(tx, tries)
