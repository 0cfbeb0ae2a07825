"""A record in every table that keeps any: of somebody, from some date."""

import hashlib
import itertools
from typing import Any

from leima.db.tables.attachments import Blob
from leima.db.tables.payroll import PayRun
from leima.db.tables.travel import Claim
from leima.db.tx import Tx
from leima.features.retention.kinds import RECORDS, Records
from leima.rules.zone import near_instant
from tests.company import Company

HEAD = {"Receipt": Claim, "Trip": Claim, "PayClaim": PayRun, "PayRow": PayRun}
"""Tables whose records are dated by another one's."""
SENT = ("push_subscription",)
"""Records that the sender drops by itself, when no push service takes them."""
_numbers = itertools.count(1)


def value_of(column: Any, id: str) -> Any:
    """Something that fits into a column."""
    kind = column.type.python_type
    if kind is bool:
        return False
    if kind is int:
        return next(_numbers)
    return id


def row_of(records: Records, org: str, whose: str, date: str, id: str) -> Any:
    """A record of a table, dated as its kind is."""
    table: Any = records.table
    values: dict[str, Any] = {}
    for column in table.__table__.columns:
        field = table.model_fields[column.name]
        if field.is_required():
            values[column.name] = value_of(column, id)
    values["org"] = org
    if records.person:
        values[records.person] = whose
    return table(**{**values, **_dated(records, date, id, values)})


def _dated(records: Records, date: str, id: str, values: dict[str, Any]) -> dict[str, Any]:
    name = records.dated.split(" ")[0]
    if records.table.__name__ in HEAD:
        values["claim" if HEAD[records.table.__name__] is Claim else "run"] = id
        return {}
    dated = {"COALESCE(shown_on,": "shown_on"}.get(name, name)
    more: dict[str, Any] = {"deleted": True} if records.where == "deleted" else {}
    if dated:
        more[dated] = near_instant("Europe/Helsinki", date) * 60_000 if records.instant else date
        if dated == "month":
            more[dated] = date[:7]
    return more


def _is_there(tx: Tx, row: Any) -> bool:
    """Whether the table holds a row of the same key, as one that is a person's alone may."""
    keys = [column.name for column in row.__table__.primary_key.columns]
    where = " AND ".join(f"{name}=:{name}" for name in keys)
    sql = f"SELECT COUNT(*) FROM {row.__tablename__} WHERE {where}"
    return bool(tx.value(int, sql, **{name: getattr(row, name) for name in keys}))


def fill(company: Company, who: str, date: str) -> None:
    """One record of somebody in each table, and a receipt with a picture."""
    org, whose = company.ids["org"], company.ids[who]
    id = f"{who}-{date}"
    content = f"kuitti {id}".encode()
    kept = hashlib.sha256(content).hexdigest()
    company.world.blobs.put(org, kept, content)

    def work(tx: Tx) -> None:
        tx.org = org
        for records in RECORDS:
            row = row_of(records, org, whose, date, id)
            if records.name == "receipt":
                row.files = f'[{{"sha256": "{kept[::-1]}", "kept": "{kept}"}}]'
            if records.name == "terms":
                row.deleted = True
            if records.name not in SENT and not _is_there(tx, row):
                tx.insert(row)
        file = Blob(org=org, person=whose, sha256=kept[::-1], kept=kept, media="image/jpeg", size=1, pages=1, at=1)
        tx.insert(file)
        tx.audit("punch.confirmed", "punch", id, None, {"person": whose, "kind": "in"})
        tx.audit("claim.sent", "claim", id, None, {"person": whose, "note": f"matka {id}"})
        tx.audit("person.change", "person", whose, {"name": who}, {"name": f"{who} {who}"})

    company.world.db.write_now(work)


def left(company: Company, who: str, date: str) -> dict[str, int]:
    """How many of the records that `fill` made are still there, by table."""
    id = f"{who}-{date}"
    found = {}
    for records in RECORDS:
        table: Any = records.table
        columns = [c.name for c in table.__table__.columns if c.type.python_type in (str, object)]
        own = " OR ".join(f"{name}=:id" for name in columns)
        mine = f" OR {records.person}=:whose" if _by_person_alone(records) else ""
        rows = company.rows(
            f"SELECT 1 AS n FROM {records.name} WHERE org=:org AND ({own}{mine})", id=id, whose=company.ids[who]
        )
        found[records.name] = len(rows)
    return found


def _by_person_alone(records: Records) -> bool:
    """Whether a person has one row of a table at the most."""
    table: Any = records.table
    return {column.name for column in table.__table__.primary_key.columns} <= {"org", "person"}
