"""Certificates: their only writer. What they are called and hold never enters the audit trail, only how many pages."""

import json
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from leima.access.teams import units_on
from leima.db.tables.attachments import Blob
from leima.db.tables.certificates import Certificate
from leima.db.tx import Tx
from leima.features.leave import store as leave

MEDIA = ("sha256", "kept", "media", "size", "pages")
"""What a certificate keeps of each of its files, which never change."""


def certificate(tx: Tx, id: str) -> Certificate | None:
    """The certificate of an absence or a request, also one that was taken away."""
    return tx.get(Certificate, id=id)


def names(row: Certificate) -> list[str]:
    """The names of its files, in the order of the pages."""
    return [one["sha256"] for one in json.loads(row.files)]


def give(tx: Tx, id: str, person: str, before: Certificate | None, files: Sequence[Blob]) -> int:
    """Keeps a certificate as it is now. Returns its version."""
    told = [{name: getattr(blob, name) for name in MEDIA} for blob in files]
    new = Certificate(
        org=tx.org,
        id=id,
        person=person,
        files=json.dumps(told),
        pages=sum(blob.pages for blob in files),
        given_at=tx.now,
    )
    if before is None:
        tx.insert(new)
        return _told(tx, id, person, "given", None, {"pages": new.pages}, 1)
    values = {"files": new.files, "pages": new.pages, "given_at": tx.now, "deleted": False}
    return _write(tx, before, "given" if before.deleted else "replaced", values)


def take_away(tx: Tx, row: Certificate) -> int:
    """Names no file any more; the files go when nothing has named them for a month. Returns its version."""
    return _write(tx, row, "removed", {"files": "[]", "pages": 0, "deleted": True})


def _write(tx: Tx, row: Certificate, what: str, values: Mapping[str, Any]) -> int:
    sets = ", ".join(f"{name}=:{name}" for name in values)
    tx.run(
        f"UPDATE certificate SET {sets}, version=version+1 WHERE org=:org AND id=:id", **values, org=tx.org, id=row.id
    )
    return _told(tx, row.id, row.person, what, {"pages": row.pages}, {"pages": values["pages"]}, row.version + 1)


def _told(
    tx: Tx, id: str, person: str, what: str, old: dict[str, int] | None, new: dict[str, int], version: int
) -> int:
    """Devices of the person hear of the certificate, those of who decides that the request has one."""
    tx.changed("certificate", id, owner=person, version=version, deleted=what == "removed")
    asked = leave.request(tx, id)
    if asked is not None:
        tx.changed("leave", id, owner=person, units=units_on(tx, person), version=asked.version)
    tx.audit(f"certificate.{what}", "certificate", id, old, new)
    return version


class _Pages(NamedTuple):
    id: str
    pages: int


def pages_of(tx: Tx, ids: Sequence[str]) -> dict[str, int]:
    """How many pages were given with things that the actor has been let see, by their ids."""
    if not ids:
        return {}
    sql = "SELECT id, pages FROM certificate WHERE org=:org AND id IN :ids AND pages > 0"
    return dict(tx.rows(_Pages, sql, org=tx.org, ids=list(ids)))


def standing(tx: Tx) -> list[Certificate]:
    """Every organisation's certificates that hold files."""
    return tx.rows(Certificate, "SELECT * FROM certificate WHERE NOT deleted ORDER BY org, id")
