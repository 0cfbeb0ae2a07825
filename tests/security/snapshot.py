"""What stands in the tables, so that a test can say that nothing was written."""

from collections.abc import Mapping

from sqlalchemy import Table

from leima.db.tables import metadata
from tests.security.firm import Firm

BOOKKEEPING = frozenset({"session_family", "refresh_token", "throttle", "op_receipt", "op_archive", "op_quarantine"})
"""Tables in which a refusal leaves its trace by design."""


def tables() -> list[Table]:
    return [table for table in metadata.sorted_tables if table.name not in BOOKKEEPING]


def snapshot(firm: Firm) -> Mapping[str, list[str]]:
    """Every row of every table that holds what people did."""
    return {table.name: sorted(map(str, firm.rows(f"SELECT * FROM {table.name}"))) for table in tables()}


def differences(before: Mapping[str, list[str]], after: Mapping[str, list[str]]) -> list[str]:
    """The rows that came or went, by table."""
    return [f"{name}: {row[:200]}" for name in before for row in sorted(set(before[name]) ^ set(after[name]))]


def owned_by_the_server() -> list[str]:
    """Every column of every table: what a body must not be able to set by naming it."""
    return sorted({column.name for table in metadata.sorted_tables for column in table.columns})
