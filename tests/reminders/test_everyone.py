"""Random people: who misses something gets its reminder, once; who misses nothing gets none."""

import random
from dataclasses import dataclass

from leima.db.tx import Tx
from leima.features.people import store as people
from tests.company import FLEX, Company, add_terms, punch
from tests.reminders.given import away, choose, leave_company, quiet, run, send_month, told

DATE = "2026-12-03"
YESTERDAY = "2026-12-02"
PEOPLE = 40
SHARES = (0.4, 0.4, 0.2, 0.15, 0.15, 0.2)
"""Of how many each of it is so."""


@dataclass(frozen=True)
class Person:
    """What is so of a person on the third of December at nine."""

    name: str
    sent: bool
    out: bool
    away: bool
    left: bool
    quiet: bool
    off: bool

    @property
    def misses(self) -> set[str]:
        """The reminders that are due to them."""
        found: set[str] = set()
        if self.left or self.quiet:
            return found
        if not self.sent and not self.off:
            found.add("month")
        if not self.out and not self.away:
            found.add("clock_again")
        return found


def _hire(company: Company, one: Person) -> None:
    def work(tx: Tx) -> None:
        tx.org = company.ids["org"]
        person = people.add_person(tx, name=one.name, email=f"{one.name}@company.test", counts_from="2026-11-01")
        people.set_roles(tx, person, ("employee",))
        people.add_membership(tx, person, company.ids["team"], from_date="2025-01-01")
        session = "INSERT INTO session_family (org, id, person, device, device_name, created_at, last_seen_at)"
        values = " VALUES (:org, :id, :person, :device, 'phone', :now, :now)"
        given = {"id": f"family-{one.name}", "device": f"phone-{one.name}", "person": person, "now": tx.now}
        tx.run(session + values, org=tx.org, **given)
        add_terms(tx, person, **FLEX)
        company.ids[one.name] = person

    company.world.db.write_now(work)


def _live(company: Company, one: Person) -> None:
    """What they have done until the third."""
    ops = [punch(company.ids[one.name], "in", f"{YESTERDAY}T08:00")]
    if one.out:
        ops.append(punch(company.ids[one.name], "out", f"{YESTERDAY}T16:00"))
    company.push(one.name, *ops)
    if one.sent:
        send_month(company, one.name, "2026-11")
    if one.off:
        choose(company, one.name, "month", enabled=False)
    if one.quiet:
        quiet(company, one.name, "08:30", "17:00")
    if one.away:
        away(company, one.name, DATE, DATE, "sick")


def test_who_misses_something_is_told_and_nobody_else_is(company: Company) -> None:
    chance = random.Random(20261203)
    everybody = [Person(f"r{n}", *[chance.random() < share for share in SHARES]) for n in range(PEOPLE)]
    for one in everybody:
        _hire(company, one)
    company.at(f"{YESTERDAY}T17:00")
    for one in everybody:
        _live(company, one)
    company.turn(f"{DATE}T00:05")
    for one in everybody:
        if one.left:
            leave_company(company, one.name, YESTERDAY)
    company.at(f"{DATE}T09:00")
    for _ in range(3):
        run(company)
    found = sorted((name, kind) for name, kind, _ in told(company) if name.startswith("r"))
    assert found == sorted((one.name, kind) for one in everybody for kind in one.misses)
    assert 10 < len(found) < PEOPLE * 2
    print(f"{len(found)} reminders to {len({name for name, _ in found})} of {PEOPLE} people")
