"""Every right of `leima.access` as one table that a person can read: who, in what relation, may do what."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from leima.access import rights
from leima.access.money import may_pay
from leima.access.rows import visible
from leima.access.teams import units_on
from leima.db.actor import Actor, Override, Stead
from leima.db.tx import Tx
from leima.features.people import store as people
from tests.company import Company, open_company

TABLE = Path(__file__).with_name("rights.txt")
BEFORE, MOVED = "2026-11-04", "2026-11-10"
"""A date in the former team, and the first one in today's."""
Act = Callable[[Tx, Actor, str], bool]


def _shown(tx: Tx, person: str) -> bool:
    where, params = visible(tx)
    sql = f"SELECT person FROM team_member WHERE person=:whose AND {where} LIMIT 1"
    return tx.value(str, sql, whose=person, **params) is not None


def _in_calendar(tx: Tx, actor: Actor, person: str) -> bool:
    return any(rights.may_see_calendar(tx, actor, team) for team in units_on(tx, person))


ACTS: dict[str, Act] = {
    "be shown": lambda tx, actor, person: _shown(tx, person),
    "see": rights.may_see,
    "see then": lambda tx, actor, person: rights.may_see(tx, actor, person, BEFORE),
    "see its day": lambda tx, actor, person: rights.may_see_day(tx, actor, person, BEFORE),
    "change": lambda tx, actor, person: person == actor.person or rights.may_change(tx, actor, person),
    "change then": lambda tx, actor, person: person == actor.person or rights.may_change(tx, actor, person, BEFORE),
    "decide": rights.may_decide_today,
    "approve": rights.may_approve,
    "approve then": lambda tx, actor, person: rights.may_approve(tx, actor, person, BEFORE),
    "keep accounts": rights.may_keep,
    "mark": lambda tx, actor, person: rights.may_mark(tx, actor, person, "2026-11-19"),
    "pay": lambda tx, actor, person: may_pay(actor, "payout") and rights.may_keep(tx, actor, person),
    "statement": rights.may_decide_statement,
    "see a draft": lambda tx, actor, person: rights.may_see_sent(tx, actor, person, None),
    "see a claim then": lambda tx, actor, person: rights.may_see_sent(tx, actor, person, BEFORE),
    "name a substitute": rights.may_name_substitute,
    "pay a claim": lambda tx, actor, person: may_pay(actor, "claim_paid") and rights.may_keep(tx, actor, person),
    "see in calendar": lambda tx, actor, person: _in_calendar(tx, actor, person),
    "set minimum": lambda tx, actor, person: any(rights.may_set_minimum(actor, team) for team in units_on(tx, person)),
}
"""What may be done with a person's rows. `then`: on a date in their former team."""
ROLES: dict[str, Callable[[Actor], bool]] = {
    "see everyone": lambda actor: actor.may_see_everyone,
    "see the presence board": lambda actor: actor.may_see_presence,
    "see a team": lambda actor: actor.may_see_team,
    "invite": lambda actor: actor.may_invite,
    "import": lambda actor: actor.may_import,
    "change travel rates": lambda actor: actor.may_change_travel_rates,
    "change contracts": lambda actor: actor.may_change_contracts,
    "change own agreements": lambda actor: rights.may_change_agreement(actor, "own"),
    "plan a team's rounds": lambda actor: rights.may_plan_rounds(actor, "t"),
    "let programs in and out": rights.may_connect,
    "run payroll": lambda actor: may_pay(actor, "payroll"),
    "change ready agreements": lambda actor: rights.may_change_agreement(actor, "ready"),
    "keep and remove records": rights.may_keep_records,
}
"""What may be done in the organisation, whoever it is about."""


@pytest.fixture
def company(tmp_path: Path) -> Iterator[Company]:
    with open_company(tmp_path, "") as opened:
        yield opened


def _people(tx: Tx, company: Company) -> dict[str, str]:
    """Ids by relation: one who changed teams, one who is in no team, and the actor."""
    tx.org = company.ids["org"]
    found = {name: people.add_team(tx, name) for name in ("former", "today", "other")}
    for name in ("mover", "teamless", "actor"):
        email = f"{name}@rights.test"
        found[name] = people.add_person(tx, name=name, email=email, counts_from="2026-01-01")
    tx.run(
        "INSERT INTO team_member (org, person, team, role, from_date, until_date)"
        " VALUES (:org, :person, :team, 'member', '2025-01-01', '2026-11-09')",
        org=tx.org,
        person=found["mover"],
        team=found["former"],
    )
    people.add_membership(tx, found["mover"], found["today"], from_date=MOVED)
    return found


