"""What the few statements are put together from that are no constants: each place with the values that it may get.

A place is a file under `backend/leima/` and the function in it. Give every value that changes which tables or columns
the statement names; of conditions, each that there is.
"""

import inspect
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from leima.access import rows as access
from leima.app import USAGE, VIEWS
from leima.db.actor import Actor, Stead
from leima.db.cache import Cache
from leima.db.rows import table_of
from leima.db.tables import absences, agreements, certificates, hours, leave, months, people, rounds, saving, travel
from leima.db.tables.base import Table
from leima.db.tx import Tx
from leima.db.usage import Use
from leima.db.views import own_rows
from leima.features.approvals import store as approvals
from leima.features.approvals import trail
from leima.features.balances import table as days_table
from leima.features.calendar import store as calendar
from leima.features.days.queries import READER
from leima.features.desk import log, week
from leima.features.inbox import store as decisions
from leima.features.kiky import team as kiky_team
from leima.features.reports.balances import sums as bulk
from leima.features.reports.own_data import store as own_store
from leima.features.retention import store as retention
from leima.features.retention.cuts import Cut, kinds
from leima.features.retention.kinds import RECORDS
from leima.features.travel.listing import CONDITIONS
from tests.house.statements import Pieces

NOW = 1_795_000_000_000


def asking(*, roles: tuple[str, ...] = (), teams: tuple[str, ...] = (), instead_of: str = "") -> Tx:
    """A transaction without a database, in which somebody with these roles and supervised teams asks, as the substitute
    of `instead_of` where that is somebody."""
    lent = frozenset(Stead(team, instead_of) for team in teams if instead_of)
    actor = Actor("o", "p", "", "fi", "f", "d", frozenset(roles), frozenset(teams), stands_in=lent)
    cursor: Any = None
    return Tx(
        cursor, "sqlite", NOW, org="o", actor=actor, cache=Cache(zone={"o": "Europe/Helsinki"}, memberships={"p": []})
    )


ASKING = (
    asking(),
    asking(roles=("supervisor",), teams=("t",)),
    asking(roles=("supervisor",), teams=("t",), instead_of="q"),
    asking(roles=("payroll",)),
)


def conditions(scope: Callable[[Tx], tuple[str, Any]]) -> Iterator[Mapping[str, Any]]:
    """The condition on whose rows are seen, for an employee, a supervisor and payroll."""
    for tx in ASKING:
        yield {"where": scope(tx)[0]}


def views(function: str) -> Iterator[Mapping[str, Any]]:
    """What `rows_view` was given by each feature."""
    for view in VIEWS:
        given = inspect.getclosurevars(getattr(view, function)).nonlocals
        if "seen_by" in given:
            for where in conditions(given["seen_by"]):
                yield {"table": given["table"], "standing": given.get("standing"), **where}


def scopes() -> Iterator[Mapping[str, Any]]:
    """Whose balances the office's table asks for."""
    for tx in ASKING:
        for one in (None, "t"):
            yield {"scope": days_table._scope(tx, "2026-11-19", one)}


def sets(table: type[Table], *left_out: str) -> Mapping[str, Any]:
    """An update of every column but the key, the version and those that are left out."""
    fixed = ("org", "id", "person", "version", *left_out)
    return {"sets": ", ".join(f"{column}=:{column}" for column in table_of(table)[1] if column not in fixed)}


CHOICES = ("work_type", "cost_centre")
"""What work is booked on."""
EVENTS = [
    "(person = :me OR entity <> 'person')",
    "person = :asked_person",
    "entity = :asked_entity",
    "at >= :first",
    "at < :last",
    "entity_id IN :things",
    "n < :before",
]
EVENTS_ASKED = [{"where": log.Conditions().ask(part).where} for part in log.PARTS]
"""Every filter of the audit trail."""


def claims() -> Iterator[Mapping[str, Any]]:
    """Whose claims are seen."""
    yield from conditions(lambda tx: access.visible_once_shown(tx, "t.person", "t.shown_on", payroll=True))


EVERY = [{"records": one} for one in RECORDS]
THEIRS = [{"records": one} for one in RECORDS if one.person]
HELD_OR_NOT = [{**one, "held": held} for one in EVERY for held in (False, True) if not held or one["records"].person]
CUTS = [{"cut": Cut(one, 1, "2020-01-01", ())} for one in kinds() if retention.has_events(one.key)]
"""Every table whose records go, and every kind with whose records values of events go."""

