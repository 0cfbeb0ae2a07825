"""What pay reads of other rooms' tables. It writes nothing."""

from leima.db.tx import Tx


def done_days_before(tx: Tx, person: str, date: str) -> int:
    """Working days before a date, as the condition of midweek-holiday pay counts them."""
    count = tx.value(
        int,
        "SELECT COUNT(*) FROM day_result WHERE org=:org AND person=:person AND date < :date AND status='done'"
        " AND body NOT LIKE :outside",
        org=tx.org,
        person=person,
        date=date,
        outside='%"no_contract"%',
    )
    return count or 0


def overtime_as_time(tx: Tx, person: str, first: str, last: str) -> frozenset[str]:
    """The dates whose overtime a person takes as leave or puts in the bank."""
    sql = (
        "SELECT date FROM overtime_choice WHERE org=:org AND person=:person AND date BETWEEN :first AND :last"
        " AND choice IN ('leave', 'bank')"
    )
    return frozenset(tx.values(str, sql, org=tx.org, person=person, first=first, last=last))
