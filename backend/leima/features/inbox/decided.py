"""What was decided, found again: by whose it is, by its kind, by the dates of the decision."""

import json
from collections.abc import Mapping
from typing import Any

from leima.access.rights import may_approve
from leima.db.actor import Actor
from leima.db.site import instant, zone
from leima.db.tables.inbox import Decision
from leima.db.tx import Tx
from leima.db.views import person_name
from leima.db.waiting import About, Waiting
from leima.features.certificates import store as certificates
from leima.features.inbox import store
from leima.features.inbox.answers import DecidedItem, DecidedItems
from leima.features.inbox.listing import Kinds, title_of
from leima.features.inbox.recording import stretch
from leima.rules.zone import near_instant, next_date
from leima.web.errors import Invalid

_MINUTE = 60_000


def decided(tx: Tx, actor: Actor, asked: dict[str, str | None], kinds: Kinds) -> DecidedItems:
    """Returns a page of decisions on the people whom the actor decides on today. Raises Invalid."""
    if asked["kind"] is not None and asked["kind"] not in {kind.kind for kind in kinds}:
        raise Invalid()
    rows = store.decided(tx, actor, _asked(tx, asked))
    shown = rows[: store.PAGE]
    after = f"{shown[-1].at}.{shown[-1].id}" if len(rows) > store.PAGE else None
    by_name = {kind.kind: kind for kind in kinds}
    pages = certificates.pages_of(tx, [row.entity_id for row in shown if row.kind == "leave"])
    items = [_item(tx, actor, row, pages, _take_back(tx, actor, row, by_name.get(row.kind))) for row in shown]
    return DecidedItems(instant(tx.now), items, after)


def _take_back(tx: Tx, actor: Actor, row: Decision, kind: Waiting[Any] | None) -> str | None:
    """The operation that takes a decision back, where the actor may and nothing has come after it."""
    if kind is None or row.undone_at is not None or row.person == actor.person:
        return None
    if kind.undoable(tx, row.entity_id) != row.version + 1:
        return None
    about = About(row.entity_id, row.person, row.date)
    return kind.undone_by if may_approve(tx, actor, row.person, *stretch(row.kind, about)) else None


def _asked(tx: Tx, asked: dict[str, str | None]) -> store.Asked:
    first, last, before = asked["from"], asked["to"], asked["before"]
    return store.Asked(
        asked["person"],
        asked["kind"],
        near_instant(zone(tx), first) * _MINUTE if first else None,
        near_instant(zone(tx), next_date(last)) * _MINUTE if last else None,
        _place(before) if before else None,
    )


def _place(text: str) -> tuple[int, str]:
    at, _, id = text.partition(".")
    if not (at.isascii() and at.isdigit() and len(at) <= 15):
        raise Invalid("bad_cursor")
    return int(at), id


def _item(tx: Tx, actor: Actor, row: Decision, pages: Mapping[str, int], take_back: str | None) -> DecidedItem:
    return DecidedItem(
        id=row.id,
        kind=row.kind,
        entity_id=row.entity_id,
        person=row.person,
        name=person_name(tx, row.person) or "",
        title=title_of(actor.lang, row.kind, row.what, row.date),
        date=row.date,
        decision="approve" if row.decision == "approve" else "return" if row.decision == "return" else "reject",
        decided_at=instant(row.at),
        decided_by=row.decided_by,
        decided_by_name=person_name(tx, row.decided_by) or "",
        stood_in_for_name=person_name(tx, row.stood_in_for),
        version=row.version,
        totals=json.loads(row.totals),
        certificate=pages.get(row.entity_id, 0) if row.kind == "leave" else 0,
        undone_at=None if row.undone_at is None else instant(row.undone_at),
        undone_by_name=person_name(tx, row.undone_by),
        undone_why=row.undone_why or "",
        take_back=take_back,
    )