def _rows(tx: Tx, ids: dict[str, str]) -> Iterator[tuple[str, str, Actor, str]]:
    """Role, relation, the actor, and the person that it is about."""

    def actor(*roles: str, teams: tuple[str, ...] = (), override: str = "", instead_of: str = "") -> Actor:
        carries = Override(override, ids["actor"]) if override else None
        led = frozenset(ids[team] for team in teams)
        lent = frozenset(Stead(team, ids[instead_of]) for team in led if instead_of)
        return Actor(tx.org, ids["actor"], "", "fi", "f", "d", frozenset(roles), led, carries, lent)

    yield "employee", "themselves", actor("employee"), ids["actor"]
    yield "employee", "a colleague", actor("employee"), ids["mover"]
    for relation, team in (
        ("of today's team", "today"),
        ("of the former team", "former"),
        ("of another team", "other"),
    ):
        yield "supervisor", relation, actor("supervisor", teams=(team,)), ids["mover"]
    for relation, team, of in (
        ("of today's team", "today", "teamless"),
        ("of the former team", "former", "teamless"),
        ("the one stood in for", "today", "mover"),
    ):
        yield "substitute", relation, actor("supervisor", teams=(team,), instead_of=of), ids["mover"]
    yield "supervisor", "themselves", actor("supervisor", teams=("today",)), ids["actor"]
    for role in ("payroll", "admin"):
        yield role, "themselves", actor(role), ids["actor"]
        yield role, "anybody of theirs", actor(role), ids["mover"]
        yield role, "somebody in no team", actor(role), ids["teamless"]
        yield role, "another organisation", actor(role), "stranger"
    yield "reception", "themselves", actor("reception"), ids["actor"]
    yield "reception", "anybody of theirs", actor("reception"), ids["mover"]
    yield "employee", "request carried out", actor("employee", override=ids["mover"]), ids["mover"]
    yield "payroll", "request carried out", actor("payroll", override=ids["mover"]), ids["mover"]
    yield "payroll", "request of another", actor("payroll", override=ids["teamless"]), ids["mover"]
    people.add_membership(tx, ids["actor"], ids["today"], from_date=MOVED)
    tx.cache.memberships.clear()
    yield "planner", "same team", actor("planner"), ids["mover"]
    yield "planner", "somebody in no team", actor("planner"), ids["teamless"]


def _line(first: str, second: str, cells: list[str], widths: list[int]) -> str:
    padded = [cell.ljust(width) for cell, width in zip(cells, widths, strict=True)]
    return "  ".join([first.ljust(10), second.ljust(21), *padded]).rstrip()


def table(company: Company) -> str:
    """Both tables as text: a line a role and relation, a column an act."""

    def work(tx: Tx) -> list[str]:
        widths = [len(name) for name in ACTS]
        lines = [_line("role", "whose rows", list(ACTS), widths)]
        for role, relation, actor, person in _rows(tx, _people(tx, company)):
            tx.actor = actor
            cells = ["yes" if act(tx, actor, person) else "-" for act in ACTS.values()]
            lines.append(_line(role, relation, cells, widths))
        widths = [len(name) for name in ROLES]
        lines += ["", _line("role", "organisation", list(ROLES), widths)]
        for role in ("employee", "planner", "reception", "supervisor", "payroll", "admin"):
            teams = frozenset({"t"} if role == "supervisor" else ())
            who = Actor(tx.org, "p", "", "fi", "f", "d", frozenset({role}), teams)
            lines.append(_line(role, "", ["yes" if may(who) else "-" for may in ROLES.values()], widths))
        return lines

    return "\n".join(company.world.db.write_now(work)) + "\n"


def test_the_table_of_rights_stands_as_it_was_decided(company: Company) -> None:
    said = table(company)
    print(said)
    assert said == TABLE.read_text("utf-8"), f"a right has changed: if that was decided, write it to {TABLE.name}"


def test_every_right_has_a_column() -> None:
    text = Path(__file__).read_text("utf-8")
    rights_ = {name for name in vars(rights) if name.startswith("may_")} | {"may_pay"}
    on_roles = {name for name in vars(Actor) if name.startswith("may_")} - {"may_change_agreements"}
    assert {name for name in rights_ | on_roles if f"{name}(" not in text and f".{name}" not in text} == set()
