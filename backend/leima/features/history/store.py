"""What history asks of the store: people by number, address and name; the entries that stand; how files were read."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from leima.db.tables.hours import Entry
from leima.db.tables.people import HistoryColumns, Person
from leima.db.tx import Tx


@dataclass(frozen=True)
class Last:
    """How the last file was read: fields by title, people by their name in the file, and the order of dates."""

    columns: Mapping[str, str] = field(default_factory=dict)
    named: Mapping[str, str] = field(default_factory=dict)
    date_order: str = ""


def last(tx: Tx) -> Last:
    """How the organisation's last file was read."""
    row = tx.get(HistoryColumns)
    return Last(**json.loads(row.body)) if row else Last()


def people(tx: Tx) -> list[Person]:
    """Everybody of the organisation, by name."""
    return tx.rows(Person, "SELECT * FROM person WHERE org=:org ORDER BY name, id", org=tx.org)


def entries(tx: Tx, person: str, low: int, high: int) -> list[Entry]:
    """A person's entries that begin between two instants (epoch ms), those that were taken away among them."""
    sql = "SELECT * FROM entry WHERE org=:org AND person=:person AND start_at >= :low AND start_at < :high"
    return tx.rows(Entry, f"{sql} ORDER BY start_at, id", org=tx.org, person=person, low=low, high=high)
