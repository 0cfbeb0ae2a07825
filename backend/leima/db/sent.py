"""Statements as the drivers take them: our named places in each one's own writing, and lists written out."""

import re
from functools import lru_cache
from typing import Any

_NAME = re.compile(r"(?<!:):([a-z_][a-z0-9_]*)")


@lru_cache(maxsize=2048)
def as_named(sql: str) -> str:
    """A statement with its places as psycopg writes them."""
    return _NAME.sub(r"%(\1)s", sql.replace("%", "%%"))


@lru_cache(maxsize=2048)
def _listing(sql: str, lengths: tuple[tuple[str, int], ...]) -> str:
    for name, length in lengths:
        listed = ", ".join([f":{name}_{i}" for i in range(length)]) or "NULL"
        sql = re.sub(rf"(?<!:):{name}\b", f"({listed})", sql)
    return sql


def _expand(sql: str, params: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    """Writes a tuple or list parameter out as (:name_0, :name_1, …); an empty one as a set that holds nothing."""
    flat: dict[str, Any] = {}
    lengths = []
    for name, value in params.items():
        if isinstance(value, (tuple, list)):
            lengths.append((name, len(value)))
            flat.update({f"{name}_{i}": one for i, one in enumerate(value)})
        else:
            flat[name] = value
    return _listing(sql, tuple(lengths)), flat


def as_sent(sql: str, params: dict[str, Any], dialect: str) -> tuple[str, dict[str, Any]]:
    """A statement and its parameters as the driver of the dialect takes them."""
    for value in params.values():
        if type(value) is tuple or type(value) is list:
            sql, params = _expand(sql, params)
            break
    return (sql if dialect == "sqlite" else as_named(sql)), params
