"""A calendar outside reads somebody's leave by a secret link, and no more than its maker may see today."""

import logging
import re

import pytest

from leima.db.tx import Tx
from leima.features.people import store as people
from tests.company import Company
from tests.feeds.reader import away, events, lines_of, make

SICK = ("2026-11-23", "2026-11-25")


def moved(company: Company, who: str, team: str) -> None:
    """They are in another team from today on."""

    def work(tx: Tx) -> None:
        tx.org = company.ids["org"]
        tx.run("UPDATE team_member SET until_date='2026-11-19' WHERE person=:p", p=company.ids[who])
        people.add_membership(tx, company.ids[who], people.add_team(tx, team), from_date="2026-11-20")

    company.world.db.write_now(work)


def active(company: Company, who: str, *, is_so: bool) -> None:
    def work(tx: Tx) -> None:
        tx.org = company.ids["org"]
        people.update_person(tx, company.ids[who], active=is_so)

    company.world.db.write_now(work)


def test_own_leave_is_whole_days_with_an_exclusive_end_and_a_lasting_name(company: Company) -> None:
    id = away(company, "aino", *SICK)
    path = make(company, "aino")
    (event,) = events(company, path)
    assert event["DTSTART;VALUE=DATE"] == "20261123"
    assert event["DTEND;VALUE=DATE"] == "20261126"
    assert (event["UID"], event["SUMMARY"], event["TRANSP"]) == (f"{id}@leima", "Poissa", "OPAQUE")
    assert re.fullmatch(r"\d{8}T\d{6}Z", event["DTSTAMP"])
    assert events(company, make(company, "aino", name="Toinen"))[0]["UID"] == event["UID"]


def test_the_kind_is_told_where_its_person_chooses_so(company: Company) -> None:
    away(company, "aino", *SICK)
    away(company, "aino", "2026-12-01", "2026-12-01", "training", minutes=150)
    told = events(company, make(company, "aino", kinds=True))
    assert [event["SUMMARY"] for event in told] == ["Sairaus", "Koulutus (2:30)"]
    assert told[1]["TRANSP"] == "TRANSPARENT"


def test_a_supervisor_reads_who_of_the_team_is_away_and_never_why(company: Company) -> None:
    away(company, "aino", *SICK)
    assert events(company, make(company, "boss")) == []
    (event,) = events(company, make(company, "boss", team=True, kinds=True))
    assert (event["SUMMARY"], event["TRANSP"]) == ("Aino: poissa", "TRANSPARENT")
    assert events(company, make(company, "eino", team=True, kinds=True)) == []
    assert events(company, make(company, "payroll", team=True, kinds=True)) == []


def test_rights_are_those_of_the_moment_of_reading(company: Company) -> None:
    away(company, "aino", *SICK)
    boss, own = make(company, "boss", team=True), make(company, "aino")
    assert len(events(company, boss)) == 1
    moved(company, "aino", "Muut")
    assert events(company, boss) == []
    assert len(events(company, own)) == 1
    active(company, "aino", is_so=False)
    assert company.client.get(own).status_code == 404
    active(company, "aino", is_so=True)
    assert company.client.get(own).status_code == 200


def test_one_who_supervises_no_more_loses_the_team_at_once(company: Company) -> None:
    away(company, "aino", *SICK)
    path = make(company, "boss", team=True)

    def ends(tx: Tx) -> None:
        tx.org = company.ids["org"]
        tx.run(
            "UPDATE team_member SET until_date='2026-11-19' WHERE person=:p AND role='supervisor'",
            p=company.ids["boss"],
        )

    company.world.db.write_now(ends)
    assert events(company, path) == []


def test_a_link_is_shown_once_named_and_ended_and_then_looks_like_none(company: Company) -> None:
    path = make(company, "aino")
    secret = path.removeprefix("/feed/").removesuffix(".ics")
    assert len(secret) >= 43, "256 bits in base64"
    (feed,) = company.get("aino", "feeds")["feeds"]
    assert (feed["name"], feed["used_on"], feed["created_on"]) == ("Puhelin", None, "2026-11-20")
    assert secret not in str(company.get("aino", "feeds"))
    assert secret not in str(company.rows("SELECT * FROM feed_link"))
    assert secret not in str(company.rows("SELECT new FROM audit_event"))
    assert company.get("eino", "feeds")["feeds"] == []
    foreign = company.client.delete(f"/api/v1/feeds/{feed['id']}", headers=company.headers("eino"))
    assert foreign.status_code == 404 and company.client.get(path).status_code == 200
    assert company.get("aino", "feeds")["feeds"][0]["used_on"] == "2026-11-20"

    ended = company.client.delete(f"/api/v1/feeds/{feed['id']}", headers=company.headers("aino"))
    assert ended.status_code == 204
    gone, never = company.client.get(path), company.client.get(f"/feed/{'x' * 43}.ics")
    assert gone.status_code == never.status_code == 404
    assert gone.content == never.content
    assert {**gone.headers, "date": ""} == {**never.headers, "date": ""}


