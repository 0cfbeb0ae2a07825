"""Naming a substitute and ending it: by the supervisor, by who supervises them, or by an admin."""

from typing import Literal

from leima.access.rights import may_name_substitute
from leima.access.teams import supervises_themselves
from leima.db.actor import Actor
from leima.db.site import instant, today
from leima.db.tables.substitutes import Substitute
from leima.db.tx import Tx
from leima.db.views import person_name
from leima.features.notices.store import tell
from leima.features.people.roles import lock_role
from leima.features.substitutes import notices, schemas, store
from leima.features.substitutes.rings import closes_ring
from leima.rules.zone import is_date, next_date
from leima.web.errors import Conflict, Forbidden, Invalid, NotFound

_SAID = ("supervisor", "person", "from_date", "until_date")
MOST_DAYS = 366
"""The longest that somebody stands in, and the furthest ahead that it begins."""


def listing(tx: Tx, actor: Actor) -> schemas.Substitutes:
    """What concerns the actor, and whom they may name. Raises Forbidden for those who have neither."""
    rows, leaders = store.concerning(tx, actor), _named_for(tx, actor)
    if not rows and not leaders and not actor.may_see_team:
        raise Forbidden()
    people = store.people(tx) if leaders else []
    return schemas.Substitutes(
        instant(tx.now),
        [told(tx, actor, row) for row in rows],
        [schemas.Named(*one) for one in leaders],
        [schemas.Named(*one) for one in people],
    )


def _named_for(tx: Tx, actor: Actor) -> list[store.Person]:
    return [one for one in store.supervisors(tx) if may_name_substitute(tx, actor, one.id)]


def told(tx: Tx, actor: Actor, row: Substitute) -> schemas.Substitute:
    """A naming as the actor reads it."""
    state = _state(tx, row)
    return schemas.Substitute(
        id=row.id,
        supervisor=row.supervisor,
        supervisor_name=person_name(tx, row.supervisor) or "",
        person=row.person,
        person_name=person_name(tx, row.person) or "",
        from_date=row.from_date,
        until_date=row.until_date,
        state=state,
        may_end=state != "ended" and _ends(tx, actor, row),
    )


def _state(tx: Tx, row: Substitute) -> Literal["coming", "now", "ended"]:
    if row.ended_at is not None or row.until_date < today(tx):
        return "ended"
    return "coming" if row.from_date > today(tx) else "now"


def name(tx: Tx, actor: Actor, form: schemas.NameSubstitute) -> schemas.Substitute:
    """Names a substitute. The same naming sent twice is one.

    Raises Forbidden, NotFound, Invalid and Conflict; missing and foreign people look the same.
    """
    supervisor = form.supervisor or actor.person
    if not (actor.may_see_team or supervisor == actor.person):
        raise Forbidden()
    lock_role(tx, "supervisor")
    if not may_name_substitute(tx, actor, supervisor) or supervisor not in {one.id for one in store.supervisors(tx)}:
        raise NotFound() if form.supervisor else Forbidden()
    if form.person == supervisor or (form.person == actor.person and not supervises_themselves(tx, actor, supervisor)):
        raise Invalid("substitute_self")
    if form.person not in {one.id for one in store.people(tx)}:
        raise NotFound()
    _refuse_odd_dates(tx, form)
    row = Substitute(
        org=tx.org,
        id=form.id,
        supervisor=supervisor,
        person=form.person,
        from_date=form.from_,
        until_date=form.until,
        named_by=actor.person,
        named_at=tx.now,
    )
    if (there := store.find(tx, form.id)) is not None:
        if any(getattr(there, key) != getattr(row, key) for key in _SAID):
            raise Conflict("act_reused")
        return told(tx, actor, there)
    _refuse_clash(tx, row)
    store.add(tx, row)
    _tell(tx, actor, row)
    return told(tx, actor, row)


def _refuse_odd_dates(tx: Tx, form: schemas.NameSubstitute) -> None:
    now = today(tx)
    good = is_date(form.from_) and is_date(form.until) and now <= form.from_ <= form.until
    if not good or form.from_ > next_date(now, MOST_DAYS) or form.until > next_date(form.from_, MOST_DAYS):
        raise Invalid("substitute_dates")


def _refuse_clash(tx: Tx, new: Substitute) -> None:
    stand = store.standing(tx)
    for one in stand:
        same = (one.supervisor, one.person) == (new.supervisor, new.person)
        if same and one.from_date <= new.until_date and new.from_date <= one.until_date:
            raise Conflict("substitute_named_already")
    if closes_ring(stand, new):
        raise Conflict("substitute_ring")


def _tell(tx: Tx, actor: Actor, row: Substitute) -> None:
    dates = {"start": row.from_date, "end": row.until_date}
    for_whom = person_name(tx, row.supervisor) or ""
    tell(tx, row.person, notices.SubstituteNamed(for_whom, actor.name, **dates))
    if row.supervisor != actor.person:
        who = person_name(tx, row.person) or ""
        tell(tx, row.supervisor, notices.SubstituteForYou(who, actor.name, **dates))


def _ends(tx: Tx, actor: Actor, row: Substitute) -> bool:
    return actor.person in (row.person, row.named_by) or may_name_substitute(tx, actor, row.supervisor)


def end(tx: Tx, actor: Actor, id: str) -> schemas.Substitute:
    """Ends a naming now: who named it, whose it is, who supervises them, an admin, or the substitute. Ending it twice
    is once. Raises NotFound."""
    row = store.find(tx, id)
    if row is None or not _ends(tx, actor, row):
        raise NotFound()
    if _state(tx, row) != "ended":
        store.end(tx, row, actor.person)
        if row.person != actor.person:
            name = person_name(tx, row.supervisor) or ""
            tell(tx, row.person, notices.SubstituteEnded(name, actor.name))
    return told(tx, actor, store.find(tx, id) or row)
