"""Work types and cost centres that are merged into others, or taken out of use because nobody uses them."""

from calendar import monthrange
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from leima.db.actor import Actor
from leima.db.site import local_date, today
from leima.db.tables.people import CostCentre, WorkType
from leima.db.tx import Tx
from leima.features.agreements.terms import parse_terms
from leima.features.people import choices
from leima.features.people.choices import Kind
from leima.features.setup import schemas
from leima.features.setup.company import refuse_others
from leima.web.errors import Conflict, NotFound

_ENTRIES: Mapping[Kind, str] = {
    "work_type": (
        "SELECT work_type AS id, COUNT(*) AS n, MAX(start_at) AS last FROM entry"
        " WHERE org=:org AND NOT deleted AND work_type IS NOT NULL GROUP BY work_type"
    ),
    "cost_centre": (
        "SELECT cost_centre AS id, COUNT(*) AS n, MAX(start_at) AS last FROM entry"
        " WHERE org=:org AND NOT deleted AND cost_centre IS NOT NULL GROUP BY cost_centre"
    ),
}
_AGREEMENTS: Mapping[Kind, str] = {
    "work_type": (
        "SELECT e.booked AS id, COUNT(DISTINCT c.agreement) AS n FROM"
        " (SELECT DISTINCT work_type AS booked, person FROM entry"
        " WHERE org=:org AND NOT deleted AND work_type IS NOT NULL) e"
        " JOIN contract c ON c.org=:org AND c.person=e.person AND c.from_date <= :date"
        " AND (c.until_date IS NULL OR c.until_date >= :date) GROUP BY e.booked"
    ),
    "cost_centre": (
        "SELECT e.booked AS id, COUNT(DISTINCT c.agreement) AS n FROM"
        " (SELECT DISTINCT cost_centre AS booked, person FROM entry"
        " WHERE org=:org AND NOT deleted AND cost_centre IS NOT NULL) e"
        " JOIN contract c ON c.org=:org AND c.person=e.person AND c.from_date <= :date"
        " AND (c.until_date IS NULL OR c.until_date >= :date) GROUP BY e.booked"
    ),
}
_CLAIMED = (
    "SELECT id FROM claim WHERE org=:org AND cost_centre=:id AND (until_date IS NULL OR until_date >= :date)"
    " UNION SELECT id FROM trip WHERE org=:org AND NOT deleted AND body LIKE :like"
    " AND (date IS NULL OR date >= :date)"
    " UNION SELECT id FROM receipt WHERE org=:org AND NOT deleted AND body LIKE :like"
    " AND (date IS NULL OR date >= :date) LIMIT 1"
)
_TERMS = (
    "SELECT a.name, t.body FROM terms t"
    " JOIN contract c ON c.org=t.org AND c.person=t.person AND c.from_date <= :date"
    " AND (c.until_date IS NULL OR c.until_date >= :date)"
    " JOIN agreement a ON a.org=c.org AND a.id=c.agreement"
    " WHERE t.org=:org AND NOT t.deleted AND t.from_date <= :date"
    " AND (t.until_date IS NULL OR t.until_date >= :date) ORDER BY a.name, t.person"
)


class _Booked(NamedTuple):
    id: str | None
    n: int
    last: int


class _Agreed(NamedTuple):
    id: str | None
    n: int


class _InForce(NamedTuple):
    name: str
    body: str


def used(tx: Tx, actor: Actor) -> schemas.ChoicesUsed:
    """What each work type and cost centre is used for. Raises Forbidden."""
    refuse_others(tx, actor)
    return schemas.ChoicesUsed([*_used(tx, "work_type").values(), *_used(tx, "cost_centre").values()])


