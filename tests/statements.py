"""What requests ask of the store, for tests that count it."""

from typing import Any

import pytest

from leima.db.tx import Tx


def statements_of_requests(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The SQL that somebody's requests ask from now on. The server's own jobs, which run beside them, have no actor."""
    asked: list[str] = []
    execute, together = Tx._execute, Tx.together

    def listening(tx: Tx, sql: str, params: dict[str, Any]) -> None:
        if tx.actor is not None:
            asked.append(sql)
        execute(tx, sql, params)

    def listening_together(tx: Tx, *queries: Any) -> Any:
        if tx.actor is not None:
            asked.extend(one.sql for one in queries)
        return together(tx, *queries)

    monkeypatch.setattr(Tx, "_execute", listening)
    monkeypatch.setattr(Tx, "together", listening_together)
    return asked
