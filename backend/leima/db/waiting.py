"""What waits for a person's word: each feature says what of its own does, and one list holds all of it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, NamedTuple, TypeVar

from leima.db.actor import Actor
from leima.db.tx import Tx

R = TypeVar("R")


class Proposed(NamedTuple):
    """When a clock-out that is missing may have been (epoch ms), and the punch that it would end."""

    punch: str
    at: int


class About(NamedTuple):
    """What a row that waits is about: its id, whose it is, the date (of a month its first), and its version, which a
    decision names. `what` tells apart what waits under one kind."""

    id: str
    person: str
    date: str
    version: int = 0
    what: str = ""
    proposed: Proposed | None = None


Totals = Mapping[str, Mapping[str, int]]
"""What things that wait amount to, by their ids: minutes, cents (`..._cents`) or numbers (`days`), by name."""


def _none(tx: Tx, rows: Sequence[Any]) -> Totals:
    return {}


def _always(about: About) -> bool:
    return True


def _not_undoable(tx: Tx, id: str) -> None:
    return None


class Settled(NamedTuple):
    """A decision that was made together with others, by one operation: what it was about and amounted to, and which
    way it went."""

    about: About
    totals: Mapping[str, int]
    decision: str


def _not_settled(tx: Tx, id: str) -> None:
    return None


@dataclass(frozen=True)
class Waiting(Generic[R]):
    """One kind of thing that waits."""

    kind: str
    decided_by: tuple[str, ...]
    """The operations that end the waiting; of what is decided at a desk alone, the operation ids of its routes."""
    rows: Callable[[Tx, Actor], Sequence[R]]
    """What waits for the actor, oldest first; nothing where they may decide nothing."""
    about: Callable[[R], About]
    totals: Callable[[Tx, Sequence[R]], Totals] = _none
    """What is decided, in numbers; one who decides is shown them."""
    find: Callable[[Tx, str], R | None] | None = None
    """What waits under an id, whoever decides on it; of what is decided by operations on a version."""
    timed: Callable[[About], bool] = _always
    """Whether what is found has to be decided in the time that the organisation gives."""
    settled_by: tuple[str, ...] = ()
    """The operations that decide on many at once without waiting for a word on each."""
    settled: Callable[[Tx, str], Settled | None] = _not_settled
    """The decision of such an operation on a thing that it has changed; None where it made none."""
    undone_by: str = ""
    """The operation that takes a decision back, on the version that the decision made."""
    undoable: Callable[[Tx, str], int | None] = _not_undoable
    """The version at which the decision on a thing may be taken back; None where it stands for good."""


class Waits(NamedTuple):
    """One thing that waits for the person who asks."""

    kind: str
    decided_by: tuple[str, ...]
    about: About
    totals: Mapping[str, int]


def waiting_for(tx: Tx, actor: Actor, kinds: Iterable[Waiting[Any]]) -> list[Waits]:
    """Everything that waits for the actor's word, the oldest date first."""
    found = [one for kind in kinds for one in _of_kind(tx, actor, kind)]
    return sorted(found, key=lambda one: (one.about.date, one.kind, one.about.id))


def _of_kind(tx: Tx, actor: Actor, kind: Waiting[Any]) -> list[Waits]:
    rows = kind.rows(tx, actor)
    totals = kind.totals(tx, rows) if rows else {}
    about = [kind.about(row) for row in rows]
    return [Waits(kind.kind, kind.decided_by, one, totals.get(one.id, {})) for one in about]
