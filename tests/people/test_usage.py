"""The page of features in use: numbers and dates of rows that are kept anyway, of everybody together."""

import json
from typing import Any

import pytest

from leima.app import USAGE
from leima.db.tables.auth import TwoStep
from leima.db.tables.webhooks import Webhook
from leima.db.tx import Tx
from leima.db.usage import At, Use, used
from leima.features.people import store as people
from tests.company import Company, ms, operation, punch

TODAY = "2026-11-20"
LEAVE = {"from_date": "2026-12-07", "until_date": "2026-12-11", "kind": "annual_holiday"}


def usage(company: Company) -> dict[str, dict[str, Any]]:
    """What the page says of each feature."""
    return {one["kind"]: one for one in company.get("admin", "usage")["features"]}


def told(company: Company, kind: str) -> tuple[str, int | None, str | None]:
    """State, people (or things), and the date of the last use."""
    one = usage(company)[kind]
    return one["state"], one["people"] if one["things"] is None else one["things"], one["last"]


def clocks(company: Company, who: str, kind: str, at: str, **body: Any) -> None:
    moment = f"{TODAY}T{at}"
    pushed = company.at(moment).push(who, punch(company.ids[who], kind, moment, body=body))
    assert [one["status"] for one in pushed["results"]] == ["applied"]


def write(company: Company, row: Any) -> None:
    company.world.db.write_now(lambda tx: tx.insert(row))


def test_nothing_is_in_use_before_anybody_has_done_anything(office: Company) -> None:
    page = office.get("admin", "usage")
    assert (page["since"], page["date"]) == ("2026-10-22", TODAY)
    states = {one["kind"]: one["state"] for one in page["features"]}
    assert states["clocking"] == states["passkeys"] == states["pay_runs"] == "never"
    assert states["remote"] == "not_lately", "of hours only these days are read"
    assert states["presence"] == "not_recorded"
    assert "used" not in states.values()


def test_clocking_breaks_and_remote_work_are_counted_by_people(office: Company) -> None:
    clocks(office, "aino", "in", "08:00", remote=True)
    clocks(office, "eino", "in", "08:05")
    clocks(office, "aino", "break_start", "11:00")
    clocks(office, "aino", "break_end", "11:30")
    clocks(office, "aino", "out", "16:00")
    assert told(office, "clocking") == ("used", 2, TODAY)
    assert told(office, "breaks") == ("used", 1, TODAY)
    office.turn("2026-11-21T09:00")
    assert told(office, "remote") == ("used", 1, TODAY), "hours are added up once their day is over"
    assert told(office, "work_types") == ("not_lately", 0, None)


def test_what_was_used_earlier_says_when_and_is_not_counted(office: Company) -> None:
    clocks(office, "aino", "in", "08:00")
    clocks(office, "aino", "out", "16:00")
    office.turn("2026-12-19T09:00")
    assert told(office, "clocking") == ("used", 1, TODAY), "the thirtieth day"
    office.turn("2026-12-21T09:00")
    assert told(office, "clocking") == ("not_lately", 0, TODAY)


def test_who_has_left_is_not_counted_among_those_who_are_there(office: Company) -> None:
    clocks(office, "aino", "in", "08:00")
    clocks(office, "eino", "in", "08:00")
    there = office.get("admin", "usage")["people"]

    def leaves(tx: Tx) -> None:
        tx.org = office.ids["org"]
        tx.run("UPDATE person SET active=:no WHERE org=:org AND id=:id", no=False, org=tx.org, id=office.ids["eino"])

    office.world.db.write_now(leaves)
    assert office.get("admin", "usage")["people"] == there - 1
    assert told(office, "clocking") == ("used", 1, TODAY)


def test_a_request_for_leave_and_a_second_step_are_dated_by_their_instants(office: Company) -> None:
    office.at(f"{TODAY}T09:00")
    asked = operation(office.ids["aino"], "leave.request", LEAVE, office.clock.now())
    assert [one["status"] for one in office.push("aino", asked)["results"]] == ["applied"]
    assert told(office, "leave_requests") == ("used", 1, TODAY)
    assert told(office, "absences") == ("never", 0, None), "it lies ahead, and is not granted yet"
    step = ms(f"{TODAY}T08:00") // 30_000
    write(office, TwoStep(org=office.ids["org"], person=office.ids["boss"], secret="x", since=1, last_step=step))
    assert told(office, "two_step") == ("used", 1, TODAY)


def test_programs_are_counted_by_things_and_not_by_people(office: Company) -> None:
    sent = {"secret": "whsec_x", "events": "[]", "made_by": office.ids["admin"], "made_at": 1, "address": "https://a"}
    for id, at in (("h1", ms(f"{TODAY}T08:00")), ("h2", ms("2026-09-01T08:00"))):
        write(office, Webhook(org=office.ids["org"], id=id, name=id, sent_at=at, **sent))
    one = usage(office)["webhooks"]
    assert (one["people"], one["things"], one["last"], one["set_up"]) == (None, 1, TODAY, "rajapinnat")


def test_another_organisations_use_is_not_counted(office: Company) -> None:
    def theirs(tx: Tx) -> None:
        people.add_organisation(tx, "Toinen")
        person = people.add_person(tx, name="Toinen", email="toinen@toinen.test", counts_from="2026-11-01")
        tx.insert(TwoStep(org=tx.org, person=person, secret="x", since=1, last_step=tx.now // 30_000))

    office.world.db.write_now(theirs)
    assert told(office, "two_step") == ("never", 0, None)


def test_the_page_names_nobody_and_each_feature_once(office: Company) -> None:
    clocks(office, "aino", "in", "08:00")
    page = office.get("admin", "usage")
    kinds = [one["kind"] for one in page["features"]]
    assert len(set(kinds)) == len(kinds) == len(USAGE) > 24
    text = json.dumps(page).casefold()
    assert not [name for name, id in office.ids.items() if name != "org" and (id in text or f'"{name}"' in text)]


def test_the_page_asks_one_statement_a_feature_however_many_people_there_are(
    quick: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Tx] = []
    real = Tx.rows

    def rows(tx: Tx, row: type[At], sql: str, /, **params: object) -> list[At]:
        asked.append(tx)
        return real(tx, row, sql, **params)

    monkeypatch.setattr(Tx, "rows", rows)

    def read(tx: Tx) -> Tx:
        tx.org = quick.ids["org"]
        used(tx, [one for one in USAGE if isinstance(one, Use)])
        return tx

    page = quick.world.db.read_now(read)
    statements = [tx for tx in asked if tx is page]  # the server's own jobs ask theirs beside it
    assert len(statements) == len([one for one in USAGE if isinstance(one, Use)])