def merge(tx: Tx, actor: Actor, form: schemas.MergeChoices) -> schemas.Merged:
    """Takes one out of use for another from today on; tried only, it says what would be. Raises Conflict."""
    refuse_others(tx, actor)
    there = _used(tx, form.which)
    away, heir = there.get(form.away), there.get(form.heir)
    if away is None or heir is None:
        raise NotFound()
    if away.id == heir.id:
        raise Conflict("merged_into_itself")
    if not heir.in_use:
        raise Conflict("heir_out_of_use", name=heir.name)
    if away.merged_into is not None:
        raise Conflict("merged_already", name=away.name)
    if away.counts_as_kiky and not heir.counts_as_kiky and (agreement := _asks_for_kiky(tx)):
        raise Conflict("agreement_needs_kiky", name=away.name, agreement=agreement)
    date = today(tx)
    if not form.dry_run:
        choices.merge(tx, form.which, away.id, heir.id, date)
        tx.audit(f"{form.which}.merge", form.which, away.id, {"name": away.name}, {"name": heir.name, "from": date})
    return schemas.Merged(form.dry_run, away, heir, date)


def prune(tx: Tx, actor: Actor, form: schemas.PruneChoices) -> schemas.Pruned:
    """Takes out of use what nobody has used for some months and, beyond a trial, was shown in it."""
    refuse_others(tx, actor)
    since = _months_before(today(tx), form.unused_months)
    unused = [one for which in _KINDS for one in _unused(tx, which, since)]
    if form.dry_run:
        return schemas.Pruned(True, since, unused)
    hidden = [one for one in unused if one.id in form.shown]
    for one in hidden:
        choices.hide(tx, one.which, one.id)
        tx.audit(f"{one.which}.hide", one.which, one.id, {"name": one.name}, {"unused_since": since})
    return schemas.Pruned(False, since, hidden)


def _months_before(date: str, months: int) -> str:
    """The same day some months earlier, or that month's last one."""
    year, month = divmod(int(date[:4]) * 12 + int(date[5:7]) - 1 - months, 12)
    return f"{year:04}-{month + 1:02}-{min(int(date[8:]), monthrange(year, month + 1)[1]):02}"


_KINDS: tuple[Kind, ...] = ("work_type", "cost_centre")


def _unused(tx: Tx, which: Kind, since: str) -> Iterable[schemas.ChoiceUsed]:
    there = [one for one in _used(tx, which).values() if one.in_use]
    needed = any(one.counts_as_kiky for one in there) and _asks_for_kiky(tx)
    for one in there:
        if (one.last_used or "") >= since or (one.counts_as_kiky and needed):
            continue
        if which == "cost_centre" and _is_claimed(tx, one.id, since):
            continue
        yield one


def _is_claimed(tx: Tx, id: str, since: str) -> bool:
    return tx.value(str, _CLAIMED, org=tx.org, id=id, like=f'%"{id}"%', date=since) is not None


def _asks_for_kiky(tx: Tx) -> str | None:
    """The first agreement in force under which somebody owes the extension of working time."""
    rows = tx.rows(_InForce, _TERMS, org=tx.org, date=today(tx))
    return next((row.name for row in rows if parse_terms(row.body).kiky is not None), None)


def _used(tx: Tx, which: Kind) -> dict[str, schemas.ChoiceUsed]:
    booked = {row.id: row for row in tx.rows(_Booked, _ENTRIES[which], org=tx.org)}
    agreed = {row.id: row.n for row in tx.rows(_Agreed, _AGREEMENTS[which], org=tx.org, date=today(tx))}
    found = {}
    for row, name, kiky in _rows(tx, which):
        one = booked.get(row.id)
        found[row.id] = schemas.ChoiceUsed(
            which=which,
            id=row.id,
            name=name,
            in_use=row.active,
            counts_as_kiky=kiky,
            entries=one.n if one else 0,
            agreements=agreed.get(row.id, 0),
            last_used=local_date(tx, one.last) if one else None,
            merged_into=row.merged_into,
            merged_on=row.merged_on,
        )
    return found


def _rows(tx: Tx, which: Kind) -> Iterable[tuple[WorkType | CostCentre, str, bool]]:
    if which == "work_type":
        for row in tx.rows(WorkType, "SELECT * FROM work_type WHERE org=:org ORDER BY name, id", org=tx.org):
            yield row, row.name, row.kiky
    else:
        for one in tx.rows(CostCentre, "SELECT * FROM cost_centre WHERE org=:org ORDER BY code, id", org=tx.org):
            yield one, f"{one.code} {one.name}", False
