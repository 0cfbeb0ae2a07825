"""The rows of worked-out terms: their only writer."""

from leima.db.tables.agreements import Terms
from leima.db.tx import Tx


def put_terms(tx: Tx, person: str, id: str, from_date: str, until_date: str | None, body: str, version: int) -> None:
    """Stores one resolved stretch and tells the person's devices."""
    tx.run(
        "INSERT INTO terms (org, id, person, from_date, until_date, body, version, deleted)"
        " VALUES (:org, :id, :person, :from_date, :until_date, :body, :version, :no)"
        " ON CONFLICT (org, id) DO UPDATE SET until_date = excluded.until_date, body = excluded.body,"
        " version = excluded.version, deleted = excluded.deleted",
        org=tx.org,
        id=id,
        person=person,
        from_date=from_date,
        until_date=until_date,
        body=body,
        version=version,
        no=False,
    )
    tx.changed("terms", id, owner=person, version=version)


def drop_terms(tx: Tx, row: Terms) -> None:
    """Marks a stretch as deleted and tells the person's devices."""
    tx.run(
        "UPDATE terms SET deleted=:yes, version=version+1 WHERE org=:org AND id=:id", yes=True, org=tx.org, id=row.id
    )
    tx.changed("terms", row.id, owner=row.person, version=row.version + 1, deleted=True)
