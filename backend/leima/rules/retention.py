"""How long papers are kept."""

from collections.abc import Sequence
from typing import NamedTuple

OTHER = "other"


class KeptFor(NamedTuple):
    """Years for which papers of a kind of absence are kept after its year, in force from one date to another."""

    kind: str
    from_: str
    until: str | None
    years: int


def kept_until(kind: str, date: str, rows: Sequence[KeptFor]) -> str:
    """The last date on which a paper about `date` is kept: the end of a calendar year.

    A kind without a row of its own goes by `other`. Raises LookupError where no row is in force on the date.
    """
    in_force = [row for row in rows if row.from_ <= date and (row.until is None or date <= row.until)]
    found = [row for name in (kind, OTHER) for row in in_force if row.kind == name]
    if not found:
        raise LookupError(f"nothing says how long papers of {kind} about {date} are kept")
    return f"{int(date[:4]) + found[0].years}-12-31"