PIECES: Pieces = {
    "db/database.py prove_writable": [{"kept": 0}],
    "db/facts.py FactReader.query": [{"self": READER}],
    "db/views.py rows_view.by_ids": list(views("by_ids")),
    "db/views.py rows_view.snapshot": list(views("snapshot")),
    "features/absences/store.py change": [sets(absences.Absence)],
    "features/approvals/store.py people_of": [
        {"where": "TRUE"},
        *conditions(lambda tx: access.visible_over(tx, "p.id", ":first", ":last")),
    ],
    "features/approvals/store.py decidable_months": [
        {"where": approvals._EVERYONES[0]},
        *conditions(lambda tx: access.visible_over(tx, "t.person", "(t.month || '-01')", "(t.month || '-31')")),
    ],
    "features/approvals/store.py decidable_requests": [
        {"where": approvals._EVERYONES[0]},
        *conditions(lambda tx: access.own_or_supervised(tx, "t.person")),
    ],
    "features/approvals/trail.py trail": [
        {**where, "wheres": wheres} for where in conditions(access.visible) for wheres in ([], EVENTS)
    ],
    "features/approvals/trail.py _value": [{"name": name} for name in trail.CHOSEN],
    "features/leading/heirs.py heirs": [{"by": by} for by in CHOICES],
    "features/people/choices.py hide": [{"kind": kind} for kind in CHOICES],
    "features/people/choices.py merge": [{"kind": kind} for kind in CHOICES],
    "features/setup/merging.py _used": [{"which": kind} for kind in CHOICES],
    "features/months/store.py change": [sets(months.MonthState, "month")],
    "features/ledger/views.py _by_ids": list(conditions(own_rows)),
    "features/calendar/store.py members": list(
        conditions(lambda tx: access.in_calendar(tx, "t", "id", "2026-12-01", "2026-12-31"))
    ),
    "features/calendar/store.py _some": [
        {"row": calendar.Away, "sql": calendar._AWAY},
        {"row": calendar.Asked, "sql": calendar._ASKED},
        {"row": calendar.Marked, "sql": calendar._MARKS},
        {"row": calendar.TermsBody, "sql": calendar._TERMS},
    ],
    "features/claim_papers/invoicing_read.py _claims": [
        {"seen": access.visible_once_shown(tx, "t.person", "t.shown_on", payroll=True)[0]} for tx in ASKING
    ],
    "features/claim_papers/parts.py sent_claims": [
        {"seen": access.visible_once_shown(tx, "c.person", "c.shown_on", payroll=True)[0]} for tx in ASKING
    ],
    "features/contracts/reading.py contracts": list(conditions(lambda tx: access.visible(tx, "id"))),
    "features/contracts/service.py _names": list(conditions(lambda tx: access.visible(tx, "id"))),
    "features/balances/table.py _add_up": list(scopes()),
    "features/balances/table.py _people": [
        {"where": days_table._where(tx, "id", one)[0]} for tx in ASKING for one in (None, "t")
    ],
    "features/balances/table.py _terms": list(scopes()),
    "features/balances/table.py _overtime": list(scopes()),
    "features/days/waiting.py _asking_days": list(conditions(access.visible)),
    "features/days/views.py _states_by_id": list(conditions(lambda tx: access.own_or_supervised(tx, "s.person"))),
    "features/days/views.py _states_snapshot": list(conditions(lambda tx: access.own_or_supervised(tx, "s.person"))),
    "features/hours/orders_store.py waiting_orders": list(conditions(access.visible)),
    "features/hours/store.py _is_known": [{"table": "work_type"}, {"table": "cost_centre"}],
    "features/hours/store.py asked_corrections": list(conditions(access.visible)),
    "features/hours/store.py update_entry": [sets(hours.Entry)],
    "features/inbox/store.py decided": [
        {**where, "wheres": wheres}
        for where in [{"where": "TRUE"}, *conditions(lambda tx: access.own_or_supervised(tx, "t.person"))]
        for wheres in ([], list(decisions.CONDITIONS))
    ],
    "features/substitutes/store.py people": list(conditions(lambda tx: access.visible(tx, "id"))),
    "features/leave/store.py change": [sets(leave.LeaveRequest, "asked_at")],
    "features/leave/store.py waiting": [
        {"where": "TRUE"},
        *conditions(lambda tx: access.own_or_supervised(tx, "t.person")),
    ],
    "features/saving/store.py change": [sets(saving.Saving, "asked_at")],
    "features/saving/store.py waiting": [
        {"where": "TRUE"},
        *conditions(lambda tx: access.own_or_supervised(tx, "t.person")),
    ],
    "features/certificates/store.py _write": [sets(certificates.Certificate, "given_at")],
    "features/feeds/store.py away": list(
        conditions(lambda tx: access.visible_over(tx, "t.person", "t.from_date", "t.until_date"))
    ),
    "features/rounds/store.py change_wish": [sets(rounds.RoundWish)],
    "features/kiky/deduct_sheet.py _Reader.__init__": list(conditions(lambda tx: access.visible(tx, "id"))),
    "features/kiky/proposals.py planned": list(conditions(access.visible)),
    "features/kiky/proposals.py left_of_years": list(conditions(lambda tx: access.visible(tx, "id"))),
    "features/kiky/store.py change": [sets(hours.KikyMark)],
    "features/kiky/store.py waiting": list(conditions(access.visible)),
    "features/kiky/team.py _chunks": [
        {"row": kiky_team._Terms, "sql": kiky_team._TERMS},
        {"row": hours.KikyMark, "sql": kiky_team._PLANNED},
    ],
    "db/usage.py _used": [{"use": use} for use in USAGE if isinstance(use, Use)],
    "features/kiky/team.py team": list(conditions(lambda tx: access.visible_or_planned(tx, "id"))),
    "features/importing/store.py _by_id": [
        {"table": table}
        for table in (people.Person, agreements.Agreement, people.Team, people.WorkType, people.CostCentre)
    ],
    "features/importing/store.py _by_person": [{"table": people.TeamMember}, {"table": agreements.Contract}],
    "features/desk/log.py counted": EVENTS_ASKED,
    "features/desk/log.py read": [{**one, "order": order} for one in EVENTS_ASKED for order in log.ORDERS.values()],
    "features/desk/log.py _groups": [{**one, "column": column} for one in EVENTS_ASKED for column in log.GROUPED],
    "features/desk/log.py _distinct": [{"column": column} for column in log.GROUPED],
    "features/presence/board.py board": list(conditions(lambda tx: access.on_board(tx, "p.org"))),
    "features/desk/week.py _cells": [
        {"where": "TRUE"},
        *conditions(lambda tx: access.visible_over(tx, "p.id", "d.date", "d.date")),
    ],
    "features/desk/week.py _each": [
        {"row": week._Team, "sql": week._TEAMS},
        {"row": week._Result, "sql": week._RESULTS},
        {"row": week._Away, "sql": week._AWAY},
        {"row": week._In, "sql": week._IN},
    ],
    "features/desk/people.py people": list(conditions(lambda tx: access.visible_or_planned(tx, "id"))),
    "features/people/service.py everybody": list(conditions(lambda tx: access.visible_or_planned(tx, "id"))),
    "features/people/store.py update_person": [{"sets": f"{sets(people.Person)['sets']}, "}],
    "features/people/views.py _choices": [{"table": people.WorkType}, {"table": people.CostCentre}],
    "features/retention/store.py count_of": THEIRS,
    "features/retention/store.py drop_all_of": THEIRS,
    "features/retention/store.py drop_nobodys": [one for one in EVERY if one["records"].person is None],
    "features/retention/store.py drop_of": THEIRS,
    "features/retention/store.py drop_values": CUTS,
    "features/retention/store.py _hide_words": [
        {
            **one,
            "columns": retention.WORDS[one["records"].name],
            "gone": "deleted" if "deleted" in one["records"].table.model_fields else "FALSE",
        }
        for one in THEIRS
        if one["records"].name in retention.WORDS
    ],
    "features/retention/store.py how_many": HELD_OR_NOT,
    "features/retention/store.py how_many_events": [{**one, "held": held} for one in CUTS for held in (False, True)],
    "features/retention/store.py tell_devices": [
        {**one, "where": where}
        for one in THEIRS
        for where in (retention.which(one["records"], one=True), f"org=:org AND {one['records'].person}=:one")
        if one["records"].entity
    ],
    "features/retention/store.py newest_date_of": [
        one for one in THEIRS if one["records"].dated and not one["records"].instant
    ],
    "features/retention/store.py newest_instant_of": [one for one in THEIRS if one["records"].instant],
    "features/retention/store.py people_of_events": CUTS,
    "features/retention/store.py people_with": THEIRS,
    "features/reports/balances/sums.py _some": [
        {"row": row, "sql": sql}
        for row, sql in (
            (bulk._Kind, bulk._POSTINGS),
            (bulk._Kind, bulk._DAY_POSTINGS),
            (bulk._Days, bulk._DAYS),
        )
    ],
    "features/reports/own_data/store.py own_parts": [
        {"table": table, "order": order} for table, order in own_store.OWN.values()
    ],
    "features/reports/own_data/store.py _changes": [
        {"theirs": own_store.PERSON},
        *({"theirs": own_store.rows_of(own_store.OWN[name][0])} for name in own_store.AUDITED.values()),
    ],
    "features/travel/store.py page": [
        {**where, "wheres": wheres} for where in claims() for wheres in ([], list(CONDITIONS))
    ],
    "features/travel/store.py sent": list(claims()),
    "features/travel/store.py _write": [
        {"new": new, **sets(type(new))}
        for new in (travel.Claim(person=""), travel.Trip(claim="", person=""), travel.Receipt(claim="", person=""))
    ],
}
