"""The organisation's logo: its only writer."""

import base64
import hashlib

from leima.db.tables.logo import Logo
from leima.db.tx import Tx
from leima.features.people import choices
from leima.world.files import logo as files


def find(tx: Tx) -> Logo | None:
    """The logo of `tx.org`."""
    return tx.one(Logo, "SELECT * FROM logo WHERE org=:org", org=tx.org)


def png(tx: Tx) -> bytes:
    """Its bytes; none where the organisation has no logo."""
    row = find(tx)
    return base64.b64decode(row.png) if row else b""


def in_base64(tx: Tx, org: str) -> str | None:
    """The logo of an organisation whose name the caller may read: whoever holds a good link of it, for one."""
    return tx.value(str, "SELECT png FROM logo WHERE org=:org", org=org)


def put(tx: Tx, made: files.Logo) -> Logo:
    """The organisation has this logo from now on. The same picture again changes nothing."""
    version = hashlib.sha256(made.png).hexdigest()[:32]
    row = Logo(org=tx.org, version=version, width=made.width, height=made.height, png=_text(made.png))
    before = find(tx)
    if before is not None and before.version == version:
        return before
    tx.run(
        "INSERT INTO logo (org, version, width, height, png) VALUES (:org, :version, :width, :height, :png)"
        " ON CONFLICT (org) DO UPDATE SET version = excluded.version, width = excluded.width,"
        " height = excluded.height, png = excluded.png",
        org=tx.org,
        version=row.version,
        width=row.width,
        height=row.height,
        png=row.png,
    )
    choices.set_logo(tx, version)
    tx.audit("logo.put", "organisation", tx.org, _told(before), _told(row))
    return row


def remove(tx: Tx) -> bool:
    """The organisation has no logo any more. Returns whether it had one."""
    before = find(tx)
    if before is None or not tx.met("DELETE FROM logo WHERE org=:org", org=tx.org):
        return False
    choices.set_logo(tx, None)
    tx.audit("logo.remove", "organisation", tx.org, _told(before), None)
    return True


def _text(content: bytes) -> str:
    return base64.b64encode(content).decode()


def _told(row: Logo | None) -> dict[str, str | int] | None:
    return {"version": row.version, "width": row.width, "height": row.height} if row else None
