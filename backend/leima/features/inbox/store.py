"""Decisions, what came up because nobody made one, and the days given for it: their only writer."""

import json
from collections.abc import Mapping
from typing import NamedTuple

from leima.access.rows import own_or_supervised
from leima.db.actor import Actor
from leima.db.tables.inbox import Decision, Escalation, InboxSetting
from leima.db.tx import Tx
from leima.db.waiting import About

PAGE = 100
MOST_DAYS = 60
SHOWN = 200
"""How many things that came up are listed at most."""


class Seen(NamedTuple):
    """A decision, as it is made on what stood."""

    kind: str
    about: About
    totals: Mapping[str, int]
    decision: str
    by: str
    stood_in_for: str | None


def add(tx: Tx, op_id: str, seen: Seen) -> None:
    """Keeps a decision; nobody further up needs to look any more."""
    tx.insert(
        Decision(
            org=tx.org,
            id=op_id,
            kind=seen.kind,
            entity_id=seen.about.id,
            person=seen.about.person,
            date=seen.about.date,
            what=seen.about.what,
            decision=seen.decision,
            decided_by=seen.by,
            stood_in_for=seen.stood_in_for,
            at=tx.now,
            version=seen.about.version,
            totals=json.dumps(dict(seen.totals), sort_keys=True),
        )
    )
    forget(tx, seen.kind, seen.about.id)


def standing(tx: Tx, kind: str, id: str) -> Decision | None:
    """The newest decision on a thing, where nobody has taken it back."""
    sql = (
        "SELECT * FROM decision WHERE org=:org AND kind=:kind AND entity_id=:id AND undone_at IS NULL"
        " ORDER BY at DESC, version DESC, id LIMIT 1"
    )
    return tx.one(Decision, sql, org=tx.org, kind=kind, id=id)


def undo(tx: Tx, row: Decision, by: str, why: str) -> None:
    """A decision was taken back."""
    tx.run(
        "UPDATE decision SET undone_at=:at, undone_by=:by, undone_why=:why WHERE org=:org AND id=:id",
        at=tx.now,
        by=by,
        why=why,
        org=tx.org,
        id=row.id,
    )


FILTERS = ("person = :asked_person", "kind = :asked_kind", "at >= :first", "at < :last")
"""Every filter of the decided ones."""
_BEFORE = "(at < :before_at OR (at = :before_at AND id < :before_id))"
CONDITIONS = (*FILTERS, _BEFORE)


class Asked(NamedTuple):
    """Which decisions are asked for: of a person, of a kind, between two instants (epoch ms); and where to go on."""

    person: str | None = None
    kind: str | None = None
    first: int | None = None
    last: int | None = None
    before: tuple[int, str] | None = None


def decided(tx: Tx, actor: Actor, asked: Asked) -> list[Decision]:
    """A page of decisions and one more, the newest first: on everybody for payroll, else on one's people of today and
    on oneself."""
    where, params = ("TRUE", {}) if "payroll" in actor.roles else own_or_supervised(tx, "t.person")
    values = (asked.person, asked.kind, asked.first, asked.last)
    wheres = [text for text, value in zip(FILTERS, values, strict=True) if value is not None]
    if asked.before is not None:
        wheres.append(_BEFORE)
    at, id = asked.before or (0, "")
    return tx.rows(
        Decision,
        f"SELECT * FROM decision t WHERE {' AND '.join(['t.org=:org', where, *wheres])}"
        " ORDER BY at DESC, id DESC LIMIT :limit",
        **params,
        org=tx.org,
        asked_person=asked.person,
        asked_kind=asked.kind,
        first=asked.first,
        last=asked.last,
        before_at=at,
        before_id=id,
        limit=PAGE + 1,
    )


def days(tx: Tx) -> int:
    """How many days there are to decide; 0 is no limit."""
    return tx.value(int, "SELECT days FROM inbox_setting WHERE org=:org", org=tx.org) or 0


def set_days(tx: Tx, days: int, before: int) -> None:
    """Gives so many days from now on."""
    sql = (
        "INSERT INTO inbox_setting (org, days) VALUES (:org, :days) ON CONFLICT (org) DO UPDATE SET days=excluded.days"
    )
    tx.run(sql, org=tx.org, days=days)
    tx.audit("inbox.days", "inbox_setting", tx.org, {"days": before}, {"days": days})


def limited(tx: Tx) -> list[InboxSetting]:
    """The organisations that give a number of days."""
    return tx.rows(InboxSetting, "SELECT * FROM inbox_setting WHERE days > 0 ORDER BY org")


def told_of(tx: Tx) -> list[Escalation]:
    """Everything of the organisation that somebody further up was told of."""
    return tx.rows(Escalation, "SELECT * FROM escalation WHERE org=:org ORDER BY due_at, entity_id", org=tx.org)


def came_up_to(tx: Tx, person: str) -> list[Escalation]:
    """What a person was told of because nobody had decided on it in time, the oldest first."""
    sql = "SELECT * FROM escalation WHERE org=:org AND told=:told ORDER BY due_at, entity_id LIMIT :limit"
    return tx.rows(Escalation, sql, org=tx.org, told=person, limit=SHOWN)


def tell_of(tx: Tx, row: Escalation, told: str) -> bool:
    """Remembers that somebody is told; returns whether they had not been."""
    return bool(
        tx.met(
            "INSERT INTO escalation (org, kind, entity_id, told, person, due_at, at)"
            " VALUES (:org, :kind, :entity_id, :told, :person, :due_at, :at)"
            " ON CONFLICT (org, kind, entity_id, told) DO NOTHING",
            **{**row.model_dump(), "told": told},
        )
    )


def forget(tx: Tx, kind: str, id: str) -> None:
    """The thing waits no more."""
    tx.run("DELETE FROM escalation WHERE org=:org AND kind=:kind AND entity_id=:id", org=tx.org, kind=kind, id=id)
