"""Agreements and contracts: their only writer, changes of them included."""

import json
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from leima.db.tables.agreements import Agreement, AgreementChange, Contract, ContractChange, Terms
from leima.db.tx import Query, Tx
from leima.features.people.store import new_id
from leima.web.errors import Conflict


class RulesChangeBy(NamedTuple):
    """A change of an agreement's rules with the name of the person who made it."""

    version: int
    at: int
    from_date: str | None
    body: str
    undone_at: int | None
    by_name: str | None


class _OnAgreement(NamedTuple):
    agreement: str
    people: int


def agreement(tx: Tx, id: str) -> Agreement | None:
    """An organisation's own copy of an agreement, or None."""
    return tx.get(Agreement, id=id)


def change_agreement(
    tx: Tx, id: str, version: int, rows: Sequence[Mapping[str, Any]], *, name: str, until_date: str, source: str
) -> None:
    """New rows, name, last day and source. Raises Conflict when `version` is not the one that stands."""
    met = tx.met(
        "UPDATE agreement SET rows=:rows, name=:name, until_date=:until_date, source=:source, version=version+1"
        " WHERE org=:org AND id=:id AND version=:version",
        org=tx.org,
        id=id,
        version=version,
        name=name,
        until_date=until_date,
        source=source,
        rows=json.dumps(list(rows), ensure_ascii=False, sort_keys=True),
    )
    if not met:
        raise Conflict("agreement_changed_meanwhile")
    tx.cache.agreements.pop(tx.org, None)


def add_rules_change(tx: Tx, id: str, version: int, from_date: str | None, body: Mapping[str, Any]) -> None:
    """Remembers what stood before and after a change of rules, under the version that it made."""
    tx.insert(
        AgreementChange(
            org=tx.org,
            agreement=id,
            version=version,
            at=tx.now,
            who=tx.actor.person if tx.actor else None,
            from_date=from_date,
            body=json.dumps(body, ensure_ascii=False, sort_keys=True),
        )
    )


def rules_changes(tx: Tx, id: str, limit: int) -> list[RulesChangeBy]:
    """The latest changes of an agreement's rules, newest first."""
    return tx.rows(
        RulesChangeBy,
        "SELECT c.version, c.at, c.from_date, c.body, c.undone_at, p.name AS by_name"
        " FROM agreement_change c LEFT JOIN person p ON p.org = c.org AND p.id = c.who"
        " WHERE c.org=:org AND c.agreement=:id ORDER BY c.version DESC LIMIT :limit",
        org=tx.org,
        id=id,
        limit=limit,
    )


def rules_change(tx: Tx, id: str, version: int) -> AgreementChange | None:
    """The change of rules that made a version, or None."""
    return tx.get(AgreementChange, agreement=id, version=version)


def mark_rules_undone(tx: Tx, id: str, version: int) -> None:
    """Marks a change of rules as taken back."""
    tx.run(
        "UPDATE agreement_change SET undone_at=:at WHERE org=:org AND agreement=:id AND version=:version",
        org=tx.org,
        id=id,
        version=version,
        at=tx.now,
    )


def people_on(tx: Tx, on: str) -> dict[str, int]:
    """How many active people are on each agreement on a date, by its key."""
    rows = tx.rows(
        _OnAgreement,
        "SELECT COALESCE(c.variant, c.agreement) AS agreement, COUNT(DISTINCT c.person) AS people FROM contract c"
        " JOIN person p ON p.org = c.org AND p.id = c.person"
        " WHERE c.org=:org AND p.active=:yes AND c.from_date <= :day AND (c.until_date IS NULL OR c.until_date >= :day)"
        " GROUP BY COALESCE(c.variant, c.agreement)",
        org=tx.org,
        yes=True,
        day=on,
    )
    return {row.agreement: row.people for row in rows}


def people_of(tx: Tx, agreements: Sequence[str]) -> list[str]:
    """Everyone who has or had a contract on one of these agreements."""
    sql = (
        "SELECT DISTINCT person FROM contract WHERE org=:org AND COALESCE(variant, agreement) IN :keys ORDER BY person"
    )
    return tx.values(str, sql, org=tx.org, keys=tuple(agreements))


def drop_contract(tx: Tx, id: str) -> None:
    """A contract row that a taken-back change had made."""
    tx.run("DELETE FROM contract WHERE org=:org AND id=:id", org=tx.org, id=id)


