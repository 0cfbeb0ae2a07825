"""How much the features are used: each tells it of the rows that it keeps anyway. Only numbers and dates leave here."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, NamedTuple

from leima.db.site import local_date, today
from leima.db.tx import Tx
from leima.rules.zone import next_date

DAYS: Final = 30
"""Days, today among them, whose use is counted."""
_DAY_MS: Final = 86_400_000
_COUNTED: Final = "SELECT COUNT(CASE WHEN u.last >= :since THEN 1 END) AS n, MAX(u.last) AS last FROM u"
_ROWS: Final = "WITH u AS ({}) " + _COUNTED + " JOIN person p ON p.org=:org AND p.id=u.person AND p.active"
_EACH: Final = "WITH u AS MATERIALIZED (SELECT ({}) AS last FROM person w WHERE w.org=:org AND w.active) " + _COUNTED
"""Kept while it is counted: else the last use of each would be looked for twice."""


class At(NamedTuple):
    """How many used it within the days that are counted, and when it was last used (epoch ms)."""

    n: int
    last: int | None


class On(NamedTuple):
    """The same of what is dated by days."""

    n: int
    last: str | None


@dataclass(frozen=True)
class Use:
    """One thing that a company may use or not. The words `usage.kind.<kind>` name it, and `usage.what.<kind>` say what
    is counted."""

    kind: str
    row: type[At] | type[On]
    """Whether its use is dated by instants or by days; what `:since` is follows from it."""
    select: str
    """Its statement. It may name :org, :since and :today, and reads no more than it needs."""
    things: bool = False
    """It counts things, such as keys, and not people."""
    recent: bool = False
    """It looks at the days that are counted alone: more would be too much to read."""
    set_up: str = ""
    """The address of the app where an admin sets it up; empty where admins have nothing to set."""


class Unseen(NamedTuple):
    """A thing that people only look at. Nobody keeps who has looked, so its use is not known."""

    kind: str
    set_up: str = ""


def used_at(kind: str, rows: str = "", *, each: str = "", recent: bool = False, set_up: str = "") -> Use:
    """A use by people, dated by instants (epoch ms): `rows` selects each one's `person` and `last`.

    Of a table too long to be read whole, `each` selects the last use of `w.id`, a person, by an index.
    """
    return Use(kind, At, _select(rows, each), recent=recent, set_up=set_up)


def used_on(kind: str, rows: str = "", *, each: str = "", recent: bool = False, set_up: str = "") -> Use:
    """The same, dated by days."""
    return Use(kind, On, _select(rows, each), recent=recent, set_up=set_up)


def _select(rows: str, each: str) -> str:
    return _EACH.format(each) if each else _ROWS.format(rows)


class Used(NamedTuple):
    """A thing with how many used it since `since(tx)`, and the date of its last use."""

    use: Use
    n: int
    last: str | None


def since(tx: Tx) -> str:
    """The first of the days whose use is counted."""
    return next_date(today(tx), 1 - DAYS)


def used(tx: Tx, uses: Iterable[Use]) -> list[Used]:
    """How much each is used. Its callers let nobody but admins ask."""
    return [_used(tx, use) for use in uses]


def _used(tx: Tx, use: Use) -> Used:
    begins = since(tx) if use.row is On else tx.now - DAYS * _DAY_MS
    row = tx.rows(use.row, use.select, org=tx.org, since=begins, today=today(tx))[0]
    return Used(use, row.n, local_date(tx, row.last) if isinstance(row.last, int) else row.last)
