"""Who may be reminded of what at this moment: by employment, time away, choices, and the clock of the site."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from leima.db.message import Message
from leima.db.site import today, zone
from leima.db.tables.reminders import ReminderChoice
from leima.db.tx import Tx
from leima.features.push.quiet import quiet_until
from leima.features.reminders import store
from leima.features.reminders.kinds import CLOCKING, LIVE, Kind, Rule
from leima.rules.zone import near_instant

MINUTE = 60_000


class Missing(NamedTuple):
    """Something that a person misses. `thing` names it among those of its kind; `due_on` is the date on which its
    reminder came due."""

    person: str
    thing: str
    due_on: str
    message: Message


class Quiet(NamedTuple):
    """A person's quiet hours, by the clock of the site."""

    person: str
    quiet_from: str
    quiet_until: str


_EMPLOYED = (
    "SELECT DISTINCT t.person FROM terms t JOIN person p ON p.org=t.org AND p.id=t.person AND p.active=:yes"
    " WHERE t.org=:org AND NOT t.deleted AND t.from_date <= :date AND (t.until_date IS NULL OR t.until_date >= :date)"
)
_FREE = (
    "SELECT p.id FROM person p WHERE p.org=:org AND p.active=:yes AND NOT EXISTS"
    " (SELECT 1 FROM terms t WHERE t.org=p.org AND t.person=p.id AND NOT t.deleted)"
)
_AWAY = (
    "SELECT DISTINCT person FROM absence WHERE org=:org AND NOT deleted AND minutes IS NULL"
    " AND from_date <= :date AND until_date >= :date"
)
_QUIET = (
    "SELECT person, quiet_from, quiet_until FROM push_choice"
    " WHERE org=:org AND quiet_from IS NOT NULL AND quiet_until IS NOT NULL"
)


@dataclass
class Moment:
    """One organisation at one instant, read in one transaction; what is not asked for is not read."""

    tx: Tx
    start: str

    @cached_property
    def date(self) -> str:
        return today(self.tx)

    @cached_property
    def rules(self) -> Mapping[Kind, Rule]:
        return store.rules(self.tx)

    @cached_property
    def choices(self) -> Mapping[tuple[str, str], ReminderChoice]:
        return store.every_choice(self.tx)

    @cached_property
    def employed(self) -> frozenset[str]:
        """Those with a contract today."""
        return frozenset(self.tx.values(str, _EMPLOYED, org=self.tx.org, date=self.date, yes=True))

    @cached_property
    def without_contract(self) -> frozenset[str]:
        """Those who never had a contract here, such as payroll of another company."""
        return frozenset(self.tx.values(str, _FREE, org=self.tx.org, yes=True))

    @cached_property
    def away(self) -> frozenset[str]:
        """Those who are away for the whole of today."""
        return frozenset(self.tx.values(str, _AWAY, org=self.tx.org, date=self.date))

    @cached_property
    def quiet(self) -> frozenset[str]:
        """Those whose quiet hours it is now."""
        rows, where = self.tx.rows(Quiet, _QUIET, org=self.tx.org), zone(self.tx)
        return frozenset(
            row.person for row in rows if quiet_until(self.tx.now, where, row.quiet_from, row.quiet_until) is not None
        )

    def rule(self, kind: Kind, person: str) -> Rule:
        """What holds for a person."""
        return store.of_person(self.rules[kind], self.choices.get((person, kind)), kind)

    def has_come(self, rule: Rule) -> bool:
        """Whether the time of a rule has come today: once, in a night of the clock change too."""
        if rule.time is None:
            return True
        return near_instant(zone(self.tx), self.date, rule.time) * MINUTE <= self.tx.now

    def people(self, kind: Kind, passed: Collection[str] = ()) -> list[str]:
        """Those who may be reminded now, without those who have been `passed`."""
        may = self.employed | self.without_contract if kind == "waits" else self.employed
        may = (may - self.quiet).difference(passed)
        if kind in CLOCKING:
            may -= self.away
        rules = {person: self.rule(kind, person) for person in sorted(may)}
        return [person for person, rule in rules.items() if rule.enabled and self.has_come(rule)]

    def could_be(self, kind: Kind) -> bool:
        """Whether anybody at all may be reminded of this kind today."""
        rule = self.rules[kind]
        own = rule.own and any(key[1] == kind and row.enabled for key, row in self.choices.items())
        return (rule.enabled or own) and (kind not in LIVE or bool(self.employed))
