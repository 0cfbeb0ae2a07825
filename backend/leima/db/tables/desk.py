"""How each person looks at the lists of the office."""

from leima.db.tables.base import Table, body, key


class ListLook(Table, table=True):
    """A list as a person has set it. Without a row it is shown as it shows itself."""

    org: str = key()
    person: str = key()
    list: str = key()
    """The list's name: people, months or audit."""
    shown: str = body("[]")
    """The keys of the columns that are shown, as JSON; empty for those that the list shows by itself."""
    tight: bool = False
    """Whether its rows stand close together."""
