"""Organisations' logos. Which one an organisation has, `organisation.logo` says too: that row is read often."""

from leima.db.tables.base import Table, body, key


class Logo(Table, table=True):
    org: str = key()
    version: str
    """What its bytes come to: another picture is another version."""
    width: int
    height: int
    png: str = body()
    """Base64 of a small PNG."""
