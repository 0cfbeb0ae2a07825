"""A2: bodies with foreign, mixed, empty and duplicate ids. Nothing of them is written."""

import copy
import itertools
import random
from collections.abc import Iterator
from typing import Any

import pytest

from tests.security.bodies import BODIES
from tests.security.firm import Firm
from tests.security.making import MAKERS, made
from tests.security.raw_request import Answer, nobody, raw_request
from tests.security.sealed import DISPUTED, NEEDS, UNDONE, op, push
from tests.security.snapshot import differences, snapshot
from tests.sizes import size

Request = tuple[str, str, Any]
FOREIGN = ("their_employee", "their_admin", "stranger", "mate", "boss")
"""Whom the employee neither is nor supervises: of another organisation, another team, the same team."""


def foreign_things(firm: Firm) -> dict[str, list[str]]:
    """Punches, entries and marks of others, by the operation that would be about them."""
    return {type: [made(firm, type, who) for who in FOREIGN] for type in BODIES if type not in DISPUTED}


def foreign_ops(firm: Firm, things: dict[str, list[str]], chance: random.Random) -> Iterator[Any]:
    """Operations by the employee about what is not theirs: the subject, the entity, the ids inside, or all."""
    me = firm.ids["employee"]
    mine = {type: made(firm, type, "employee") for type in things}
    for type in itertools.cycle(things):
        other, thing = firm.ids[chance.choice(FOREIGN)], chance.choice(things[type])
        body = copy.deepcopy(BODIES[type])
        if type == "punch.choose":
            ids = [thing, mine["punch.choose"], nobody(), thing]
            body = {"instead_of": chance.choice(([thing], [thing, thing], ids, [], [""], [nobody()]))}
            yield op(type, chance.choice((me, other)), chance.choice((thing, mine[type], nobody())), body)
            continue
        if type not in NEEDS and type not in MAKERS and type not in UNDONE:
            yield op(type, chance.choice((other, "", nobody(), me.upper(), f"{me} ")), None, body)
            yield op(type, me, chance.choice((firm.ids["gone"].upper(), "", "x", "*")), body)
            continue
        yield op(type, other, chance.choice((thing, mine[type])), body)
        yield op(type, me, thing, body)
    yield from ()


def foreign_requests(firm: Firm) -> Iterator[Request]:
    """Requests of payroll about people, teams and devices of nobody or of another organisation."""
    theirs = [firm.ids["their_employee"], firm.ids["their_admin"], firm.ids["their_team"], firm.ids["their_org"]]
    odd = ["", " ", "*", nobody(), f"{firm.ids['employee']},{firm.ids['their_employee']}", "null", "0"]
    lists = [[firm.ids["employee"], theirs[0]], [], [None], [firm.ids["employee"]] * 2]
    for id in itertools.cycle([*theirs, *odd, *lists]):
        yield "POST", "/api/v1/auth/invitations", {"person": id}
        new = {"name": "X", "email": "x@firm.test", "start": "2025-11-24", "lang": "fi"}
        yield "POST", "/api/v1/people", {**new, "team": id or nobody()}
        yield "POST", "/api/v1/people", {**new, "contract": {"agreement": id, "form": "general", "pay": "monthly"}}
        if isinstance(id, str):
            yield "POST", f"/api/v1/people/{id.strip() or nobody()}/deactivate", None
            yield "POST", f"/api/v1/people/{id.strip() or nobody()}/activate", None
            yield "DELETE", f"/api/v1/auth/devices/{id.strip() or nobody()}", None


def ask_all(firm: Firm, requests: Iterator[Request], wanted: int) -> list[Answer]:
    headers = firm.session("payroll")[0]
    return [raw_request(firm, *request[:2], headers, request[2]) for request in itertools.islice(requests, wanted)]


def test_nothing_foreign_mixed_empty_or_doubled_is_written(firm: Firm) -> None:
    wanted, chance = size("foreign_id_bodies"), random.Random(11)
    things, headers = foreign_things(firm), firm.session("employee")[0]
    ops = foreign_ops(firm, things, chance)
    first = [next(ops) for _ in range(wanted.wanted)]
    before = snapshot(firm)

    results = [push(firm, headers, one)[0] for one in first]
    answers = ask_all(firm, foreign_requests(firm), wanted.wanted)

    assert differences(before, snapshot(firm)) == []
    assert {r["status"] for r in results} == {"rejected"}, [r for r in results if r["status"] != "rejected"][:3]
    assert {a.status for a in answers} <= {400, 404}, {a.status for a in answers}
    print(f"foreign ids: {len(results)} operations, {len(answers)} requests")
    wanted.reached(min(len(results), len(answers)))


def test_the_same_operation_many_times_in_one_batch_is_written_once(firm: Firm) -> None:
    one, headers = op("punch.record", firm.ids["employee"]), firm.session("employee")[0]
    results = push(firm, headers, *[one] * 50)
    assert [r["dup"] for r in results] == [False] + [True] * 49
    assert len(firm.rows("SELECT id FROM punch")) == 1


def test_a_door_that_stands_open_is_found(firm: Firm, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("leima.access.rights.may_change", lambda tx, actor, person, *stretch: True)
    things, headers = foreign_things(firm), firm.session("employee")[0]
    ops = foreign_ops(firm, things, random.Random(11))
    first = [next(ops) for _ in range(40)]
    before = snapshot(firm)
    for one in first:
        push(firm, headers, one)
    assert differences(before, snapshot(firm))
