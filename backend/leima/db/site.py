"""The site: its time zone and its dates."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from leima.db.tx import Tx

DEFAULT_ZONE = "Europe/Helsinki"


def zone(tx: Tx) -> str:
    """The organisation's time zone."""
    if "zone" not in tx.memo:
        row = tx.one("SELECT zone FROM organisation WHERE id=:org", org=tx.org)
        tx.memo["zone"] = row.zone if row else DEFAULT_ZONE
    return str(tx.memo["zone"])


def turned_through(tx: Tx) -> str | None:
    """The last date that has been settled for everyone at its midnight."""
    if "turned" not in tx.memo:
        row = tx.one("SELECT turned_through FROM organisation WHERE id=:org", org=tx.org)
        tx.memo["turned"] = row.turned_through if row else None
    found: str | None = tx.memo["turned"]
    return found


def date_at(ms: int, where: str = DEFAULT_ZONE) -> str:
    """The calendar date of an instant (epoch ms) in a zone."""
    return datetime.fromtimestamp(ms / 1000, UTC).astimezone(ZoneInfo(where)).date().isoformat()


def local_date(tx: Tx, ms: int) -> str:
    """The calendar date of an instant (epoch ms) at the site."""
    return date_at(ms, zone(tx))


def today(tx: Tx) -> str:
    """The site's date now, the same all through a unit of work."""
    key = ("today", tx.now)
    if key not in tx.memo:
        tx.memo[key] = date_at(tx.now, zone(tx))
    return str(tx.memo[key])


def instant(ms: int) -> str:
    """Epoch milliseconds as an ISO instant in UTC, with Z."""
    return datetime.fromtimestamp(ms / 1000, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
