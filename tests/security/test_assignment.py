"""A4: every column of every table, named in every body. A body sets what its form says and nothing else."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec
import pytest

from leima.app import OPS
from tests.security.bodies import BODIES
from tests.security.firm import NOW, Firm, open_firm
from tests.security.making import made
from tests.security.raw_request import raw_request
from tests.security.sealed import op, push
from tests.security.snapshot import differences, owned_by_the_server, snapshot
from tests.security.test_malformed import good_bodies

OWN_FIELDS = {
    "/api/v1/people": ("lang", "roles"),
    "/api/v1/people/{person}/details": ("site",),
    "/api/v1/months/close": ("reason",),
    "/api/v1/reminders/own/{kind}": ("enabled", "number", "usual"),
    "/api/v1/reminders/rules/{kind}": ("own",),
    "/api/v1/setup/sites/{id}": ("address",),
    "/api/v1/setup/teams/{id}": ("site",),
}
"""Fields of a form itself that have the name of a column."""
VALUES: tuple[Any, ...] = ("x", 7, True)


def fields_of(body: type[msgspec.Struct]) -> set[str]:
    return {field.encode_name for field in msgspec.structs.fields(body)}


def test_no_body_of_a_route_sets_a_field_of_the_servers(firm: Firm) -> None:
    bodies = {r: b for r, b in good_bodies(firm).items() if b and isinstance(b, dict) and not r.endswith("/sync/push")}
    headers, tried = firm.session("payroll")[0], 0
    before = snapshot(firm)
    for route, good in bodies.items():
        verb, _, path = route.partition(" ")
        for name in owned_by_the_server():
            if name in good or name in OWN_FIELDS.get(path, ()):
                continue
            for value in VALUES:
                answer = raw_request(firm, verb, path, headers, {**good, name: value})
                assert answer.status == 400, (route, name, answer)
                tried += 1
    print(f"mass assignment: {tried} fields in {len(bodies)} routes")
    assert differences(before, snapshot(firm)) == []
    assert tried >= len(bodies) * 3 * 60


def test_no_operation_sets_a_field_of_the_servers(firm: Firm) -> None:
    me, headers, tried = firm.ids["employee"], firm.session("employee")[0], 0
    forms = {one.type: one.body for one in OPS}
    targets = {type: made(firm, type, "employee") for type in BODIES if type != "correction.decide"}
    before = snapshot(firm)
    for type, target in targets.items():
        ops = []
        for name in sorted(set(owned_by_the_server()) - fields_of(forms[type])):
            ops += [op(type, me, target, {**BODIES[type], name: value}) for value in VALUES]
            if type == "entry.edit" and name not in BODIES["entry.create"]:
                ops += [op(type, me, target, {"set": {"note": "x", name: value}}) for value in VALUES]
        for start in range(0, len(ops), 50):
            results = push(firm, headers, *ops[start : start + 50])
            assert {r["status"] for r in results} == {"rejected"}, [r for r in results if r["status"] != "rejected"]
        tried += len(ops)
    print(f"mass assignment: {tried} fields in {len(targets)} operations")
    assert differences(before, snapshot(firm)) == []
    assert tried >= len(targets) * 3 * 60


def test_an_envelope_that_names_another_author_changes_nothing(firm: Firm) -> None:
    """The envelope is read leniently: what it names beyond its form is passed over."""
    me, other, headers = firm.ids["employee"], firm.ids["mate"], firm.session("employee")[0]
    claims = {"author": other, "person": other, "org": firm.ids["their_org"], "received_at": 1, "actor": other}
    one = op("punch.record", me)
    assert push(firm, headers, one, **claims)[0]["status"] == "applied"
    row = firm.rows("SELECT * FROM punch WHERE id=:id", id=one["entity"]["id"])[0]
    assert (row.org, row.person, row.author, row.received_at) == (firm.ids["org"], me, me, NOW)
    for name in ("author", "org", "seq", "version", "received_at", "flags", "status"):
        sealed = {**op("punch.record", me), name: other}
        assert push(firm, headers, sealed)[0]["status"] == "rejected", name


class Loose(msgspec.Struct):
    """A request's body as one would write it without a thought: it takes anything."""

    date: str
    start: int | None = None
    end: int | None = None
    minutes: int | None = None
    note: str = ""


def test_a_form_that_takes_anything_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    planted = tuple(replace(one, body=Loose) if one.type == "order.ask" else one for one in OPS)
    monkeypatch.setattr("leima.app.OPS", planted)
    monkeypatch.setattr("tests.apps._FREE", {})
    with open_firm(tmp_path) as firm, pytest.raises(AssertionError):
        test_no_operation_sets_a_field_of_the_servers(firm)
