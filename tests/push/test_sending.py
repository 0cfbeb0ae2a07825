"""A notice reaches each phone of its person: once, soon, sealed, and no other phone."""

import time
from typing import Any

import pytest

from leima.features.ledger.notices import Posted
from leima.features.notices.store import tell
from leima.features.push.sealing import PADDED
from leima.features.push.sending import LONGEST_WAIT, wait_after
from leima.world.push import Outcome, Result
from tests.company import Company
from tests.push.browsers import CANARY, Browser, Service, approve, quietly, return_month, send, waits

HOUR = 3_600_000


def test_a_notice_reaches_the_phone_of_its_person_and_no_other(company: Company) -> None:
    service, ainos, einos = quietly(company), Browser(), Browser()
    ainos.subscribe(company, "aino")
    einos.subscribe(company, "eino")
    [notice] = approve(company, "aino")
    assert waits(company) == 1
    assert send(company, service) == 1
    assert service.read(ainos) == [{"kind": "claim_approved", "id": notice, "n": 1}]
    assert service.read(einos) == []
    assert waits(company) == 0
    state = company.get("aino", "push/subscription")
    assert state["on"] and state["sent_at"] and state["failing_since"] is None


def test_a_message_has_its_life_urgency_topic_and_always_one_length(one: Company) -> None:
    service, browser = quietly(one), Browser()
    browser.subscribe(one, "aino")
    approve(one, "aino")
    return_month(one, "aino")
    send(one, service)
    headers = [told for _, told, _ in service.came]
    assert {told["TTL"] for told in headers} == {"86400"}
    assert {told["Urgency"] for told in headers} == {"normal"}
    assert {told["Content-Encoding"] for told in headers} == {"aes128gcm"}
    topics = [told["Topic"] for told in headers]
    assert len(set(topics)) == 2 and all(len(topic) == 32 for topic in topics)
    assert {len(browser.open(content)) for _, _, content in service.came} == {PADDED}
    assert all(told["Authorization"].startswith("vapid t=") for told in headers)


def test_no_message_names_a_person_or_an_amount(
    one: Company, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    service, browser = quietly(one), Browser()
    browser.subscribe(one, "aino")
    approve(one, "aino", many=20)
    service.answer = lambda _: Outcome(Result.SENT if len(service.came) % 3 else Result.LATER)
    for _ in range(20):
        send(one, service)
        one.clock.move(HOUR)
    told = b"".join(browser.open(content) for _, _, content in service.came).decode()
    told += str([headers for _, headers, _ in service.came]) + caplog.text + "".join(capfd.readouterr())
    assert len(service.came) > 20
    assert [word for word in (*CANARY.split(), "Aino", "123,45", "2026-11") if word in told] == []
    assert browser.endpoint not in caplog.text


def test_what_is_undone_with_its_notice_is_never_sent(company: Company) -> None:
    quietly(company)
    Browser().subscribe(company, "aino")
    with pytest.raises(RuntimeError):
        company.world.db.write_now(_tells_and_fails(company))
    assert waits(company) == 0


def _tells_and_fails(company: Company) -> Any:
    def work(tx: Any) -> None:
        tx.org = company.ids["org"]
        tell(tx, company.ids["aino"], Posted("2026-11-02", "r", "w"))
        raise RuntimeError

    return work


def test_a_subscription_that_has_ended_is_let_go_with_all_that_waits_for_it(company: Company) -> None:
    service, browser, other = quietly(company), Browser(), Browser()
    browser.subscribe(company, "aino")
    other.subscribe(company, "eino")
    approve(company, "aino", many=3)
    approve(company, "eino")
    service.answer = lambda endpoint: Outcome(Result.GONE if endpoint == browser.endpoint else Result.SENT)
    send(company, service)
    assert len(service.came) == 2, "one try at what has ended"
    assert waits(company) == 0
    assert company.get("aino", "push/subscription")["on"] is False
    assert company.get("eino", "push/subscription")["on"] is True


def test_a_service_in_trouble_is_asked_again_later_and_says_since_when(company: Company) -> None:
    service, browser = quietly(company), Browser()
    browser.subscribe(company, "aino")
    approve(company, "aino", many=2)
    service.answer = lambda _: Outcome(Result.LATER, 120)
    send(company, service)
    assert (len(service.came), waits(company)) == (1, 2)
    assert company.get("aino", "push/subscription")["failing_since"]
    company.clock.move(119_000)
    assert send(company, service) == 0
    assert len(service.came) == 1, "Retry-After is honoured"
    company.clock.move(2_000)
    service.answer = lambda _: Outcome(Result.SENT)
    assert send(company, service) == 2
    assert company.get("aino", "push/subscription")["failing_since"] is None


def test_waits_grow_with_some_chance_in_them_and_end_at_six_hours() -> None:
    for failures in range(40):
        least, most = wait_after(failures, 0, 0.0), wait_after(failures, 0, 1.0)
        assert 15_000 <= least < most <= LONGEST_WAIT
    assert wait_after(0, 999_999, 0.5) == LONGEST_WAIT, "nobody can ask for more"


def test_one_that_hangs_delays_nobody(one: Company) -> None:
    browsers = {who: Browser() for who in ("aino", "eino", "hourly", "boss")}
    for who, browser in browsers.items():
        browser.subscribe(one, who)
    service = quietly(one, Service(hangs=frozenset({browsers["aino"].endpoint})))
    for who in browsers:
        approve(one, who, many=5)
    began, times = time.perf_counter(), []

    def answer(_: str) -> Outcome:
        times.append(time.perf_counter() - began)
        return Outcome(Result.SENT)

    service.answer = answer
    assert send(one, service) == 15
    assert max(times) < 0.45, f"the last of the others came after {max(times):.2f} s"
    assert waits(one) == 5, "what hangs is kept"


def test_what_was_read_elsewhere_meanwhile_is_not_sent(company: Company) -> None:
    service, browser = quietly(company), Browser()
    browser.subscribe(company, "aino")
    first, second = approve(company, "aino", many=2)
    sql = "UPDATE notice SET read_at=:at WHERE id=:id"
    company.world.db.write_now(lambda tx: tx.run(sql, at=company.clock.now(), id=first))
    send(company, service)
    assert [told["id"] for told in service.read(browser)] == [second]
    assert waits(company) == 0


def test_what_could_not_be_sent_for_three_days_is_let_go(company: Company) -> None:
    service, browser = quietly(company), Browser()
    browser.subscribe(company, "aino")
    approve(company, "aino")
    service.answer = lambda _: Outcome(Result.LATER)
    for _ in range(13):
        send(company, service)
        company.clock.move(6 * HOUR)
    send(company, service)
    assert waits(company) == 0
    assert 3 < len(service.came) < 14


def test_the_server_sends_by_itself_soon_after_the_commit(company: Company) -> None:
    service, browser = Service(), Browser()
    company.world.push = service
    browser.subscribe(company, "aino")
    began = time.perf_counter()
    approve(company, "aino")
    while not service.came and time.perf_counter() - began < 5:
        time.sleep(0.01)
    assert len(service.read(browser)) == 1
    print(f"after the commit: {(time.perf_counter() - began) * 1000:.0f} ms")
    assert time.perf_counter() - began < 3
