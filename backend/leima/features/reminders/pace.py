"""Who has done less kiky than the year's share of it."""

from leima.features.kiky.openings import obligation_of
from leima.features.kiky.standing import reserved
from leima.features.ledger import sums
from leima.features.reminders.moment import Missing, Moment
from leima.features.reminders.notices import RemindKiky
from leima.rules.kiky import year_total
from leima.rules.obligation import Obligation
from leima.rules.zone import next_date


def quarter_of(date: str) -> str:
    """The first date of the quarter of a date."""
    month = (int(date[5:7]) - 1) // 3 * 3 + 1
    return f"{date[:4]}-{month:02}-01"


def share_by(owed: Obligation, date: str) -> int:
    """Minutes of the year's obligation that fall to its days up to a date."""
    stints = [
        (minutes, share, first, min(last or date, date)) for minutes, share, first, last in owed.stints if first <= date
    ]
    return year_total(owed.year, stints) if stints else 0


def behind(at: Moment, people: list[str]) -> list[Missing]:
    """Those who are behind what the last quarter's end asked for. In the first quarter nobody is."""
    quarter = quarter_of(at.date)
    year, by = int(at.date[:4]), next_date(quarter, -1)
    found = []
    for person in people if by[:4] == at.date[:4] else ():
        owed = obligation_of(at.tx, person, year)
        if owed is None or owed.accounted != "obligation":
            continue
        left = sums.total(at.tx, person, "kiky", year) - reserved(at.tx, person, year)
        lacks = left - (owed.minutes - share_by(owed, by))
        if lacks > 0:
            found.append(Missing(person, quarter, quarter, RemindKiky(year, lacks, by)))
    return found
