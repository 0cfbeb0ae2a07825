"""What a person has chosen: topics that stay in the inbox, and hours in which nothing is sent."""

from typing import Any

import pytest

from leima.app import NOTICES
from leima.db.message import WAITS
from leima.features.push.quiet import quiet_until
from leima.features.push.topics import TOPICS, topic_of
from leima.web.words import say
from tests.company import Company, ms
from tests.push.browsers import Browser, approve, quietly, return_month, send, waits
from tests.push.test_subscriptions import try_it

HELSINKI = "Europe/Helsinki"


def choose(company: Company, who: str, **body: Any) -> Any:
    told = {"off": [], "quiet": None, **body}
    answer = company.client.put("/api/v1/notices/choices", json=told, headers=company.headers(who))
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_a_topic_that_is_off_stays_in_the_inbox(company: Company) -> None:
    service, ainos, einos = quietly(company), Browser(), Browser()
    ainos.subscribe(company, "aino")
    einos.subscribe(company, "eino")
    assert choose(company, "aino", off=["claims"])["off"] == ["claims"]
    assert company.get("aino", "notices/choices") == {"topics": list(TOPICS), "off": ["claims"], "quiet": None}
    for who in ("aino", "eino"):
        approve(company, who)
        return_month(company, who)
    send(company, service)
    assert [told["kind"] for told in service.read(ainos)] == ["month_returned"]
    assert len(service.read(einos)) == 2
    assert len(company.rows("SELECT id FROM notice WHERE person=:who", who=company.ids["aino"])) == 2
    choose(company, "aino")
    approve(company, "aino")
    send(company, service)
    assert len(service.read(ainos)) == 2


def test_every_kind_that_goes_to_phones_has_a_line_without_places_and_a_topic() -> None:
    kinds = [one for one in NOTICES if one.push]
    assert len(kinds) > 20
    assert [one.kind for one in kinds if one.push not in (WAITS, f"push.{one.kind}")] == []
    for one in kinds:
        lines = {say(lang, str(one.push), {}) for lang in ("fi", "sv", "en")}
        assert len(lines) == 3 and not any("{" in line for line in lines), one.kind
    assert {topic_of(one.kind) for one in kinds} == set(TOPICS), "a topic that nothing is about"


@pytest.mark.parametrize(
    ("what", "now", "hours", "end"),
    [
        ("in the evening it is quiet until the morning", "2026-11-20T22:30", ("21:00", "07:00"), "2026-11-21T07:00"),
        ("after midnight too", "2026-11-21T03:00", ("21:00", "07:00"), "2026-11-21T07:00"),
        ("the first minute is quiet", "2026-11-20T21:00", ("21:00", "07:00"), "2026-11-21T07:00"),
        ("the last one is over", "2026-11-21T07:00", ("21:00", "07:00"), None),
        ("by day it is not quiet", "2026-11-20T12:00", ("21:00", "07:00"), None),
        ("hours of one day do not cross midnight", "2026-11-20T12:30", ("12:00", "13:00"), "2026-11-20T13:00"),
        ("the same hour twice is a whole day", "2026-11-20T12:30", ("12:00", "12:00"), "2026-11-21T12:00"),
        ("the night that is an hour short", "2027-03-28T02:30", ("21:00", "07:00"), "2027-03-28T07:00"),
        ("the night that is an hour long", "2026-10-25T02:30", ("21:00", "07:00"), "2026-10-25T07:00"),
        ("an end that the clock jumps over comes after it", "2027-03-28T02:30", ("21:00", "03:30"), "2027-03-28T04:30"),
    ],
)
def test_quiet_hours(what: str, now: str, hours: tuple[str, str], end: str | None) -> None:
    assert quiet_until(ms(now), HELSINKI, *hours) == (None if end is None else ms(end)), what


def test_quiet_hours_are_quiet_in_every_minute_of_both_nights_of_the_clock_change() -> None:
    for night in ("2026-10-24T20:00", "2027-03-27T20:00"):
        first = ms(night)
        ends = {quiet_until(first + n * 60_000, HELSINKI, "21:00", "07:00") for n in range(90, 9 * 60)}
        assert len(ends) == 1, ends


def test_what_comes_in_quiet_hours_goes_when_they_end(company: Company) -> None:
    service, browser = quietly(company), Browser()
    browser.subscribe(company, "aino")
    choose(company, "aino", quiet={"start": "21:00", "end": "07:00"})
    company.at("2026-11-20T23:00")
    approve(company, "aino", many=3)
    assert [send(company, service) for _ in range(2)] == [0, 0]
    assert waits(company) == 3
    assert try_it(company, browser.endpoint) == 204
    assert send(company, service) == 1, "a test message is asked for"
    company.at("2026-11-21T07:00")
    assert send(company, service) == 3
    assert waits(company) == 0


@pytest.mark.parametrize(
    "body",
    [
        {"off": ["everything"]},
        {"off": [], "quiet": {"start": "24:00", "end": "07:00"}},
        {"off": [], "quiet": {"start": "7:00", "end": "08:00"}},
        {"off": [], "quiet": {"start": "07:00"}},
        {"off": [], "quiet": {"start": "07:00", "end": "07:00"}},
        {"off": ["kiky"] * 21},
    ],
)
def test_choices_that_make_no_sense_are_refused(one: Company, body: Any) -> None:
    assert one.client.put("/api/v1/notices/choices", json=body, headers=one.headers("aino")).status_code == 400
