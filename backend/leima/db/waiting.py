"""What waits for a person's word: each feature says what of its own does, and one list holds all of it."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, NamedTuple, TypeVar

from leima.db.actor import Actor
from leima.db.tx import Tx

R = TypeVar("R")


class About(NamedTuple):
    """What a row that waits is about: its id, whose it is, the date (of a month its first), and its version, which a
    decision names. `what` tells apart what waits under one kind."""

    id: str
    person: str
    date: str
    version: int = 0
    what: str = ""


@dataclass(frozen=True)
class Waiting(Generic[R]):
    """One kind of thing that waits."""

    kind: str
    decided_by: tuple[str, ...]
    """The operations that end the waiting; of what is decided at a desk alone, the operation ids of its routes."""
    rows: Callable[[Tx, Actor], Sequence[R]]
    """What waits for the actor, oldest first; nothing where they may decide nothing."""
    about: Callable[[R], About]


class Waits(NamedTuple):
    """One thing that waits for the person who asks."""

    kind: str
    decided_by: tuple[str, ...]
    about: About


def waiting_for(tx: Tx, actor: Actor, kinds: Iterable[Waiting[Any]]) -> list[Waits]:
    """Everything that waits for the actor's word, the oldest date first."""
    found = [Waits(one.kind, one.decided_by, one.about(row)) for one in kinds for row in one.rows(tx, actor)]
    return sorted(found, key=lambda one: (one.about.date, one.kind, one.about.id))
