"""What an admin sees and decides of keeping and removing, and what everybody may know of it."""

import json

from leima.access.rights import may_keep_records
from leima.db.actor import Actor
from leima.db.site import instant, today
from leima.db.tables.people import Organisation, Person
from leima.db.tables.retention import LegalHold, RetentionRun
from leima.db.tx import Tx
from leima.db.views import person_name
from leima.features.retention import forms, holds, running
from leima.features.retention.cuts import Cut, cuts, kinds
from leima.features.retention.erasing import Erasing, erase, erased_on, erasing
from leima.rules.zone import calendar_date
from leima.web.errors import Conflict, Forbidden, Invalid, NotFound

RUNS = 10
"""Removals that are listed."""
UNSURE = "CHECK"
"""How the source of a number begins that no law has been read for: it is the organisation's own to settle."""


def refuse_others(actor: Actor) -> None:
    """Raises Forbidden for everybody but admins."""
    if not may_keep_records(actor):
        raise Forbidden()


def overview(tx: Tx, actor: Actor) -> forms.Retention:
    """What is kept, what would go today, and what is on hold."""
    refuse_others(actor)
    plan = running.plan(tx)
    told = [_kind(one) for one in plan.kinds]
    found = [_hold(tx, row) for row in holds.holds(tx)]
    total = sum(one.records for one in plan.kinds)
    return forms.Retention(plan.date, plan.on_hold, total, plan.seen, told, found, _runs(tx))


def _kind(one: running.Going) -> forms.KindData:
    kind, cut = one.cut.kind, one.cut
    counted: forms.Counted = "year" if kind.counted == "year" else "leaving"
    given = (kind.key, kind.years, cut.years, counted, kind.source, cut.before)
    return forms.KindData(*given, records=one.records, held=one.held)


def _hold(tx: Tx, row: LegalHold) -> forms.HoldData:
    return forms.HoldData(
        id=row.id,
        person=row.person,
        person_name=person_name(tx, row.person),
        reason=row.reason,
        from_date=row.from_date,
        until_date=row.until_date,
        set_by_name=person_name(tx, row.set_by),
        set_at=instant(row.set_at),
        lifted_by_name=person_name(tx, row.lifted_by),
        lifted_at=None if row.lifted_at is None else instant(row.lifted_at),
        stands=holds.stands(tx, row),
    )


def _runs(tx: Tx) -> list[forms.RunData]:
    sql = "SELECT * FROM retention_run WHERE org=:org ORDER BY at DESC, id LIMIT :most"
    rows = tx.rows(RetentionRun, sql, org=tx.org, most=RUNS)
    return [
        forms.RunData(instant(row.at), person_name(tx, row.who), sum(json.loads(row.counts).values())) for row in rows
    ]


def keep_longer(tx: Tx, actor: Actor, kind: str, data: forms.Longer) -> forms.Retention:
    """Keeps a kind for longer than it has to be. Raises NotFound, and Invalid for fewer years than that."""
    refuse_others(actor)
    known = next((one for one in kinds() if one.key == kind), None)
    if known is None:
        raise NotFound()
    if data.for_years < known.years:
        fields = [{"field": "for_years", "message": "retention_years"}]
        raise Invalid("retention_years", least=known.years, fields=fields)
    before = cuts(tx)[kind].years
    tx.run(
        "INSERT INTO retention_setting (org, kind, years, who, at) VALUES (:org, :kind, :years, :who, :at)"
        " ON CONFLICT (org, kind) DO UPDATE SET years=excluded.years, who=excluded.who, at=excluded.at",
        org=tx.org,
        kind=kind,
        years=data.for_years,
        who=actor.person,
        at=tx.now,
    )
    tx.audit(
        "retention.years",
        "organisation",
        tx.org,
        {"kind": kind, "years": before},
        {"kind": kind, "years": data.for_years},
    )
    return overview(tx, actor)


def set_hold(tx: Tx, actor: Actor, data: forms.NewHold) -> forms.Retention:
    """A new hold. Raises NotFound for a person who is nobody, and Invalid for dates or grounds that say nothing."""
    refuse_others(actor)
    if data.whose is not None and tx.get(Person, id=data.whose) is None:
        raise NotFound()
    if not data.grounds.strip():
        raise Invalid("hold_grounds", fields=[{"field": "grounds", "message": "hold_grounds"}])
    if not (_is_date(data.first_day) and (data.last_day is None or _is_date(data.last_day))):
        raise Invalid("hold_dates", fields=[{"field": "first_day", "message": "hold_dates"}])
    if data.last_day is not None and data.last_day < data.first_day:
        raise Invalid("hold_dates", fields=[{"field": "last_day", "message": "hold_dates"}])
    holds.set_hold(tx, actor.person, data.whose, data.grounds.strip(), data.first_day, data.last_day)
    return overview(tx, actor)


def _is_date(text: str) -> bool:
    try:
        return calendar_date(text) == text
    except ValueError:
        return False


def lift_hold(tx: Tx, actor: Actor, id: str) -> None:
    """Ends a hold. Raises NotFound."""
    refuse_others(actor)
    row = holds.hold(tx, id)
    if row is None:
        raise NotFound()
    holds.lift_hold(tx, actor.person, row)


def confirm(tx: Tx, actor: Actor, data: forms.Confirmed) -> str:
    """Whose removal an admin has confirmed: the organisation's id. Raises Conflict when it is another one by now."""
    refuse_others(actor)
    plan = running.plan(tx)
    if plan.on_hold:
        raise Conflict("retention_held")
    if plan.seen != data.seen_plan:
        raise Conflict("retention_changed")
    return tx.org


def look_at_person(tx: Tx, actor: Actor, person: str) -> forms.ErasureData:
    """What an erasure of a person would do. Raises NotFound."""
    refuse_others(actor)
    return _erasure(tx, erasing(tx, person))


def erase_person(tx: Tx, actor: Actor, person: str, data: forms.Confirmed) -> forms.ErasureData:
    """Erases a person who left. Raises NotFound and Conflict."""
    refuse_others(actor)
    erase(tx, actor.person, person, data.seen_plan)
    tx.cache.names.pop(person, None)
    return _erasure(tx, erasing(tx, person))


def _erasure(tx: Tx, one: Erasing) -> forms.ErasureData:
    return forms.ErasureData(
        person=one.person.id,
        name=one.person.name,
        left_on=one.left_on or None,
        refused=one.refused,
        erased_on=erased_on(tx, one.person.id) or None,
        name_until=one.name_until or None,
        parts=[forms.ErasurePart(part.kind, part.records, part.until or None) for part in one.parts],
        seen=one.seen,
    )


def processing(tx: Tx, actor: Actor) -> forms.Processing:
    """What is processed of people, for everybody who is signed in. What is not settled is the organisation's choice."""
    named = tx.one(Organisation, "SELECT * FROM organisation WHERE id=:org", org=tx.org)
    told = [_processed(cut) for cut in cuts(tx).values()]
    return forms.Processing(named.name if named else "", today(tx), told)


def _processed(cut: Cut) -> forms.ProcessingKind:
    counted: forms.Counted = "year" if cut.kind.counted == "year" else "leaving"
    source = None if cut.kind.source.startswith(UNSURE) else cut.kind.source
    return forms.ProcessingKind(cut.kind.key, cut.years, counted, source)
