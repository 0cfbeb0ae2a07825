"""What one unit of work has read and may read again. It ends with the unit, or with a savepoint that is rolled back."""

from dataclasses import dataclass, field, fields
from typing import NamedTuple

from leima.db.rows import Makers
from leima.db.tally import Tally
from leima.rules.locks import Months
from leima.rules.resolve import Agreement
from leima.rules.switches import Switch


class Head(NamedTuple):
    """An organisation's change counter: its last number, and the epoch that a restored backup begins anew."""

    seq: int
    epoch: str


class Membership(NamedTuple):
    """A stretch of dates in which a person belongs to a team; without `until_date` it has no end."""

    team: str
    from_date: str
    until_date: str | None


@dataclass
class Cache:
    """Rows that have been read, by what they were asked with. Nothing in it gives anybody a right."""

    zone: dict[str, str] = field(default_factory=dict)
    """The time zone by organisation."""
    turned: dict[str, str | None] = field(default_factory=dict)
    """The last date that was computed at its midnight, by organisation."""
    today: dict[tuple[str, int], str] = field(default_factory=dict)
    """The site's date, by organisation and instant (epoch ms)."""
    head: dict[str, Head | None] = field(default_factory=dict)
    """The change counter by organisation."""
    names: dict[str | None, str | None] = field(default_factory=dict)
    """What people are called, by person."""
    memberships: dict[str, list[Membership]] = field(default_factory=dict)
    """Each person's teams by their first date."""
    months: dict[str, Months] = field(default_factory=dict)
    """How far each person's months have come."""
    agreements: dict[str, dict[str, Agreement]] = field(default_factory=dict)
    """The agreements by their key, by organisation."""
    switches: dict[str, tuple[Switch, ...]] = field(default_factory=dict)
    """The decisions about kiky by organisation."""
    known_bookings: dict[tuple[str, str], bool] = field(default_factory=dict)
    """Whether the organisation has a work type or cost centre, by table and id."""
    earmarked: dict[str, str | None] = field(default_factory=dict)
    """The name of a work type that is set apart for kiky, by its id."""
    recomputed_from: dict[tuple[str, str], object] = field(default_factory=dict)
    """The facts that a day was last computed from, by person and date."""
    moved_from: dict[tuple[str, str], object] = field(default_factory=dict)
    """What stood when a date's moved entries were last looked at, by person and date."""
    ending: dict[str, bool] = field(default_factory=dict)
    """Dates that the unit brings to their end for everybody: what their months earn is posted with the last of each."""
    took_leave: dict[str, bool] = field(default_factory=dict)
    """People whose days take annual holiday otherwise than before: what lapses of it is looked at again."""
    told_leave: dict[str, bool] = field(default_factory=dict)
    """People of whom a person or an import has told what leave they have earned."""

    leave: dict[str, object] = field(default_factory=dict)
    """What people's requests for leave are counted by, by person."""

    def copy(self) -> "Cache":
        """The same rows in a cache of its own."""
        return Cache(**{one.name: dict(getattr(self, one.name)) for one in fields(self)})


@dataclass
class Known:
    """What a process remembers from one unit of work to the next: guesses, proven by what is read anyway, and how rows
    are made of what each statement brings."""

    zones: dict[str, str] = field(default_factory=dict)
    """The time zone that each organisation last had: for the dates that are asked about ahead."""
    with_kiky: set[str] = field(default_factory=set)
    """Organisations in which somebody has an account of kiky: it is asked about ahead for everybody."""
    makers: Makers = field(default_factory=Makers)
    refused: Tally = field(default_factory=Tally)
    """Sign-ins that were refused, until a job tells of them."""
