"""Every type of operation: made offline, killed, sent twice, refused, met by another word. `rows.json` has the rows."""

import json
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from litestar.testing import TestClient

from leima.app import hooks
from leima.db.database import Unavailable
from leima.db.engine import open_database
from leima.db.tx import Tx
from tests.apps import app_over
from tests.offline import table
from tests.offline.acting import STRANGER, idler, receipts, say_first, sealed, send, sender
from tests.security.firm import NOW, Firm
from tests.security.raw_request import raw_request
from tests.security.sealed import op, push
from tests.security.snapshot import differences, snapshot

DAY = 86_400_000
every_type = pytest.mark.parametrize("type", table.TYPES)


def test_every_type_has_a_row_and_the_page_says_the_same() -> None:
    page = table.PAGE.read_text("utf-8")
    assert page == table.written(page), "docs/offline.md is old: run `.venv/bin/python -m tests.offline.table`"


def test_a_type_without_a_row_is_told_what_to_add(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table, "TYPES", (*table.TYPES, "course.ask"))
    with pytest.raises(LookupError, match=r'course.ask has no row: add to tests/offline/rows.json[^$]*"course.ask": {'):
        table.rows()


@every_type
def test_made_offline_it_counts_from_when_it_was_made(firm: Firm, type: str) -> None:
    one = sealed(firm, type)
    one["time"]["claimed_at"] = NOW - DAY
    assert send(firm, sender(type), one)["status"] == "applied"
    assert [row.claimed_at for row in receipts(firm, one)] == [NOW - DAY]


@every_type
def test_a_server_that_dies_before_its_commit_leaves_nothing_and_takes_it_when_it_comes_again(
    firm: Firm, type: str
) -> None:
    one, headers = sealed(firm, type), firm.session(sender(type))[0]
    before = snapshot(firm)
    body = {"device_id": "a-device", "batch_id": None, "sent_at": NOW, "ops": [one]}
    with dying(firm):
        answer = raw_request(firm, "POST", "/api/v1/sync/push", headers, body)
    assert answer.status == 503
    assert differences(before, snapshot(firm)) == [] and receipts(firm, one) == []
    said = send(firm, sender(type), one)
    assert (said["status"], said["dup"]) == ("applied", False)


@contextmanager
def dying(firm: Firm) -> Iterator[None]:
    """The work is done with all that follows from it, and the server is no more when it would commit."""
    stands = firm.world.db.hooks.before_commit

    def die(tx: Tx) -> None:
        tx.recompute()
        tx.send()
        raise Unavailable("killed")

    firm.world.db.hooks.before_commit = (*stands, die)
    try:
        yield
    finally:
        firm.world.db.hooks.before_commit = stands


@every_type
def test_sent_twice_it_has_one_effect_and_one_answer(firm: Firm, type: str) -> None:
    one, headers = sealed(firm, type), firm.session(sender(type))[0]
    first, second = push(firm, headers, one, one)
    once = snapshot(firm)
    third = send(firm, sender(type), one)
    assert (first["status"], first["dup"]) == ("applied", False)
    assert second == third == {**first, "dup": True}
    assert differences(once, snapshot(firm)) == [] and len(receipts(firm, one)) == 1


def test_a_server_that_died_before_it_answered_knows_every_type_when_it_is_started_again(firm: Firm) -> None:
    sent = [(sender(type), sealed(firm, type)) for type in table.TYPES]
    answers = [send(firm, who, one) for who, one in sent]
    stands, settings = snapshot(firm), firm.world.settings
    anew = open_database(settings, firm.clock.now, hooks())
    with app_over(settings, firm.clock, anew) as (app, world), TestClient(app, base_url="http://leima.test") as client:
        started = Firm(app, client, world, firm.clock, client.blocking_portal, firm.ids)
        again = [send(started, who, one) for who, one in sent]
    assert again == [{**answer, "dup": True} for answer in answers]
    assert differences(stands, snapshot(firm)) == []


@every_type
def test_refused_it_changes_nothing_and_is_kept_with_why(firm: Firm, type: str) -> None:
    good = sealed(firm, type)
    odd = {**op(type, good["subject"], good["entity"]["id"]), "body": {**good["body"], "odd": 1}}
    foreign, idle = ({**good, "op_id": op(type, "x")["op_id"]} for _ in range(2))
    before = snapshot(firm)
    for who, one, codes in (
        (sender(type), odd, ("invalid",)),
        (STRANGER, foreign, ("not_found", "forbidden")),
        (idler(type), idle, ("not_found", "forbidden")),
    ):
        said = send(firm, who, one)
        assert said["status"] == "rejected" and said["code"] in codes, (who, said)
        assert send(firm, who, one) == {**said, "dup": True}
        (kept,) = receipts(firm, one)
        assert (kept.status, json.loads(kept.raw)) == ("rejected", one)
    assert differences(before, snapshot(firm)) == []
    assert send(firm, sender(type), good)["status"] == "applied"


@every_type
def test_met_by_another_word_it_changes_nothing_and_shows_both(firm: Firm, type: str) -> None:
    row = table.rows()[type]
    one = sealed(firm, type, row.about)
    say_first(firm, one, row.first)
    before = snapshot(firm)
    said = send(firm, sender(type), one)
    if row.never:
        assert said["status"] == "applied", f"{type} is refused, its row says that it never is: {said}"
        return
    theirs = {name: (said.get("current") or {}).get(name) for name in said.get("fields") or ()}
    met = {"code": said.get("code"), "theirs": theirs}
    assert met == {"code": row.code, "theirs": row.theirs}, f"the row of {type} would be {json.dumps(met)}: {said}"
    assert said["status"] == ("conflict" if row.theirs else "rejected")
    assert send(firm, sender(type), one) == {**said, "dup": True}
    (kept,) = receipts(firm, one)
    assert (kept.status, json.loads(kept.raw)) == (said["status"], one)
    assert differences(before, snapshot(firm)) == []
