"""What a request asks about: a date and a person, as query parameters."""

from typing import Annotated

from litestar.params import QueryParameter

from leima.access.rights import may_see
from leima.db.actor import Actor
from leima.db.tx import Tx
from leima.rules.zone import calendar_date
from leima.web.errors import Invalid, NotFound

PersonQuery = Annotated[str | None, QueryParameter(name="person", required=False, max_length=64)]
DateQuery = Annotated[str | None, QueryParameter(required=False, max_length=10)]


def a_date(text: str | None, field: str) -> str | None:
    """A date as it was written; raises Invalid with the field's name when it is none."""
    if text is None:
        return None
    try:
        return calendar_date(text)
    except ValueError as error:
        raise Invalid("bad_date", fields=[{"field": field, "message": text}]) from error


def whose(tx: Tx, actor: Actor, person: str | None, *stretch: str) -> str:
    """The person asked about, as they may be seen today or over a stretch: first and last date.

    Missing and foreign look the same.
    """
    wanted = person or actor.person
    if not may_see(tx, actor, wanted, *stretch):
        raise NotFound()
    return wanted
