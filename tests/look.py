"""What a test sees in a database: rows of whatever it asks for, by column, with the values as the database has them."""

from collections import namedtuple
from typing import Any

from leima.db.tx import Tx


def look(tx: Tx, sql: str, **params: Any) -> list[Any]:
    """Every row of a query."""
    tx.run(sql, **params)
    row = _row(tuple(column[0] for column in tx.cursor.description))
    return [row._make(found) for found in tx.cursor.fetchall()]


def _row(columns: tuple[str, ...]) -> Any:
    return namedtuple("Row", columns, rename=True)