def test_the_answer_is_private_has_a_tag_and_is_asked_for_by_head_too(company: Company) -> None:
    away(company, "aino", *SICK)
    path = make(company, "aino")
    whole, head = company.client.get(path), company.client.head(path)
    assert whole.headers["content-type"] == "text/calendar; charset=utf-8"
    assert whole.headers["cache-control"] == "private, no-cache"
    assert whole.headers["referrer-policy"] == "no-referrer"
    assert (head.status_code, head.content, head.headers["etag"]) == (200, b"", whole.headers["etag"])
    same = company.client.get(path, headers={"If-None-Match": whole.headers["etag"]})
    assert (same.status_code, same.content) == (304, b"")
    away(company, "aino", "2026-12-01", "2026-12-01")
    changed = company.client.get(path, headers={"If-None-Match": whole.headers["etag"]})
    assert changed.status_code == 200
    assert company.client.post(path).status_code == 405


@pytest.mark.parametrize(
    "bad",
    ["", "x", "x.ics", "..%2F..%2Fetc.ics", "%00.ics", "ä" * 40 + ".ics", "x" * 5000 + ".ics", "'--.ics", "*.ics"],
)
def test_a_bad_secret_is_refused_and_gives_nothing(company: Company, bad: str) -> None:
    make(company, "aino")
    answer = company.client.get(f"/feed/{bad}")
    assert answer.status_code in (400, 404) or (bad == "" and b"BEGIN:VCALENDAR" not in answer.content)


def test_many_bad_links_from_one_address_have_to_wait_and_a_good_one_does_not(company: Company) -> None:
    path = make(company, "aino")
    statuses = [company.client.get(f"/feed/{n:043d}.ics").status_code for n in range(40)]
    assert statuses.count(404) == 30 and statuses[-1] == 429
    assert company.client.get(f"/feed/{'y' * 43}.ics").headers["retry-after"]
    assert company.client.get(path).status_code == 200


def test_links_are_named_and_not_without_end(company: Company) -> None:
    for _ in range(10):
        make(company, "aino")
    form = {"name": "Yksi liikaa", "kinds": False, "team": False}
    over = company.client.post("/api/v1/feeds", json=form, headers=company.headers("aino"))
    assert (over.status_code, over.json()["code"]) == (409, "too_many_feeds")
    blank = company.client.post("/api/v1/feeds", json={**form, "name": "  "}, headers=company.headers("eino"))
    assert (blank.status_code, blank.json()["code"]) == (400, "feed_name")


def _canaries(company: Company) -> list[str]:
    """Two hundred words of kinds and notes of Aino's days away, a day each."""
    words = []
    for n in range(100):
        note, reason = f"kanarinote{n:03d}zq", f"kanarireason{n:03d}zq"
        date = f"2026-{11 + n // 50:02d}-{n % 30 + 1:02d}" if n < 50 else f"2027-{n // 25:02d}-{n % 25 + 1:02d}"
        away(company, "aino", date, date, note=note, reason=reason)
        words += [note, reason]
    return words


def _leaked(company: Company, secret: list[str]) -> list[str]:
    kinds = ["Sairaus", "sick"]
    texts = ["\n".join(lines_of(company.client.get(make(company, who, team=True, kinds=True)).text)) for who in READERS]
    return [word for word in [*secret, *kinds] if any(word in text for text in texts)]


READERS = ("boss", "bossa", "eino", "payroll")


def test_no_kind_and_no_note_is_in_a_colleagues_or_a_supervisors_feed(
    company: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    secret = _canaries(company)
    assert len(secret) == 200
    assert len(events(company, make(company, "boss", team=True))) > 90
    assert _leaked(company, secret) == []
    monkeypatch.setattr("leima.features.feeds.calendar.is_own", lambda actor, row: True)
    assert _leaked(company, secret) == ["Sairaus"]


def test_no_log_has_the_secret(
    company: Company,
    capfd: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    logging.getLogger("httpx").setLevel(logging.WARNING)
    path = make(company, "aino")

    def fails(*_: object) -> None:
        raise RuntimeError(f"something about {path}")

    with caplog.at_level(logging.DEBUG, logger="leima"):
        company.client.get(path)
        monkeypatch.setattr("leima.features.feeds.reading.calendar_of", fails)
        broken = company.client.get(path)
    said = "".join(capfd.readouterr()) + caplog.text
    assert broken.status_code == 500 and "request_failed" in said
    assert path.removeprefix("/feed/").removesuffix(".ics") not in said + broken.text


@pytest.mark.parametrize("bad", ["a\r\nBEGIN:VEVENT", "a\nb", "a\rb", "a\x00b"])
def test_a_name_is_one_line(company: Company, bad: str) -> None:
    form = {"name": bad, "kinds": False, "team": False}
    assert company.client.post("/api/v1/feeds", json=form, headers=company.headers("aino")).status_code == 400


def test_a_name_of_before_breaks_no_line_of_the_calendar(company: Company) -> None:
    away(company, "aino", *SICK)
    path, team = make(company, "aino"), make(company, "boss", team=True)
    odd = "A\r\nBEGIN:VEVENT\rX\u2028\u0085Y"

    def work(tx: Tx) -> None:
        tx.org = company.ids["org"]
        tx.run("UPDATE feed_link SET name=:odd", odd=odd)
        tx.run("UPDATE person SET name=:odd WHERE id=:p", odd=odd, p=company.ids["aino"])

    company.world.db.write_now(work)
    for one in (path, team):
        text = company.client.get(one).text
        assert len(text.splitlines()) == text.count("\r\n"), one
        assert text.count("BEGIN:VEVENT\r\n") == 1
