"""The site: its time zone and its dates."""

from datetime import UTC, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from leima.db.tx import Tx
from leima.rules.zone import near_instant, next_date

DEFAULT_ZONE = "Europe/Helsinki"
REACH = 400
"""Days ahead of today, and back where a date of long ago makes no sense, that something may be said about."""


def zone(tx: Tx) -> str:
    """The organisation's time zone."""
    zones = tx.cache.zone
    if tx.org not in zones:
        zones[tx.org] = tx.value(str, "SELECT zone FROM organisation WHERE id=:org", org=tx.org) or DEFAULT_ZONE
    return zones[tx.org]


def turned_through(tx: Tx) -> str | None:
    """The last date that has been computed for everyone at its midnight."""
    turned = tx.cache.turned
    if tx.org not in turned:
        turned[tx.org] = tx.value(str, "SELECT turned_through FROM organisation WHERE id=:org", org=tx.org)
    return turned[tx.org]


@lru_cache(maxsize=1024)
def date_at(ms: int, where: str = DEFAULT_ZONE) -> str:
    """The calendar date of an instant (epoch ms) in a zone."""
    return datetime.fromtimestamp(ms / 1000, ZoneInfo(where)).date().isoformat()


def local_date(tx: Tx, ms: int) -> str:
    """The calendar date of an instant (epoch ms) at the site."""
    return date_at(ms, zone(tx))


def today(tx: Tx) -> str:
    """The site's date now, the same all through a unit of work."""
    key = (tx.org, tx.now)
    if key not in tx.cache.today:
        tx.cache.today[key] = date_at(tx.now, zone(tx))
    return tx.cache.today[key]


def reach(tx: Tx) -> tuple[str, str]:
    """The first and the last date within `REACH` of today."""
    return next_date(today(tx), -REACH), next_date(today(tx), REACH)


def instant(ms: int) -> str:
    """Epoch milliseconds as an ISO instant in UTC, with Z."""
    return f"{datetime.fromtimestamp(ms // 1000, UTC).replace(tzinfo=None).isoformat()}Z"


def as_datetime(ms: int) -> datetime:
    """Epoch milliseconds as a date and time in UTC."""
    return datetime.fromtimestamp(ms // 1000, UTC)


def zones_of_sites(tx: Tx) -> set[str]:
    """Every organisation's time zone; the usual one where there is none yet."""
    return set(tx.values(str, "SELECT DISTINCT zone FROM organisation")) or {DEFAULT_ZONE}


def until_midnight(now: int, zone: str) -> float:
    """Seconds from an instant (epoch ms) to the next midnight in a zone."""
    return near_instant(zone, next_date(date_at(now, zone))) * 60 - now / 1000
