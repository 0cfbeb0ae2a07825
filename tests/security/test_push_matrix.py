"""A1 for operations: every type x every signed-in caller x whose it is. A type without an example fails."""

import itertools
import json

import pytest

from leima.app import OPS
from tests.security.bodies import BODIES, example
from tests.security.firm import Firm
from tests.security.making import made, supervisor_of
from tests.security.policy import INSIDERS
from tests.security.sealed import DECIDED, DISPUTED, OWN_ONLY, PAID, UNDONE, op, push
from tests.security.sealed import SUPERVISORS as OWNERS

BY_ANYONE_ELSE = ("not_found", "forbidden")
NOT_OFFERED = ("kiky_no_scheme", "saving_unknown")
"""Said to those who may mark or save, as nobody here has a scheme, or terms."""


BY_SUPERVISORS = ("correction.decide", "order.place", "order.refuse", "order.decide", "kiky.decide")
BY_THE_PERSON = ("order.ask", "overtime.choose")


def may(type: str, who: str, owner: str) -> bool:
    """The rule: one's own and one's people's; supervisors order and decide, the person alone asks and consents."""
    if type.startswith("round."):  # the examples name nobody's round: tests/rounds says who may do what in one
        return False
    own, supervised = who == owner, supervisor_of(type, owner) == who
    if type in UNDONE:
        return supervised
    if type in DECIDED:
        return supervised or (who, owner == "their_employee") in (("payroll", False), ("their_admin", True))
    if type in PAID:
        return who == ("their_admin" if owner == "their_employee" else "payroll")
    if type in BY_SUPERVISORS:
        return supervised
    return own or (supervised and type not in (*BY_THE_PERSON, *OWN_ONLY))


def aimed(firm: Firm, type: str, owner: str) -> dict[str, object]:
    """A valid operation about something of the owner's."""
    entity = made(firm, type, owner)
    body = example(type)
    if type == "punch.choose":
        body = {"instead_of": [made(firm, type, owner)]}
    return op(type, firm.ids[owner], entity, body)


def test_every_operation_has_an_example() -> None:
    assert {one.type for one in OPS} == set(BODIES)


def test_an_operation_counts_only_from_the_person_or_their_supervisor(standing: Firm) -> None:
    firm, probes, wrong = standing, 0, []
    for type, owner in itertools.product(BODIES, OWNERS):
        if type in DISPUTED and owner != "employee":
            continue
        for who in INSIDERS:
            result = push(firm, firm.session(who)[0], aimed(firm, type, owner))[0]
            probes += 1
            counted = result["status"] == "applied" or result.get("code") in NOT_OFFERED
            refused = result["status"] == "rejected" and result["code"] in BY_ANYONE_ELSE
            if type in UNDONE and may(UNDONE[type], who, owner):  # another than the one who decided
                refused = refused or result["status"] == "conflict"
            if not (counted if may(type, who, owner) else refused):
                wrong.append(f"{who}: {type} of {owner}: {json.dumps(result)[:160]}")
    print(f"push matrix: {probes} operations of {len(BODIES)} types")
    assert not wrong, "\n".join(wrong)
    assert probes >= 7 * (5 * (len(BODIES) - len(DISPUTED)) + len(DISPUTED))


def test_a_foreign_row_looks_like_a_missing_one(standing: Firm) -> None:
    firm, compared = standing, 0
    for type, owner in itertools.product(BODIES, ("their_employee", "stranger")):
        if type in DISPUTED:
            continue
        foreign = aimed(firm, type, owner)
        missing = {
            **foreign,
            "op_id": op(type, "x")["op_id"],
            "entity": {**op(type, "x")["entity"]},
            "subject": "nobody",
        }
        headers = firm.session("employee")[0]
        kept = ("status", "code", "message_key", "version", "flags", "current", "fields")
        seen = [{k: r.get(k) for k in kept} for r in push(firm, headers, foreign, missing)]
        assert seen[0] == seen[1], (type, owner)
        compared += 1
    assert compared == 2 * (len(BODIES) - len(DISPUTED))


def test_a_right_that_is_given_too_widely_is_found(standing: Firm, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("leima.access.rights.may_change", lambda tx, actor, person, *stretch: True)
    result = push(standing, standing.session("payroll")[0], aimed(standing, "punch.record", "employee"))[0]
    assert result["status"] == "applied" and not may("punch.record", "payroll", "employee")
