"""Webhooks hear of what happened: in the unit of work that did it, signed, until they have taken it."""

import json
from typing import Any

import pytest

from leima.features.webhooks.outbox import KEPT_FOR
from leima.features.webhooks.sending import PAUSED_AFTER
from leima.features.webhooks.signing import signature
from leima.features.webhooks.telling import EVENTS, OF_AUDIT
from leima.web.words import words
from leima.world.push import Outcome, Result
from tests.company import Company
from tests.leave.asked import ask as leave
from tests.leave.asked import decide
from tests.months.month_fixtures import DECEMBER, approved, close, month_op, tell
from tests.webhooks.receivers import ADDRESS, DOWN, TAKEN, Receiver, ask, make, messages, send

HOUR = 3_600_000
DAY = 24 * HOUR
MONTHS = ("month.sent", "month.approved", "month.closed")


def sent_month(company: Company, who: str = "aino") -> str:
    """Somebody sends their November. Returns its id."""
    company.turn(DECEMBER)
    assert tell(company, who, month_op(company, who, "send"))[0]["status"] == "applied"
    return f"{company.ids[who]}:2026-11"


def test_what_happened_is_told_by_its_ids_alone(company: Company, receiver: Receiver) -> None:
    make(company, *MONTHS)
    company.turn(DECEMBER)
    approved(company, "aino")
    assert close(company, "admin", people=[company.ids["aino"]])["closed"]
    send(company)
    month = {"id": f"{company.ids['aino']}:2026-11", "person": company.ids["aino"]}
    assert {told["type"]: told["data"] for told in receiver.heard()} == dict.fromkeys(MONTHS, month)
    assert len(receiver.came) == len(MONTHS)
    assert all(told.keys() == {"type", "timestamp", "data"} for told in receiver.heard())
    text = b"".join(content for _, _, content in receiver.came).decode()
    assert [name for name in ("Aino", "Boss", "company.test", "Pohjola") if name in text] == []


def test_a_decision_on_leave_tells_no_kind(one: Company, receiver: Receiver) -> None:
    make(one, "leave.decided")
    id = leave(one, kind="unpaid", reason="Kanaria")
    assert decide(one, "boss", id, "approve", 1)["status"] == "applied"
    send(one)
    [told] = receiver.heard()
    assert told["data"] == {"id": id, "person": one.ids["aino"]}
    assert b"unpaid" not in receiver.came[0][2] and b"Kanaria" not in receiver.came[0][2]


def test_each_hears_what_it_has_chosen_and_another_organisation_nothing(one: Company, receiver: Receiver) -> None:
    make(one, "month.sent", address="https://a.example/x")
    make(one, "month.closed", address="https://b.example/x")
    sql = "UPDATE webhook SET org='another' WHERE address='https://c.example/x'"
    make(one, "month.sent", address="https://c.example/x")
    one.world.db.write_now(lambda tx: tx.run(sql))
    sent_month(one)
    send(one)
    assert receiver.asked == ["https://a.example/x"]


def test_what_is_undone_is_never_told(company: Company, receiver: Receiver) -> None:
    make(company, "month.sent")

    def fails(tx: Any) -> None:
        tx.org = company.ids["org"]
        tx.audit("month.sent", "month", "x")
        tx.conclude()
        raise RuntimeError

    with pytest.raises(RuntimeError):
        company.world.db.write_now(fails)
    assert company.rows("SELECT id FROM webhook_message") == []


def test_a_deed_of_a_unit_that_is_concluded_twice_is_told_once(company: Company, receiver: Receiver) -> None:
    make(company, "month.sent")

    def twice(tx: Any) -> None:
        tx.org = company.ids["org"]
        tx.audit("month.sent", "month", "x")
        tx.conclude()

    company.world.db.write_now(twice)
    assert len(company.rows("SELECT id FROM webhook_message")) == 1


def test_the_reference_signature_of_the_standard_is_ours() -> None:
    """The vector that the standard's own libraries are tested with."""
    secret, id = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "msg_p5jXN8AQM9LWM0D4loKWxJek"
    told = signature(secret, id, 1614265330, '{"test": 2432232314}')
    assert told == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


def test_a_receiver_that_is_down_gets_all_of_it_later_in_growing_steps(company: Company, receiver: Receiver) -> None:
    id, _ = make(company, "month.sent")
    month, other = sent_month(company), sent_month(company, "eino")
    receiver.answer = lambda _: DOWN
    assert send(company) == 0
    assert send(company) == 0
    assert len(receiver.asked) == 1, "one try tells that it is down"
    newest = messages(company, id)
    assert sorted((told["tries"], told["status"], told["standing"]) for told in newest) == [
        (0, None, "waiting"),
        (1, 503, "waiting"),
    ]
    receiver.answer = lambda _: TAKEN
    company.clock.move(30_000)
    assert send(company) == 2
    assert {told["data"]["id"] for told in receiver.heard()} == {month, other}
    ids = [headers["webhook-id"] for _, headers, _ in receiver.came]
    assert len(ids) == 3 and len(set(ids)) == 2, "a try again has the id of the first"
    assert {told["standing"] for told in messages(company, id)} == {"sent"}
    assert ask(company, "GET", "")["webhooks"][0]["failures"] == 0


def test_a_wait_that_the_receiver_asks_for_is_kept(one: Company, receiver: Receiver) -> None:
    make(one, "month.sent")
    sent_month(one)
    receiver.answer = lambda _: Outcome(Result.LATER, 600, 429)
    send(one)
    one.clock.move(599_000)
    send(one)
    assert len(receiver.asked) == 1
    one.clock.move(1_000)
    send(one)
    assert len(receiver.asked) == 2


