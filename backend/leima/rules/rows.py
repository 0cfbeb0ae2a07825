"""Agreements as dated rows, and which row is in force for a form on a date."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from leima.rules.shape import Shape


@dataclass(frozen=True, slots=True)
class Row(Shape):
    """One dated setting of an agreement; `form` null holds for every working-time form, a named form goes first."""

    key: str
    from_: str
    source: str
    value: Any = None
    until: str | None = None
    form: str | None = None


@dataclass(frozen=True, slots=True)
class Agreement(Shape):
    """A dated rule set: its own rows first, then those of `base`."""

    key: str
    name: str
    from_: str
    source: str
    until: str | None = None
    base: str | None = None
    rows: tuple[Row, ...] = ()


class UnknownAgreement(KeyError):
    """A contract or a base names an agreement that is not there."""


def chain_of(key: str | None, agreements: Mapping[str, Agreement]) -> list[Agreement]:
    """The agreement and its bases, nearest first. Raises UnknownAgreement for a key that is missing or goes round."""
    chain: list[Agreement] = []
    while key is not None:
        if key not in agreements or any(one.key == key for one in chain):
            raise UnknownAgreement(key)
        chain.append(agreements[key])
        key = agreements[key].base
    return chain


class Rows:
    """The rows of a chain of agreements in force for one form on one date; `sources` of what was asked for."""

    def __init__(self, chain: Sequence[Agreement], form: str, on: str) -> None:
        self.chain = chain
        self.form = form
        self.on = on
        self.sources: dict[str, str] = {}

    def row(self, key: str) -> Row | None:
        """The row in force: the nearest agreement's, there the form's own before the common one, the latest first."""
        for agreement in self.chain:
            rows = [row for row in agreement.rows if row.key == key and row.form in (None, self.form)]
            rows = [row for row in rows if row.from_ <= self.on and (row.until is None or self.on <= row.until)]
            if rows:
                return max(rows, key=lambda one: (one.form is not None, one.from_))
        return None

    def value(self, key: str, setting: str | None = None) -> Any:
        """The value in force, or null; its source is kept under `setting`."""
        row = self.row(key)
        if row is None or row.value is None:
            return None
        self.sources.setdefault(setting or key, row.source)
        return row.value
