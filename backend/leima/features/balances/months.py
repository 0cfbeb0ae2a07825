"""How far months have come. A closed month is frozen: nothing that is dated in it counts any more."""

from leima.db.tx import Row, Tx


def month_id(person: str, month: str) -> str:
    """The id under which devices know a month."""
    return f"{person}:{month}"


def month_state(tx: Tx, person: str, month: str) -> Row | None:
    """The stored state of a month (YYYY-MM); None while nobody has sent it."""
    return tx.one(
        "SELECT * FROM month_state WHERE org=:org AND person=:person AND month=:month",
        **{"org": tx.org, "person": person, "month": month},
    )


def is_closed(tx: Tx, person: str, date: str) -> bool:
    """Whether the month of a date is closed for a person."""
    key = ("closed", person)
    if key not in tx.memo:
        rows = tx.rows(
            "SELECT month FROM month_state WHERE org=:org AND person=:person AND status='closed'",
            **{"org": tx.org, "person": person},
        )
        tx.memo[key] = frozenset(row.month for row in rows)
    return date[:7] in tx.memo[key]