def test_a_message_that_is_never_taken_keeps_no_other_from_going(one: Company, receiver: Receiver) -> None:
    """A receiver that has a fault with one message takes the others; that one is given up after three days."""
    id, _ = make(one, "month.sent", "person.changed")
    month = sent_month(one)
    receiver.answer = lambda _: TAKEN if receiver.heard()[-1]["type"] == "person.changed" else Outcome(Result.REFUSED)
    for n in range(20):
        one.world.db.write_now(lambda tx, n=n: _person_changed(one, tx, n))
        for _ in range(3):
            send(one)
            one.clock.move(2 * HOUR)
    told = {one["event"]: one for one in messages(one, id) if one["standing"] != "sent"}
    assert told.keys() == {"month.sent"} and told["month.sent"]["standing"] == "given_up"
    assert told["month.sent"]["tries"] > 5
    assert ask(one, "GET", "")["webhooks"][0]["paused_at"] is None
    receiver.answer = lambda _: TAKEN
    ask(one, "POST", f"/{id}/messages/{told['month.sent']['id']}/again")
    assert send(one) == 1 and receiver.heard()[-1]["data"]["id"] == month


def _person_changed(company: Company, tx: Any, n: int) -> None:
    tx.org = company.ids["org"]
    tx.audit("person.roles", "person", f"p{n}")


def test_one_that_takes_nothing_for_half_a_day_is_paused_and_admins_hear_of_it(
    company: Company, receiver: Receiver
) -> None:
    id, _ = make(company, "month.sent", name="Palkat")
    sent_month(company)
    receiver.answer = lambda _: DOWN
    began = company.clock.now()
    while not ask(company, "GET", "")["webhooks"][0]["paused_at"]:
        send(company)
        company.clock.move(HOUR // 2)
        assert company.clock.now() - began < 2 * DAY
    assert company.clock.now() - began > 6 * HOUR
    [notice] = company.rows("SELECT person, params FROM notice WHERE kind='webhook_paused'")
    assert (notice.person, json.loads(notice.params)) == (company.ids["admin"], {"name": "Palkat"})
    asked = len(receiver.asked)
    send(company)
    assert len(receiver.asked) == asked == PAUSED_AFTER, "it is left alone"
    receiver.answer = lambda _: TAKEN
    sent_month(company, "eino")
    ask(company, "PUT", f"/{id}/running", {"running": True})
    assert send(company) >= 1, "what came meanwhile has waited"
    assert ask(company, "GET", "")["webhooks"][0]["paused_at"] is None


def test_one_that_says_it_is_gone_is_paused_at_once(one: Company, receiver: Receiver) -> None:
    make(one, "month.sent")
    sent_month(one)
    receiver.answer = lambda _: Outcome(Result.GONE, status=410)
    send(one)
    assert ask(one, "GET", "")["webhooks"][0]["paused_at"]
    receiver.answer = lambda _: Outcome(Result.GONE, status=404)
    make(one, "month.sent", name="B", address="https://b.example/x")
    sent_month(one, "eino")
    send(one)
    assert ask(one, "GET", "")["webhooks"][0]["paused_at"] is None, "a page that is missing may come back"


def test_one_that_hangs_delays_nobody(one: Company, receiver: Receiver) -> None:
    make(one, "month.sent", address="https://slow.example/x")
    make(one, "month.sent")
    for who in ("aino", "eino"):
        sent_month(one, who)
    receiver.hangs = frozenset({"https://slow.example/x"})
    assert send(one) == 2
    assert receiver.asked[:3].count(ADDRESS) == 2, receiver.asked


def test_a_new_secret_signs_at_once_and_the_old_one_beside_it_for_a_day(one: Company, receiver: Receiver) -> None:
    id, old = make(one, "month.sent")
    new = ask(one, "POST", f"/{id}/secret")["secret"]
    assert new != old and new.startswith("whsec_")
    ask(one, "POST", f"/{id}/test")
    send(one)
    one.clock.move(DAY)
    ask(one, "POST", f"/{id}/test")
    send(one)
    for (_, headers, content), secrets in zip(receiver.came, ((new, old), (new,)), strict=True):
        told = headers["webhook-id"], int(headers["webhook-timestamp"]), content.decode()
        assert headers["webhook-signature"] == " ".join(signature(secret, *told) for secret in secrets)
    assert receiver.heard()[0]["type"] == "test"


def test_a_secret_is_told_once_and_stands_in_no_list_and_no_audit(one: Company, receiver: Receiver) -> None:
    address = "https://hr.example.fi/hook?token=verysecret"
    id, secret = make(one, "month.sent", address=address)
    ask(one, "PUT", f"/{id}", {"name": "HR 2", "address": address, "events": ["month.closed"]})
    assert secret not in str(ask(one, "GET", ""))
    events = str(one.rows("SELECT old, new FROM audit_event WHERE what LIKE 'webhook.%'"))
    assert secret not in events and "verysecret" not in events and "hr.example.fi" in events


def test_messages_are_kept_for_a_month_and_go_with_their_webhook(one: Company, receiver: Receiver) -> None:
    id, _ = make(one, "month.sent")
    ask(one, "POST", f"/{id}/test")
    send(one)
    one.clock.move(KEPT_FOR)
    assert send(one) == 1 and messages(one, id) == []
    ask(one, "POST", f"/{id}/test")
    ask(one, "DELETE", f"/{id}")
    assert one.rows("SELECT id FROM webhook_message") == []
    assert ask(one, "GET", "")["webhooks"] == []


def test_every_event_comes_of_something_that_the_audit_trail_has_words_for(one: Company) -> None:
    assert set(OF_AUDIT.values()) == set(EVENTS)
    known = words("fi")
    assert [kind for kind in OF_AUDIT if f"audit.{kind}" not in known] == []
    assert [event for event in EVENTS if f"webhook.event.{event}" not in known] == []