def change(tx: Tx, id: str) -> ContractChange | None:
    """A change of contracts as it was made, or None."""
    return tx.get(ContractChange, id=id)


def changes(tx: Tx, limit: int) -> list[ContractChange]:
    """The latest changes of contracts, newest first."""
    sql = "SELECT * FROM contract_change WHERE org=:org ORDER BY at DESC, id LIMIT :limit"
    return tx.rows(ContractChange, sql, org=tx.org, limit=limit)


def add_change(tx: Tx, id: str, from_date: str, body: Mapping[str, Any]) -> None:
    """Remembers what was asked, who changed and who did not."""
    tx.insert(
        ContractChange(
            org=tx.org,
            id=id,
            at=tx.now,
            who=tx.actor.person if tx.actor else None,
            from_date=from_date,
            body=json.dumps(body, ensure_ascii=False, sort_keys=True),
        )
    )


def mark_undone(tx: Tx, id: str) -> bool:
    """Marks a change as taken back; False when it was already."""
    sql = "UPDATE contract_change SET undone_at=:at WHERE org=:org AND id=:id AND undone_at IS NULL"
    return tx.met(sql, org=tx.org, id=id, at=tx.now) > 0


def add_agreement(
    tx: Tx,
    id: str,
    *,
    name: str,
    from_date: str,
    source: str,
    rows: Sequence[Mapping[str, Any]],
    until_date: str | None = None,
    base: str | None = None,
    copied_from: str | None = None,
) -> str:
    """A dated agreement or company variant; replaces the rows of one that is there."""
    tx.run(
        "INSERT INTO agreement (org, id, name, from_date, until_date, source, base, rows, copied_from, version)"
        " VALUES (:org, :id, :name, :from_date, :until_date, :source, :base, :rows, :copied_from, 1)"
        " ON CONFLICT (org, id) DO UPDATE SET name = excluded.name, from_date = excluded.from_date,"
        " until_date = excluded.until_date, source = excluded.source, base = excluded.base, rows = excluded.rows,"
        " version = agreement.version + 1",
        org=tx.org,
        id=id,
        name=name,
        from_date=from_date,
        until_date=until_date,
        source=source,
        base=base,
        rows=json.dumps(list(rows), ensure_ascii=False, sort_keys=True),
        copied_from=copied_from,
    )
    return id


def agreements(tx: Tx) -> list[Agreement]:
    """Every agreement of `tx.org`."""
    return tx.all(agreements_query(tx))


def agreements_query(tx: Tx) -> Query[Agreement]:
    """The query of `agreements`."""
    return tx.query(Agreement, "SELECT * FROM agreement WHERE org=:org ORDER BY id", org=tx.org)


def add_contract(
    tx: Tx,
    person: str,
    *,
    from_date: str,
    agreement: str,
    body: Mapping[str, Any],
    until_date: str | None = None,
    variant: str | None = None,
    id: str | None = None,
) -> str:
    """A dated contract; replaces the one of the same id. Call `terms.rebuild` afterwards."""
    contract = new_id(id)
    tx.run(
        "INSERT INTO contract (org, id, person, from_date, until_date, agreement, variant, body)"
        " VALUES (:org, :id, :person, :from_date, :until_date, :agreement, :variant, :body)"
        " ON CONFLICT (org, id) DO UPDATE SET from_date = excluded.from_date, until_date = excluded.until_date,"
        " agreement = excluded.agreement, variant = excluded.variant, body = excluded.body",
        org=tx.org,
        id=contract,
        person=person,
        from_date=from_date,
        until_date=until_date,
        agreement=agreement,
        variant=variant,
        body=json.dumps(dict(body), sort_keys=True),
    )
    return contract


def contracts_of(tx: Tx, person: str) -> list[Contract]:
    """A person's contracts by their first date."""
    sql = "SELECT * FROM contract WHERE org=:org AND person=:person ORDER BY from_date, id"
    return tx.rows(Contract, sql, org=tx.org, person=person)


def terms_of(tx: Tx, person: str) -> list[Terms]:
    """A person's terms rows by id, deleted ones too."""
    rows = tx.rows(Terms, "SELECT * FROM terms WHERE org=:org AND person=:person", org=tx.org, person=person)
    return sorted(rows, key=lambda one: one.id)
