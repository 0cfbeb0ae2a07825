"""Own travel rates: added with a source, taken back, seen by every device, and worked out by from their first day."""

import json
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import msgspec
import pytest

from leima.app import hooks
from leima.db.database import Database
from leima.db.engine import open_database
from leima.db.tx import Tx
from leima.features.rates import service, store
from leima.features.rates.schemas import NewRate
from leima.features.rates.store import rates_for
from leima.web.guard import as_actor
from leima.web.tokens import Claims
from tests.company import Company
from tests.people.office import ask
from tests.rates.given import SOURCE, add, cursor_now, pulled, shown, value


def in_force(company: Company, key: str, date: str) -> float | None:
    """The value that the organisation works out by."""

    def look(tx: Tx) -> float | None:
        tx.org = company.ids["org"]
        row = rates_for(tx).on(key, date)
        return row.value if row else None

    return company.world.db.read_now(look)


def test_a_value_that_nobody_knew_is_in_force_from_its_first_day_and_no_longer_than_its_last(office: Company) -> None:
    assert in_force(office, "motorboat_le_50hp", "2026-11-20") is None

    body = value("motorboat_le_50hp", 104, 2026, **{"from": "2026-03-01", "until": "2026-11-30"})
    done = add(office, **body)

    assert (done.status_code, done.json()) == (200, {"batch": body["id"], "count": 1})
    dates = ("2026-02-28", "2026-03-01", "2026-11-30", "2026-12-01")
    assert [in_force(office, "motorboat_le_50hp", date) for date in dates] == [None, 104, 104, None]
    assert in_force(office, "motorboat_gt_50hp", "2026-11-20") is None


def test_every_device_has_the_own_values_and_loses_what_is_taken_back(office: Company) -> None:
    body = value("car", 57)
    add(office, **body)
    told = {name: body[name] for name in ("id", "key", "value", "from", "until", "source")}
    for who in ("aino", "boss", "clerk"):
        assert pulled(office, who, "travel_rate") == {body["id"]: {**told, "unit": "km", "version": 1}}

    assert ask(office, "admin", "POST", f"travel/rates/{body['id']}/undo").json() == {"batch": body["id"], "count": 1}
    assert pulled(office, "aino", "travel_rate") == {}
    assert in_force(office, "car", "2027-05-05") is None


def test_a_device_that_had_a_value_hears_that_it_is_gone(office: Company) -> None:
    body = value("car", 57)
    add(office, **body)
    cursor = cursor_now(office, "aino")
    ask(office, "admin", "POST", f"travel/rates/{body['id']}/undo")
    changes = office.get("aino", "sync/pull", cursor=cursor)["changes"]
    assert [(one["type"], one["id"], one["deleted"]) for one in changes] == [("travel_rate", body["id"], True)]


def test_a_corrected_value_takes_the_place_of_the_first_and_undoing_it_brings_that_back(office: Company) -> None:
    first, second = value("car", 57), value("car", 58)
    add(office, **first)
    add(office, **second)
    assert in_force(office, "car", "2027-05-05") == 58
    early = ask(office, "admin", "POST", f"travel/rates/{first['id']}/undo")
    assert (early.status_code, early.json()["code"]) == (409, "rate_replaced")

    ask(office, "admin", "POST", f"travel/rates/{second['id']}/undo")

    assert in_force(office, "car", "2027-05-05") == 57
    again = ask(office, "admin", "POST", f"travel/rates/{second['id']}/undo")
    assert (again.status_code, again.json()["count"]) == (200, 0)


