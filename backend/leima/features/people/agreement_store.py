"""Agreements and contracts that the office changes: their writer beside `store`."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from leima.db.tx import Row, Tx
from leima.web.errors import Conflict


def agreement(tx: Tx, id: str) -> Row | None:
    """An organisation's own copy of an agreement, or None."""
    return tx.one("SELECT * FROM agreement WHERE org=:org AND id=:id", org=tx.org, id=id)


def change_agreement(
    tx: Tx, id: str, version: int, rows: Sequence[Mapping[str, Any]], *, name: str, until_date: str, source: str
) -> None:
    """New rows, name, last day and source. Raises Conflict when `version` is not the one that stands."""
    met = tx.run(
        "UPDATE agreement SET rows=:rows, name=:name, until_date=:until_date, source=:source, version=version+1"
        " WHERE org=:org AND id=:id AND version=:version",
        **{"org": tx.org, "id": id, "version": version, "name": name, "until_date": until_date, "source": source},
        rows=json.dumps(list(rows), ensure_ascii=False, sort_keys=True),
    )
    if not met:
        raise Conflict("agreement_changed_meanwhile")
    tx.memo.pop(("agreements", tx.org), None)


def add_rules_change(tx: Tx, id: str, version: int, from_date: str | None, body: Mapping[str, Any]) -> None:
    """Remembers what stood before and after a change of rules, under the version that it made."""
    tx.run(
        "INSERT INTO agreement_change (org, agreement, version, at, who, from_date, body)"
        " VALUES (:org, :id, :version, :at, :who, :from_date, :body)",
        **{"org": tx.org, "id": id, "version": version, "at": tx.now, "who": tx.actor.person if tx.actor else None},
        **{"from_date": from_date, "body": json.dumps(body, ensure_ascii=False, sort_keys=True)},
    )


def rules_changes(tx: Tx, id: str, limit: int) -> list[Row]:
    """The latest changes of an agreement's rules with their doers' names, newest first."""
    return tx.rows(
        "SELECT c.*, p.name AS by_name FROM agreement_change c LEFT JOIN person p ON p.org = c.org AND p.id = c.who"
        " WHERE c.org=:org AND c.agreement=:id ORDER BY c.version DESC LIMIT :limit",
        **{"org": tx.org, "id": id, "limit": limit},
    )


def rules_change(tx: Tx, id: str, version: int) -> Row | None:
    """The change of rules that made a version, or None."""
    return tx.one(
        "SELECT * FROM agreement_change WHERE org=:org AND agreement=:id AND version=:version",
        **{"org": tx.org, "id": id, "version": version},
    )


def mark_rules_undone(tx: Tx, id: str, version: int) -> None:
    """Marks a change of rules as taken back."""
    tx.run(
        "UPDATE agreement_change SET undone_at=:at WHERE org=:org AND agreement=:id AND version=:version",
        **{"org": tx.org, "id": id, "version": version, "at": tx.now},
    )


def people_on(tx: Tx, on: str) -> dict[str, int]:
    """How many active people are on each agreement on a date, by its key."""
    rows = tx.rows(
        "SELECT COALESCE(c.variant, c.agreement) AS own, COUNT(DISTINCT c.person) AS n FROM contract c"
        " JOIN person p ON p.org = c.org AND p.id = c.person"
        " WHERE c.org=:org AND p.active=:yes AND c.from_date <= :day AND (c.until_date IS NULL OR c.until_date >= :day)"
        " GROUP BY COALESCE(c.variant, c.agreement)",
        **{"org": tx.org, "yes": True, "day": on},
    )
    return {row.own: int(row.n) for row in rows}


def people_of(tx: Tx, agreements: Sequence[str]) -> list[str]:
    """Everyone who has or had a contract on one of these agreements."""
    rows = tx.rows(
        "SELECT DISTINCT person FROM contract WHERE org=:org AND COALESCE(variant, agreement) IN :keys ORDER BY person",
        **{"org": tx.org, "keys": tuple(agreements)},
    )
    return [row.person for row in rows]


def drop_contract(tx: Tx, id: str) -> None:
    """A contract row that a taken-back change had made."""
    tx.run("DELETE FROM contract WHERE org=:org AND id=:id", org=tx.org, id=id)


def change(tx: Tx, id: str) -> Row | None:
    """A change of contracts as it was made, or None."""
    return tx.one("SELECT * FROM contract_change WHERE org=:org AND id=:id", org=tx.org, id=id)


def changes(tx: Tx, limit: int) -> list[Row]:
    """The latest changes of contracts, newest first."""
    return tx.rows(
        "SELECT * FROM contract_change WHERE org=:org ORDER BY at DESC, id LIMIT :limit", org=tx.org, limit=limit
    )


def add_change(tx: Tx, id: str, from_date: str, body: Mapping[str, Any]) -> None:
    """Remembers what was asked, who changed and who did not."""
    tx.run(
        "INSERT INTO contract_change (org, id, at, who, from_date, body)"
        " VALUES (:org, :id, :at, :who, :from_date, :body)",
        **{"org": tx.org, "id": id, "at": tx.now, "who": tx.actor.person if tx.actor else None},
        **{"from_date": from_date, "body": json.dumps(body, ensure_ascii=False, sort_keys=True)},
    )


def mark_undone(tx: Tx, id: str) -> bool:
    """Marks a change as taken back; False when it was already."""
    return bool(
        tx.run(
            "UPDATE contract_change SET undone_at=:at WHERE org=:org AND id=:id AND undone_at IS NULL",
            **{"org": tx.org, "id": id, "at": tx.now},
        )
    )
