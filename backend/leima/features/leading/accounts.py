"""What reports for leading read of everybody's flex and kiky."""

from typing import NamedTuple

from leima.db.tx import Tx
from leima.features.leading.store import OfMonth


class Standing(NamedTuple):
    """Minutes of one person's kiky account."""

    person: str
    minutes: int


class KikyPosted(NamedTuple):
    """What the ledger posted to a kiky account by kind."""

    person: str
    kind: str
    minutes: int


def flex_by_month(tx: Tx, before: str, last: str) -> list[OfMonth]:
    """Changes of everybody's flex by month; those before the month `before` together, under an empty one."""
    return tx.rows(
        OfMonth,
        "SELECT person, CASE WHEN month < :before THEN '' ELSE month END AS month,"
        " CAST(SUM(amount) AS BIGINT) AS minutes FROM account_month"
        " WHERE org=:org AND account='flex' AND month <= :last"
        " GROUP BY person, CASE WHEN month < :before THEN '' ELSE month END",
        org=tx.org,
        before=before,
        last=last,
    )


def posted_after(tx: Tx, account: str, year: int, until: str, last: str) -> list[Standing]:
    """What an account gets after a date within its month."""
    return tx.rows(
        Standing,
        "SELECT person, CAST(SUM(amount) AS BIGINT) AS minutes FROM posting WHERE org=:org AND account=:account"
        " AND year=:year AND date > :until AND date <= :last GROUP BY person",
        org=tx.org,
        account=account,
        year=year,
        until=until,
        last=last,
    )


def kiky_left(tx: Tx, year: int, last: str) -> list[Standing]:
    """What stands on everybody's kiky account of a year through a month."""
    return tx.rows(
        Standing,
        "SELECT person, CAST(SUM(amount) AS BIGINT) AS minutes FROM account_month"
        " WHERE org=:org AND account='kiky' AND year=:year AND month <= :last GROUP BY person",
        org=tx.org,
        year=year,
        last=last,
    )


def kiky_posted(tx: Tx, year: int, until: str) -> list[KikyPosted]:
    """What the ledger posted to everybody's kiky account of a year by kind, through a date."""
    return tx.rows(
        KikyPosted,
        "SELECT person, kind, CAST(SUM(amount) AS BIGINT) AS minutes FROM posting"
        " WHERE org=:org AND account='kiky' AND year=:year AND date <= :until GROUP BY person, kind",
        org=tx.org,
        year=year,
        until=until,
    )


def with_marks_after(tx: Tx, date: str) -> list[str]:
    """Whoever has an extension day planned after a date within its year."""
    return tx.values(
        str,
        "SELECT DISTINCT person FROM kiky_mark WHERE org=:org AND date > :date AND date <= :last AND NOT deleted"
        " AND status='planned' ORDER BY person",
        org=tx.org,
        date=date,
        last=f"{date[:4]}-12-31",
    )
