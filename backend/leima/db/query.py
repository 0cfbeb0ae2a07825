"""What a unit of work asks the store: the part of a driver's cursor that it uses, and a query not asked yet."""

from typing import Any, Generic, NamedTuple, Protocol

from leima.db.rows import R


class Cursor(Protocol):
    """The part of a DBAPI cursor that a unit of work uses."""

    @property
    def description(self) -> Any: ...
    @property
    def rowcount(self) -> int: ...
    def execute(self, sql: Any, params: Any = ..., /) -> Any: ...
    def executemany(self, sql: Any, params: Any, /) -> Any: ...
    def fetchall(self) -> list[Any]: ...
    def fetchone(self) -> Any: ...


class Query(NamedTuple, Generic[R]):
    """A query that has not been asked yet. Its text and parameters are the driver's."""

    row: type[R]
    sql: str
    params: dict[str, Any]
