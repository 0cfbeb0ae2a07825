"""A forgotten password: a letter with a link for a new one, to the address that the person signs in with.

The reply never says whether there is such a person: the letter is written and sent when the caller has it already.
"""

from functools import partial
from typing import NamedTuple

from leima.db.tx import Tx
from leima.features.auth import links, schemas, store, throttle
from leima.features.auth.notices import PasswordForgotten
from leima.features.auth.secrets import digest
from leima.features.notices.store import tell
from leima.settings import Settings
from leima.web.errors import Conflict
from leima.web.words import say
from leima.world.mail import Letter, Result
from leima.world.world import World

APART = 300_000
"""Milliseconds between two letters to one person: the link of the first is still good."""


class Asked(NamedTuple):
    """A letter that is to go, and the link that is no good when it does not."""

    letter: Letter
    hash: str


async def allow(world: World, address: str) -> None:
    """Raises Conflict `no_mail` where no mail server is set, TooMany when the address has asked too often."""
    if not world.mail.is_on:
        raise Conflict("no_mail")
    await world.db.write(lambda tx: _count(tx, throttle.asking_tries(address)))


def _count(tx: Tx, tries: throttle.Tries) -> None:
    throttle.refuse_if_blocked(tx, tries)
    throttle.count_failure(tx, tries)


async def send(world: World, form: schemas.Forgotten) -> None:
    """Sends a letter to everybody who has a password under the address, most often one person or nobody."""
    email = form.email.strip().lower()
    for one in await world.db.write(lambda tx: _write(tx, world.settings, email)):
        if await world.mail.send(one.letter) is not Result.SENT:
            await world.db.write(partial(store.spend_link, hash=one.hash))


def _write(tx: Tx, settings: Settings, email: str) -> list[Asked]:
    return [_letter(tx, settings, one, email) for one in store.people_with(tx, email) if _may_have(tx, one)]


def _may_have(tx: Tx, one: store.Candidate) -> bool:
    """Whoever has no password yet comes in by the invitation, which a letter would end."""
    return one.sealed is not None and not store.has_link_since(tx, one.org, one.person, tx.now - APART)


def _letter(tx: Tx, settings: Settings, one: store.Candidate, email: str) -> Asked:
    tx.org = one.org
    link = links.make(tx, settings, one.person, "reset", beside=True).link
    tell(tx, one.person, PasswordForgotten())
    person = store.person_of(tx, one.org, one.person)
    lang = person.lang if person else "fi"
    hash = digest(link.partition("#")[2])
    text = say(lang, "mail.reset.text", {"link": link})
    return Asked(Letter(hash[:32], email, lang, say(lang, "mail.reset.subject"), text, tx.now), hash)
