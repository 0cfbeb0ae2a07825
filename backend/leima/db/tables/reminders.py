"""Reminders: what the organisation has set, what people have chosen, and what has been told."""

from leima.db.tables.base import Table, key, ms


class ReminderRule(Table, table=True):
    """What the organisation says of a kind of reminder. Without a row the usual holds."""

    org: str = key()
    kind: str = key()
    enabled: bool = True
    time: str | None = None
    """HH:MM by the clock of the site."""
    number: int | None = None
    """Minutes of a break; of the others days, or a day of the month."""
    own: bool = True
    """Whether people may choose for themselves."""


class ReminderChoice(Table, table=True):
    """What a person has chosen of a kind of reminder."""

    org: str = key()
    person: str = key()
    kind: str = key()
    enabled: bool = True
    time: str | None = None
    number: int | None = None


class ReminderTold(Table, table=True):
    """A thing that a person has been reminded of: it is never told twice."""

    org: str = key()
    person: str = key()
    kind: str = key()
    thing: str = key()
    at: int = ms()


class ReminderStart(Table, table=True):
    """The date from which an organisation is reminded: what came due before it is not told."""

    org: str = key()
    date: str
