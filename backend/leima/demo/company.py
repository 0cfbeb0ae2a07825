"""The demo company's organisation file, its balances moved to begin three months before today."""

from dataclasses import dataclass, replace
from random import Random

from leima import paths
from leima.db.actor import Actor
from leima.db.tx import Tx
from leima.demo.habits import Habits, draw_habits
from leima.features.agreements import store as agreement_store
from leima.features.agreements.terms import parse_terms
from leima.features.days.gather import week_calendar
from leima.features.importing.file import read_organisation
from leima.features.importing.ids import id_of
from leima.features.importing.service import take_in
from leima.features.importing.shapes import Bundle
from leima.rules.plan import plan
from leima.rules.terms import Terms
from leima.rules.zone import next_date

HISTORY = 91
"""Days of history before today."""


@dataclass(frozen=True)
class Member:
    """One of the demo's people, ready to work."""

    actor: Actor
    email: str
    team: str
    """The team's key in the file."""
    terms: Terms
    habits: Habits
    source: Random

    def target(self, date: str) -> int:
        """Minutes of work that a date asks for."""
        return plan(self.terms, week_calendar(int(date[:4])), (), (), date, None).target


def demo_bundle(first: str) -> Bundle:
    """The rows of shared/demo/company.json, counting from `first`."""
    bundle = read_organisation((paths.shared() / "demo" / "company.json").read_bytes())
    bundle.people = [
        replace(row, counts_from=first, openings=tuple(replace(opening, date=first) for opening in row.openings))
        for row in bundle.people
    ]
    return bundle


def put_company_in(tx: Tx, bundle: Bundle) -> None:
    """The organisation without any history; `tx.org` is it. Raises ValueError when the file has a fault."""
    report = take_in(tx, bundle, write=True)
    if not report.all_good:
        raise ValueError(f"the demo company has faults: {report.problems[0]}")
    tx.run("UPDATE organisation SET is_demo=:yes WHERE id=:org", yes=True, org=tx.org)


def members(tx: Tx, bundle: Bundle, seed: int) -> list[Member]:
    """Everybody of the file with terms and habits, in the file's order; `bundle` as it stands after the import."""
    work_types = tuple(id_of(tx.org, "work_type", key) for key in ("perustyo", "perustyo", "projekti", "kokous"))
    keys = {id_of(tx.org, "team", row.key): row.key for row in bundle.teams}
    found = []
    for n, row in enumerate(bundle.people):
        person = id_of(tx.org, "person", row.key)
        (terms,) = [parse_terms(one.body) for one in agreement_store.terms_of(tx, person) if one.until_date is None]
        source = Random(seed * 1000 + n)
        found.append(
            Member(
                actor=Actor(
                    *(tx.org, person, row.name, row.lang or "fi", "", ""),
                    roles=frozenset(row.roles or ("employee",)),
                    supervises=frozenset(row.supervises or ()),
                ),
                email=row.email,
                team=keys[row.team or ""],
                terms=terms,
                habits=draw_habits(source, terms.flex is not None, work_types),
                source=source,
            )
        )
    return found


def dates_of_history(today: str, days: int = HISTORY) -> list[str]:
    """The `days` dates before today, oldest first."""
    return [next_date(today, -n) for n in range(days, 0, -1)]
