"""Which code a kind of pay has on a date: the organisation's own for the agreement, its own for all, else the ready."""

import json
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from leima import paths
from leima.db.tables.payroll import PayCode


class Ready(NamedTuple):
    """A code that comes with the product; None: the kind is not sent."""

    kind: str
    from_date: str
    until_date: str | None
    code: str | None
    source: str


@lru_cache
def ready_codes() -> tuple[Ready, ...]:
    """The rows of shared/payroll/codes.json."""
    told = json.loads((paths.shared() / "payroll" / "codes.json").read_text("utf-8"))
    return tuple(Ready(row["kind"], row["from"], row["until"], row["value"], row["source"]) for row in told["rows"])


@lru_cache
def neutral_codes() -> frozenset[str]:
    """The ready codes, which no payroll system knows."""
    return frozenset(row.code for row in ready_codes() if row.code is not None)


class Found(NamedTuple):
    """The code of a kind; None: it is not sent to the payroll system, and somebody has said so."""

    code: str | None


class CodeBook:
    """An organisation's codes over the ready ones."""

    def __init__(self, own: Sequence[PayCode]) -> None:
        self._own = sorted(own, key=lambda row: (row.from_date, row.at, row.id), reverse=True)
        self._known: dict[tuple[str, str, str], Found | None] = {}

    def of(self, kind: str, agreement: str, date: str) -> Found | None:
        """The code in force; None where nobody has given one. The narrower agreement wins, then the narrower kind."""
        key = (kind, agreement, date)
        if key not in self._known:
            self._known[key] = self._find(*key)
        return self._known[key]

    def _find(self, kind: str, agreement: str, date: str) -> Found | None:
        names = [kind, kind.partition(".")[0]] if "." in kind else [kind]
        for wanted in (agreement, None):
            for name in names:
                for row in self._own:
                    if row.agreement == wanted and row.kind == name and _holds(row, date):
                        return Found(row.code)
        ready = (row for name in names for row in ready_codes() if row.kind == name and _holds(row, date))
        return next((Found(row.code) for row in ready), None)


def _holds(row: PayCode | Ready, date: str) -> bool:
    return row.from_date <= date and (row.until_date is None or row.until_date >= date)
