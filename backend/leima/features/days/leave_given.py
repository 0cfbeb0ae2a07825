"""What was given by hand of the earning year that runs, before leave was earned by itself: told at an upgrade."""

from typing import NamedTuple

from leima.db.site import today
from leima.db.tx import Tx
from leima.features.ledger.sums import EARNING_ENDS

_GIVEN = (
    "SELECT person, CAST(SUM(amount) AS BIGINT) AS amount FROM posting WHERE org=:org AND account='annual_holiday'"
    " AND kind='adjustment' AND year IN (0, :year) AND date >= :first GROUP BY person HAVING SUM(amount) > 0"
    " ORDER BY person"
)


class _Org(NamedTuple):
    id: str
    name: str


class _Of(NamedTuple):
    person: str
    amount: int


class Given(NamedTuple):
    """How many people of an organisation were given how many hundredths of days of the earning year by adjustments."""

    name: str
    year: int
    people: int
    amount: int


def given_by_hand(tx: Tx) -> list[Given]:
    """Organisations in which somebody's running earning year has adjustments that nobody has taken back."""
    found = []
    for org in tx.rows(_Org, "SELECT id, name FROM organisation ORDER BY name, id"):
        tx.org = org.id
        now = today(tx)
        year = int(now[:4]) + (now[5:] >= EARNING_ENDS)
        rows = tx.rows(_Of, _GIVEN, org=org.id, year=year, first=f"{year - 1}-{EARNING_ENDS}")
        if rows:
            found.append(Given(org.name, year, len(rows), sum(row.amount for row in rows)))
    return found


def sentence(one: Given) -> str:
    """What an administrator is proposed to do."""
    return (
        f"Leave: {one.amount / 100:g} days of the earning year {one.year - 1}–{one.year} were given by adjustments in"
        f" {one.name}, to {one.people} of its people. They are earned by themselves from now on: take back, on the"
        " screen of balances, the adjustments that gave what its months earn."
    )
