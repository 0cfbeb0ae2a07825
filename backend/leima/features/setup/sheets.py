"""Invitations on paper: a one-time link for each person, as a picture that a phone reads."""

import io
import re
from collections.abc import Sequence

import segno

from leima.db.actor import Actor
from leima.db.tx import Tx
from leima.features.auth import links
from leima.features.people import sites, store
from leima.features.setup import schemas
from leima.features.setup.company import refuse_others
from leima.web.errors import Conflict, NotFound
from leima.world.world import World

_PATH = re.compile(r' d="([^"]+)"')


def make(tx: Tx, actor: Actor, world: World, people: Sequence[str]) -> schemas.Sheets:
    """A sheet for each, good for ten days: they are handed out within the week before the start.

    Raises NotFound for who is not there, and Conflict for who has a password: a sheet is no way round it.
    """
    refuse_others(tx, actor)
    organisation = store.organisation(tx).name
    return schemas.Sheets(organisation, [_sheet(tx, world, person) for person in dict.fromkeys(people)])


def _sheet(tx: Tx, world: World, person: str) -> schemas.Sheet:
    row = store.person(tx, person)
    if row is None or not row.active:
        raise NotFound()
    if links.has_password(tx, person):
        raise Conflict("has_password")
    made = links.make(tx, world.settings, person, "invite", lasts=links.ON_PAPER)
    qr, size = picture(made.link)
    there = sites.of_person(tx, person)
    site = schemas.SheetSite(there.name, there.address) if there else None
    return schemas.Sheet(person, row.name, row.lang, row.email, site, made.link, made.expires_at, qr, size)


def picture(link: str) -> tuple[str, int]:
    """The path of the dark modules of a QR code with its quiet edge, and how many modules a side has."""
    code, out = segno.make(link, error="m", micro=False), io.BytesIO()
    code.save(out, kind="svg", xmldecl=False, svgns=False)
    found = _PATH.search(out.getvalue().decode())
    assert found is not None
    return str(found[1]), int(code.symbol_size()[0])
