"""What is set and chosen of reminders, and what has been told: their only writer."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from typing import NamedTuple

from leima.db.tables.reminders import ReminderChoice, ReminderRule
from leima.db.tx import Tx
from leima.features.reminders.kinds import KINDS, OWN_NUMBER, USUAL, Kind, Rule

Rules = Mapping[Kind, Rule]


def rules(tx: Tx) -> dict[Kind, Rule]:
    """What holds in the organisation for each kind."""
    rows = tx.rows(ReminderRule, "SELECT * FROM reminder_rule WHERE org=:org", org=tx.org)
    said = {row.kind: Rule(row.enabled, row.time, row.number, row.own) for row in rows}
    return {kind: said.get(kind, USUAL[kind]) for kind in KINDS}


def set_rule(tx: Tx, kind: Kind, rule: Rule) -> None:
    """Sets what holds in the organisation for a kind."""
    before = rules(tx)[kind]
    sql = (
        "INSERT INTO reminder_rule (org, kind, enabled, time, number, own)"
        " VALUES (:org, :kind, :enabled, :time, :number, :own) ON CONFLICT (org, kind) DO UPDATE SET"
        " enabled=excluded.enabled, time=excluded.time, number=excluded.number, own=excluded.own"
    )
    tx.run(sql, org=tx.org, kind=kind, **asdict(rule))
    if before != rule:
        tx.audit("reminders.set", "organisation", tx.org, {"kind": kind, **asdict(before)}, asdict(rule))


def of_person(rule: Rule, choice: ReminderChoice | None, kind: Kind) -> Rule:
    """What holds for a person: the organisation's word, and their own where they may have one."""
    if choice is None or not rule.own:
        return rule
    number = choice.number if kind in OWN_NUMBER and choice.number is not None else rule.number
    return replace(rule, enabled=choice.enabled, time=choice.time or rule.time, number=number)


def choices_of(tx: Tx, person: str) -> dict[str, ReminderChoice]:
    """What a person has chosen, by kind."""
    sql = "SELECT * FROM reminder_choice WHERE org=:org AND person=:person"
    return {row.kind: row for row in tx.rows(ReminderChoice, sql, org=tx.org, person=person)}


def every_choice(tx: Tx) -> dict[tuple[str, str], ReminderChoice]:
    """What everybody has chosen, by person and kind."""
    rows = tx.rows(ReminderChoice, "SELECT * FROM reminder_choice WHERE org=:org", org=tx.org)
    return {(row.person, row.kind): row for row in rows}


def choose(tx: Tx, row: ReminderChoice) -> None:
    """Keeps what a person has chosen of a kind."""
    before = choices_of(tx, row.person).get(row.kind)
    told = {"enabled": row.enabled, "time": row.time, "number": row.number}
    old = before and {name: getattr(before, name) for name in told}
    if old == told:
        return
    sql = (
        "INSERT INTO reminder_choice (org, person, kind, enabled, time, number)"
        " VALUES (:org, :person, :kind, :enabled, :time, :number) ON CONFLICT (org, person, kind) DO UPDATE SET"
        " enabled=excluded.enabled, time=excluded.time, number=excluded.number"
    )
    tx.run(sql, org=tx.org, person=row.person, kind=row.kind, **told)
    tx.audit("reminders.chosen", "person", row.person, old, {"kind": row.kind, **told})


def drop_choice(tx: Tx, person: str, kind: Kind) -> None:
    """The organisation's word holds for the person again."""
    before = choices_of(tx, person).get(kind)
    if before is not None:
        sql = "DELETE FROM reminder_choice WHERE org=:org AND person=:person AND kind=:kind"
        tx.run(sql, org=tx.org, person=person, kind=kind)
        tx.audit("reminders.chosen", "person", person, {"kind": kind, "enabled": before.enabled}, None)


def start(tx: Tx, date: str) -> None:
    """Reminders begin on a date, unless they have begun."""
    sql = "INSERT INTO reminder_start (org, date) VALUES (:org, :date) ON CONFLICT (org) DO NOTHING"
    tx.run(sql, org=tx.org, date=date)


def started(tx: Tx) -> str | None:
    """The date from which the organisation is reminded."""
    return tx.value(str, "SELECT date FROM reminder_start WHERE org=:org", org=tx.org)


class _Told(NamedTuple):
    person: str
    thing: str


def told(tx: Tx, kind: Kind, things: Sequence[str]) -> set[tuple[str, str]]:
    """Who has been told of which of some things."""
    sql = "SELECT person, thing FROM reminder_told WHERE org=:org AND kind=:kind AND thing IN :things"
    found: set[tuple[str, str]] = set()
    for at in range(0, len(things), 500):
        rows = tx.rows(_Told, sql, org=tx.org, kind=kind, things=list(things[at : at + 500]))
        found |= {(row.person, row.thing) for row in rows}
    return found


def remember(tx: Tx, person: str, kind: Kind, thing: str) -> bool:
    """Remembers that a person is told of a thing. Returns False when they have been already."""
    sql = (
        "INSERT INTO reminder_told (org, person, kind, thing, at) VALUES (:org, :person, :kind, :thing, :now)"
        " ON CONFLICT (org, person, kind, thing) DO NOTHING"
    )
    return tx.met(sql, org=tx.org, person=person, kind=kind, thing=thing, now=tx.now) == 1