def test_two_admins_who_add_a_value_for_the_same_key_at_once_leave_one(
    office: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two processes: the second one is at work before the first one has written to the end."""
    tell = store._tell

    def slowly(*args: Any, **named: Any) -> None:
        time.sleep(0.4)
        tell(*args, **named)

    monkeypatch.setattr(store, "_tell", slowly)
    claims = Claims(office.ids["org"], office.ids["admin"], "family-admin")
    second = open_database(office.world.settings, office.clock.now, hooks())

    def add_to(db: Database, cents: int) -> int:
        form = msgspec.convert(value("car", cents), NewRate)
        return db.write_now(as_actor(claims, lambda tx, actor: service.add(tx, actor, form))).count

    try:
        with ThreadPoolExecutor(2) as pool:
            assert list(pool.map(add_to, (office.world.db, second), (57, 58))) == [1, 1]
    finally:
        second.close()
    standing = office.rows("SELECT value FROM travel_rate WHERE org=:org AND NOT deleted")
    given_way = office.rows("SELECT value FROM travel_rate WHERE org=:org AND deleted AND replaced_by IS NOT NULL")
    assert (len(standing), len(given_way)) == (1, 1)
    assert {standing[0].value, given_way[0].value} == {"57", "58"}


def test_the_same_deed_twice_adds_once_and_another_value_under_its_id_is_refused(office: Company) -> None:
    body = value("car", 57)
    assert [add(office, **body).status_code for _ in range(2)] == [200, 200]
    assert len(pulled(office, "aino", "travel_rate")) == 1
    other = add(office, **{**body, "value": 58})
    assert (other.status_code, other.json()["code"]) == (409, "act_reused")


WRONG = [
    ("source", "", "invalid"),
    ("source", "   ", "invalid"),
    ("until", None, "invalid"),
    ("key", "rocket", "rate_key"),
    ("key", "travel_day", "rate_key"),
    ("key", "foreign_per_diem.FI", "rate_key"),
    ("key", "foreign_per_diem.se", "rate_key"),
    ("until", "2028-01-31", "rate_dates"),
    ("until", "2026-12-31", "rate_dates"),
    ("from", "2027-02-30", "rate_dates"),
    ("value", 57.5, "rate_value"),
    ("value", -1, "invalid"),
]


@pytest.mark.parametrize(("field", "given", "code"), WRONG)
def test_a_value_that_cannot_be_meant_is_refused(quick: Company, field: str, given: Any, code: str) -> None:
    refused = add(quick, **{**value("car", 57), field: given})
    assert (refused.status_code, refused.json()["code"]) == (400, code)
    assert pulled(quick, "aino", "travel_rate") == {}


def test_admins_write_payroll_reads_and_nobody_else_sees_the_screen(quick: Company) -> None:
    body = value("car", 57)
    for who in ("aino", "boss", "clerk"):
        assert add(quick, who, **body).status_code == 403
    add(quick, **body)
    assert ask(quick, "clerk", "POST", f"travel/rates/{body['id']}/undo").status_code == 403
    assert ask(quick, "clerk", "GET", "travel/rates").json()["may_change"] is False
    assert ask(quick, "admin", "GET", "travel/rates").json()["may_change"] is True
    assert [ask(quick, who, "GET", "travel/rates").status_code for who in ("aino", "boss")] == [403, 403]
    assert ask(quick, "admin", "POST", "travel/rates/nothing/undo").status_code == 404


def test_the_screen_shows_two_years_with_sources_marks_and_who_added_what(quick: Company) -> None:
    car, boat = shown(quick, "car", 2026), shown(quick, "motorboat_gt_50hp", 2026)
    assert [one["value"] for one in (*car["before"], *car["now"])] == [59, 55]
    assert car["now"][0]["verified"] == "VERIFIED_OFFICIAL" and "970/2025" in car["now"][0]["source"]
    assert (boat["name"], boat["unit"]) == ("moottorivene, yli 50 hv", "km")
    assert [(one["value"], one["verified"]) for one in boat["now"]] == [(None, "UNVERIFIED")]
    assert boat["now"][0]["source"].startswith("CHECK")

    body = value("motorboat_gt_50hp", 151, 2026)
    add(quick, **body)

    now = shown(quick, "motorboat_gt_50hp", 2026)["now"]
    told = {name: now[0][name] for name in ("value", "source", "verified", "batch", "by")}
    assert told == {"value": 151, "source": SOURCE, "verified": "", "batch": body["id"], "by": "Admin"}
    year = ask(quick, "admin", "GET", "travel/rates?year=2026").json()
    assert year["deeds"][0]["name"] == "moottorivene, yli 50 hv" and year["deeds"][0]["standing"] == 1


def test_each_change_is_in_the_audit_trail_with_old_and_new(quick: Company) -> None:
    body = value("car", 57)
    add(quick, **body)
    ask(quick, "admin", "POST", f"travel/rates/{body['id']}/undo")
    rows = quick.rows("SELECT what, old, new FROM audit_event WHERE org=:org AND entity='travel_rate' ORDER BY n")
    assert [row.what for row in rows] == ["travel_rate.added", "travel_rate.removed"]
    assert rows[0].old is None and json.loads(rows[0].new)["value"] == "57"
    assert json.loads(rows[1].old)["source"] == SOURCE


def test_another_organisation_has_none_of_it(office: Company) -> None:
    add(office, **value("car", 57))

    def elsewhere(tx: Tx) -> Any:
        tx.org = "somebody-else"
        return rates_for(tx).on("car", "2027-05-05")

    assert office.world.db.read_now(elsewhere) is None
