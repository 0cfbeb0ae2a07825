"""What devices must get when a date ends although nobody changed it: calendar years, and a person's new teams."""

from leima.db.tx import Tx
from leima.features.people.store import update_person
from leima.rules.calendar import calendar_days
from leima.rules.zone import next_date

YEARS_BACK, YEARS_AHEAD = 2, 1
"""The years that a device holds named days of, beside today's."""


def tell_devices(tx: Tx, date: str) -> None:
    """`date` has ended: devices get the named days of the year that has come into reach, and let go of those of the
    one that has left it; whoever changes teams on the next date, or begins or ends to stand in, gets their own row
    again."""
    year = int(date[:4])
    if date.endswith("-12-31"):
        for one in (year - YEARS_BACK, year + YEARS_AHEAD + 1):
            for day in calendar_days(one, one):
                tx.changed("calendar_day", day.date, owner="*", version=1)
    moving = tx.values(
        str,
        "SELECT DISTINCT person FROM team_member WHERE org=:org AND (from_date=:next OR until_date=:date)"
        " ORDER BY person",
        org=tx.org,
        next=next_date(date),
        date=date,
    )
    standing_in = tx.values(
        str,
        "SELECT DISTINCT person FROM substitute WHERE org=:org AND ended_at IS NULL"
        " AND (from_date=:next OR until_date=:date) ORDER BY person",
        org=tx.org,
        next=next_date(date),
        date=date,
    )
    for person in sorted({*moving, *standing_in}):
        update_person(tx, person)
