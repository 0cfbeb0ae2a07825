"""Agreements as the office reads them: each with its kiky, one with all its rows, two beside each other."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from types import MappingProxyType

from leima.access.rights import may_change_agreement
from leima.db.actor import Actor
from leima.db.site import today
from leima.db.tables.agreements import Agreement as Stored
from leima.db.tx import Tx
from leima.features.agreements import changes as agreement_changes
from leima.features.agreements import store as agreement_store
from leima.features.agreements.parsing.ready import ready_agreements
from leima.features.agreements.parsing.settings import SETTINGS
from leima.features.agreements.parsing.shapes import FORMS
from leima.features.agreements.schemas import (
    Agreements,
    Comparison,
    Head,
    Kiky,
    OneAgreement,
    SettingRow,
    Side,
    SideBySide,
)
from leima.features.agreements.terms import agreement_of
from leima.rules.rows import Agreement, Row, Rows, chain_of
from leima.rules.zone import calendar_date
from leima.web.errors import Forbidden, Invalid, NotFound

CHECK = "CHECK"
LAW = "law"


@lru_cache
def ready() -> MappingProxyType[str, Agreement]:
    """The agreements that come with the product, as the rules read them."""
    found = {}
    for key, one in ready_agreements().items():
        rows = tuple(Row.from_json(row) for row in one.rows)
        found[key] = Agreement(key, one.name, one.from_, one.source, one.until, one.base, rows)
    return MappingProxyType(found)


def known(tx: Tx) -> dict[str, Agreement]:
    """Every agreement by key: the ready ones, and in their place the organisation's own."""
    return {**ready(), **{row.id: agreement_of(row) for row in agreement_store.agreements(tx)}}


def refuse_if_not_office(actor: Actor) -> None:
    """Supervisors, payroll and admins read agreements."""
    if not actor.may_see_team:
        raise Forbidden()


def real_date(text: str, field: str) -> str:
    """A date of the calendar. Raises Invalid that names the field."""
    try:
        return calendar_date(text)
    except ValueError:
        raise Invalid(fields=[{"field": field, "message": text}]) from None


def listing(tx: Tx, actor: Actor) -> Agreements:
    """Every agreement with its dates, its source, its kiky and the number of people on it today."""
    refuse_if_not_office(actor)
    every, people = known(tx), agreement_store.people_on(tx, today(tx))
    own = {row.id: row for row in agreement_store.agreements(tx)}
    heads = [_head(every, key, people.get(key, 0), own.get(key), today(tx)) for key in every]
    return Agreements(sorted(heads, key=lambda one: (not one.people, one.kind != "own", one.name.casefold())))


def _head(every: Mapping[str, Agreement], key: str, people: int, stored: Stored | None, now: str) -> Head:
    one = every[key]
    base = every.get(one.base) if one.base else None
    copied = stored.copied_from if stored else None
    origin = every.get(copied) if copied else None
    return Head(
        key=key,
        name=one.name,
        from_=one.from_,
        until=one.until,
        source=one.source,
        kind="ready" if key in ready() else "own",
        base=one.base,
        base_name=base.name if base else None,
        copied_from=copied,
        copied_from_name=origin.name if origin else copied,
        ended=one.until is not None and one.until < now,
        checks=sum(CHECK in row.source for row in one.rows),
        people=people,
        version=stored.version if stored else 0,
        kiky=_kiky(every, key),
    )


def _kiky(every: Mapping[str, Agreement], key: str) -> list[Kiky]:
    """The schemes of the nearest agreement of the chain that says anything of kiky."""
    for one in chain_of(key, every):
        rows = [row for row in one.rows if row.key == "kiky"]
        if rows:
            return [_scheme(row) for row in sorted(rows, key=lambda row: row.from_) if row.value is not None]
    return []


def _scheme(row: Row) -> Kiky:
    value = row.value
    return Kiky(
        from_=row.from_,
        until=row.until,
        accounted=value["accounted"],
        methods=list(value.get("methods", ())),
        out=list(value.get("pay_out", ())),
        year_minutes=value.get("year_minutes", 0),
        extension_minutes=value.get("extension_minutes", 0),
        source=row.source,
    )


def one(tx: Tx, actor: Actor, key: str) -> OneAgreement:
    """One agreement with every row that holds in it, its own and those of its bases."""
    refuse_if_not_office(actor)
    every, now = known(tx), today(tx)
    if key not in every:
        raise NotFound()
    stored = agreement_store.agreement(tx, key)
    head = _head(every, key, agreement_store.people_on(tx, now).get(key, 0), stored, now)
    may = may_change_agreement(actor, head.kind)
    made = agreement_changes.latest(tx, stored, may) if stored is not None else []
    return OneAgreement(head, may, list(_rows(every, key, now)), made)


def _rows(every: Mapping[str, Agreement], key: str, now: str) -> Iterator[SettingRow]:
    chain = chain_of(key, every)
    holding = {id(row) for form in (*FORMS, "") for row in _in_force(chain, form, now)}
    for depth, agreement in enumerate(chain):
        for row in agreement.rows:
            origin = "law" if agreement.key == LAW else "own" if depth == 0 else "base"
            yield _setting(row, agreement, origin, id(row) in holding)


def _in_force(chain: list[Agreement], form: str, on: str) -> Iterator[Row]:
    rows = Rows(chain, form, on)
    for key in {row.key for one in chain for row in one.rows}:
        found = rows.row(key)
        if found is not None:
            yield found


def compare(tx: Tx, actor: Actor, a: str, b: str, on: str | None) -> Comparison:
    """Every setting of two agreements on a date beside each other; `differs` where the values are not the same."""
    refuse_if_not_office(actor)
    every, on = known(tx), real_date(on or today(tx), "on")
    if a not in every or b not in every:
        raise NotFound()
    left, right = chain_of(a, every), chain_of(b, every)
    rows = [_beside(key, form, left, right, on) for key, form in _places([*left, *right], on)]
    sides = [Side(one.key, one.name, one.from_, one.until, one.source) for one in (every[a], every[b])]
    return Comparison(on, sides[0], sides[1], [row for row in rows if row.a or row.b])


def _places(agreements: list[Agreement], on: str) -> list[tuple[str, str | None]]:
    """Each setting, and each working-time form for which some row of it is in force, in the order of the settings."""
    found = {
        (row.key, row.form)
        for one in agreements
        for row in one.rows
        if row.from_ <= on and (row.until is None or on <= row.until)
    }
    order = list(SETTINGS)
    return sorted(found, key=lambda place: (order.index(place[0]) if place[0] in order else 99, place[1] or ""))


def _beside(key: str, form: str | None, left: list[Agreement], right: list[Agreement], on: str) -> SideBySide:
    a, b = (_value(chain, key, form, on) for chain in (left, right))
    values = [None if side is None else side.value for side in (a, b)]
    return SideBySide(key, form, values[0] != values[1], a, b)


def _value(chain: list[Agreement], key: str, form: str | None, on: str) -> SettingRow | None:
    row = Rows(chain, form or "", on).row(key)
    if row is None:
        return None
    of = next(one for one in chain if any(mine is row for mine in one.rows))
    origin = "law" if of.key == LAW else "own" if of is chain[0] else "base"
    return _setting(row, of, origin, True)


def _setting(row: Row, of: Agreement, origin: str, in_force: bool) -> SettingRow:
    return SettingRow(
        key=row.key,
        form=row.form,
        from_=row.from_,
        until=row.until,
        value=row.value,
        source=row.source,
        check=CHECK in row.source,
        of=of.key,
        of_name=of.name,
        origin=origin,
        in_force=in_force,
    )
