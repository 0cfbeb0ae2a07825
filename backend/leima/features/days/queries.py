"""What is asked of the store about a person's dates: terms, punches, entries, and what stands beside them."""

from typing import Any, NamedTuple

from leima.db.facts import Fact, FactReader, FactsRead
from leima.db.tables.hours import Entry as StoredEntry
from leima.db.tx import Query, Tx
from leima.features.facts import FACTS
from leima.rules.terms import PunchKind

_TERMS = (
    "SELECT from_date, until_date, body FROM terms WHERE org=:org AND person=:person AND from_date <= :last"
    " AND (until_date IS NULL OR until_date >= :first) AND NOT deleted ORDER BY from_date DESC"
)
_PUNCHES = (
    "SELECT id, kind, at, device, author, work_type, cost_centre, remote, kiky, estimated, superseded_by, flags"
    " FROM punch WHERE org=:org AND person=:person AND at >= :low AND at < :high ORDER BY at, id"
)
_ENTRIES = (
    "SELECT * FROM entry WHERE org=:org AND person=:person AND start_at >= :low AND start_at < :high"
    " ORDER BY start_at, id"
)


class PostedFact(NamedTuple):
    """What a date has posted to an account other than flex and kiky; `why` are its lines as JSON."""

    date: str
    account: str
    year: int
    amount: int
    why: str


POSTED = Fact(
    PostedFact,
    "day_posting WHERE org=:org AND person=:person AND date BETWEEN :first AND :last",
    dates=lambda row: (row.date, row.date),
)
READER = FactReader((*FACTS, POSTED))
"""What stands beside punches and entries; for most people and days it is nothing, in one look."""


class TermsRow(NamedTuple):
    """Terms with their first and last date; `body` is JSON."""

    from_date: str
    until_date: str | None
    body: str


class PunchRow(NamedTuple):
    """What pairing and rounding read of a punch; `at` is epoch ms."""

    id: str
    kind: PunchKind
    at: int
    device: str
    author: str
    work_type: str | None
    cost_centre: str | None
    remote: bool
    kiky: bool
    estimated: bool
    superseded_by: str | None
    flags: str


Facts = tuple[list[PunchRow], list[StoredEntry], FactsRead]


def terms_and_facts(tx: Tx, asked: dict[str, Any]) -> tuple[list[TermsRow], Facts]:
    """The person's terms from `first` to `last`, and the facts as `facts_of` has them, in one go."""
    terms, punches, entries, beside = tx.together(*queries(tx, asked))
    return terms, (punches, entries, READER.taken(beside))


def queries(tx: Tx, asked: dict[str, Any]) -> tuple[Query[TermsRow], Query[PunchRow], Query[StoredEntry], Query[Any]]:
    """The queries of `terms_and_facts`."""
    return (tx.query(TermsRow, _TERMS, **asked), *_queries(tx, asked))


def facts_of(tx: Tx, asked: dict[str, Any]) -> Facts:
    """Punches and entries from `low` up to `high` (epoch ms), and what stands beside them by the dates in `asked`."""
    punches, entries, beside = tx.together(*_queries(tx, asked))
    return punches, entries, READER.taken(beside)


def _queries(tx: Tx, asked: dict[str, Any]) -> tuple[Query[PunchRow], Query[StoredEntry], Query[Any]]:
    return (
        tx.query(PunchRow, _PUNCHES, **asked),
        tx.query(StoredEntry, _ENTRIES, **asked),
        READER.query(tx, **asked),
    )
