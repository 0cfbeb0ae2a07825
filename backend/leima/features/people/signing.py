"""Whose hand a decision is by, as the person whom it concerns reads it."""

from leima.access.teams import units_on, units_over
from leima.db.actor import Actor
from leima.db.tx import Tx
from leima.db.views import person_name
from leima.features.people import store
from leima.web.words import say


def stood_in_for(tx: Tx, actor: Actor, person: str, *stretch: str) -> str | None:
    """Whose substitute the actor is where they decide about `person`: of today's team, or of that of a stretch; None
    where the right is their own."""
    if not actor.stands_in:
        return None
    units = units_over(tx, person, stretch[0], stretch[-1]) if stretch else units_on(tx, person)
    lent = {one.team: one.of for one in sorted(actor.stands_in) if one.of != person}
    if any(unit in actor.supervises and unit not in lent for unit in units):
        return None
    return next((lent[unit] for unit in units if unit in lent), None)


def signature(tx: Tx, actor: Actor, person: str, *stretch: str) -> str:
    """The actor's name for `person` to read, in their language; with whom the actor stands in for, if for anybody."""
    of = stood_in_for(tx, actor, person, *stretch)
    row = store.person(tx, person) if of else None
    if of is None or row is None:
        return actor.name
    return say(row.lang, "substitute.signature", {"name": actor.name, "of": person_name(tx, of) or ""})
