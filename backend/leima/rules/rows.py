"""Agreements as dated rows, and which row is in force for a form on a date."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from leima.rules.shape import Shape
from leima.rules.zone import next_date


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


def first_difference(before: Sequence[Row], after: Sequence[Row]) -> str | None:
    """The first date on which two sets of rows say something else; null where they never do. Sources do not count."""
    dates = {row.from_ for row in (*before, *after)}
    dates |= {next_date(row.until) for row in (*before, *after) if row.until is not None}
    return next((on for on in sorted(dates) if _said(before, on) != _said(after, on)), None)


def _said(rows: Sequence[Row], on: str) -> dict[tuple[str, str | None], Any]:
    """The value of each setting and form that rows say themselves on a date."""
    there = [row for row in rows if row.from_ <= on and (row.until is None or on <= row.until)]
    return {(row.key, row.form): row.value for row in sorted(there, key=lambda one: one.from_)}


class Rows:
    """The rows of a chain of agreements in force for one form on one date; `sources` of what was asked for."""

    def __init__(self, chain: Sequence[Agreement], form: str, on: str) -> None:
        self.chain = chain
        self.form = form
        self.on = on
        self.sources: dict[str, str] = {}
        self.in_force: dict[str, Row] = {}
        for agreement in chain:
            self.in_force = self.own(agreement) | self.in_force

    def row(self, key: str) -> Row | None:
        """The row in force: the nearest agreement's, there the form's own before the common one, the latest first."""
        return self.in_force.get(key)

    def own(self, agreement: Agreement) -> dict[str, Row]:
        """The agreement's own row in force of each key, the first of equals."""
        found: dict[str, Row] = {}
        for row in agreement.rows:
            if (
                row.form not in (None, self.form)
                or row.from_ > self.on
                or (row.until is not None and row.until < self.on)
            ):
                continue
            known = found.get(row.key)
            if known is None or (known.form is not None, known.from_) < (row.form is not None, row.from_):
                found[row.key] = row
        return found

    def value(self, key: str, setting: str | None = None) -> Any:
        """The value in force, or null; its source is kept under `setting`."""
        row = self.row(key)
        if row is None or row.value is None:
            return None
        self.sources.setdefault(setting or key, row.source)
        return row.value
