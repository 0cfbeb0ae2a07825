"""Refused sign-ins in the security events: told to admins, and no flood for whoever makes them."""

import json
from typing import Any

import pytest

from leima.db.tally import Counted
from leima.db.tx import Tx
from leima.features.auth import refusals, throttle
from leima.features.auth.secrets import bucket
from leima.features.people import store as people
from tests.security.firm import PASSWORD, Firm, org_of
from tests.security.raw_request import raw_request
from tests.security.test_second_step import sign_in, turn_on
from tests.security.test_throttle import fail

DAY = refusals.WINDOW


def told(firm: Firm) -> int:
    """Runs the job that tells; returns how many rows it met."""
    done: int = firm.portal.call(refusals.tell_refusals, firm.world.db)
    return done


def events(firm: Firm, who: str | None = None) -> list[dict[str, Any]]:
    """The events of refused sign-ins, oldest first: of a person, or of the whole organisation."""
    rows = firm.rows("SELECT person, who, new FROM audit_event WHERE what='sign_in.refused' ORDER BY org, n")
    person = firm.ids[who] if who else None
    assert all(row.who is None for row in rows)
    return [json.loads(row.new) for row in rows if row.person == person]


def refuse(firm: Firm, who: str, times: int, kind: str = "password") -> None:
    org = firm.world.db.read_now(lambda tx: org_of(tx, firm.ids[who]))
    firm.world.db.hooks.known.refused.add(Counted(org, firm.ids[who], kind), times)


def test_a_refused_sign_in_is_told_once_and_then_how_many_when_the_day_is_over(both: Firm) -> None:
    for _ in range(3):
        assert sign_in(both, "employee", password="not it").status_code == 401
    told(both)
    assert [one["refusals"] for one in events(both, "employee")] == [3]
    assert sign_in(both, "employee", password="not it").status_code == 401
    told(both)
    assert len(events(both, "employee")) == 1
    both.clock.move(DAY)
    told(both)
    [first, last] = events(both, "employee")
    assert first == {"refusals": 3, "since_at": last["since_at"], "refused_password": 3}
    assert last["refusals"] == last["refused_password"] == 4
    assert both.rows("SELECT * FROM refused_sign_in") == []
    told(both)
    assert len(events(both, "employee")) == 2


def test_one_refusal_of_a_day_is_one_event(firm: Firm) -> None:
    assert sign_in(firm, "employee", password="not it").status_code == 401
    told(firm)
    firm.clock.move(DAY)
    told(firm)
    assert [event["refusals"] for event in events(firm, "employee")] == [1]


def test_the_next_day_is_told_anew(firm: Firm) -> None:
    for _ in range(2):
        refuse(firm, "employee", 1)
        told(firm)
        firm.clock.move(DAY)
        told(firm)
    refuse(firm, "employee", 1)
    told(firm)
    assert [event["refusals"] for event in events(firm, "employee")] == [1, 1, 1]


def test_each_kind_of_refusal_is_counted_as_what_it_is(firm: Firm) -> None:
    turn_on(firm, "payroll")
    assert sign_in(firm, "payroll").json()["code"] == "code_needed"
    told(firm)
    assert events(firm, "payroll") == [], "a code that is still to come is no refusal"
    for _ in range(7):
        sign_in(firm, "payroll", "000000")
    sign_in(firm, "payroll", password="not it")
    told(firm)
    [event] = events(firm, "payroll")
    assert event["refused_code"] == 5 and event["refused_slowed"] + event.get("refused_password", 0) == 3, event


def test_a_try_that_has_to_wait_writes_nothing_and_is_counted(firm: Firm) -> None:
    fail(firm, 6)
    before = firm.rows("SELECT * FROM throttle ORDER BY bucket")
    body = {"email": firm.email("employee"), "password": PASSWORD, "device_id": "new", "device_name": "d"}
    for _ in range(20):
        assert raw_request(firm, "POST", "/api/v1/auth/login", {"x-forwarded-for": "203.0.113.7"}, body).status == 429
    assert firm.rows("SELECT * FROM throttle ORDER BY bucket") == before
    assert firm.rows("SELECT * FROM refused_sign_in") == []
    told(firm)
    [event] = events(firm, "employee")
    assert event["refused_slowed"] >= 20


def test_a_link_with_a_wrong_code_is_counted(firm: Firm) -> None:
    turn_on(firm, "payroll")
    body = {"token": firm.link_for("payroll", "reset"), "password": "a long enough new one", "device_id": "d"}
    path = "/api/v1/auth/invitations/accept"
    assert firm.client.post(path, json={**body, "one_time_code": "000000"}).json()["code"] == "wrong_code"
    told(firm)
    assert [event["refused_code"] for event in events(firm, "payroll")] == [1]


def test_nothing_is_kept_of_an_address_that_nobody_has(both: Firm) -> None:
    body = {"email": "nobody@nowhere.test", "password": "x", "device_id": "d", "device_name": "d"}
    assert both.client.post("/api/v1/auth/login", json=body).status_code == 401
    assert told(both) == 0
    assert both.rows("SELECT * FROM refused_sign_in") == []
    assert "nowhere" not in str(both.rows("SELECT * FROM audit_event"))


def test_ten_thousand_wrong_passwords_at_one_account_are_told_in_four_events(both: Firm) -> None:
    for _ in range(100):
        refuse(both, "employee", 100)
        told(both)
    refuse(both, "employee", 7)
    both.clock.move(DAY)
    told(both)
    assert [event["refusals"] for event in events(both, "employee")] == [100, 1000, 10_000, 10_007]
    assert len(both.rows("SELECT * FROM refused_sign_in")) <= 1


def test_wrong_passwords_at_ten_thousand_accounts_are_told_of_a_few_and_of_the_whole_organisation(
    both: Firm,
) -> None:
    tally, org = both.world.db.hooks.known.refused, both.ids["org"]
    for n in range(10_000):
        tally.add(Counted(org, f"p{n:05}", "password"))
    refuse(both, "admin", 1)
    before = len(both.rows("SELECT n FROM audit_event"))
    assert told(both) <= refusals.OWN_ROWS + 2
    assert len(both.rows("SELECT * FROM refused_sign_in")) <= refusals.OWN_ROWS + 2
    assert [event["refusals"] for event in events(both, "admin")] == [1], "an admin is never among the others"
    [others] = [event for event in events(both) if event["refusals"] > 1]
    assert others["refusals"] >= 10_000 - refusals.OWN_ROWS
    both.clock.move(DAY)
    told(both)
    assert len(both.rows("SELECT n FROM audit_event")) - before <= 2 * (refusals.OWN_ROWS + 2)


def test_guesses_at_any_number_of_addresses_leave_a_bounded_number_of_buckets(
    both: Firm, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(throttle, "MOST_BUCKETS", 500)
    kept = throttle.session_tries("org", "person")

    def attack(tx: Tx) -> None:
        for _ in range(8):
            throttle.count_failure(tx, kept)
        for n in range(1_000):
            tries = throttle.sign_in_tries(tx, f"g{n}@x.test", "d", f"2001:db8:0:{n}", known=False)
            throttle.count_failure(tx, tries)

    both.world.db.write_now(attack)
    assert both.portal.call(throttle.bound_failures, both.world.db) == 2_501
    left = {row.bucket for row in both.rows("SELECT bucket FROM throttle")}
    assert len(left) == 500 and bucket("session", "org", "person") in left
    assert both.portal.call(throttle.bound_failures, both.world.db) == 0


def test_counts_that_could_not_be_written_are_written_the_next_time(
    firm: Firm, monkeypatch: pytest.MonkeyPatch
) -> None:
    refuse(firm, "employee", 2)
    refuse(firm, "their_employee", 3)

    def broken(*_: Any, **__: Any) -> Any:
        raise RuntimeError("full")

    with monkeypatch.context() as patch:
        patch.setattr(refusals, "_add", broken)
        with pytest.raises(RuntimeError):
            told(firm)
    told(firm)
    assert [event["refusals"] for event in events(firm, "employee")] == [2]
    assert [event["refusals"] for event in events(firm, "their_employee")] == [3]


def test_each_organisation_hears_of_its_own_alone_where_one_address_is_in_both(firm: Firm) -> None:
    def same(tx: Tx) -> str:
        tx.org = firm.ids["their_org"]
        return people.add_person(tx, name="Same", email=firm.email("employee"), counts_from="2025-01-01")

    firm.ids["same"] = firm.world.db.write_now(same)
    assert sign_in(firm, "employee", password="not it").status_code == 401
    told(firm)
    assert [event["refusals"] for event in events(firm, "employee")] == [1]
    assert [event["refusals"] for event in events(firm, "same")] == [1]


def test_admins_find_them_among_the_security_events_in_words(firm: Firm) -> None:
    for _ in range(2):
        sign_in(firm, "employee", password="not it")
    told(firm)
    rows = firm.client.get("/api/v1/audit", headers=firm.session("admin")[0]).json()["events"]
    [event] = [row for row in rows if row["what"] == "sign_in.refused"]
    assert event["title"] == "Kirjautumisia torjuttiin" and event["person_name"] == "Employee Canary"
    said = {value["label"]: value["value"] for value in event["new"]}
    assert said["Torjuttuja kirjautumisia"] == "2" and said["Väärä salasana"] == "2" and "Ensimmäinen" in said


def test_a_log_line_of_refusals_names_nobody(firm: Firm, capsys: pytest.CaptureFixture[str]) -> None:
    sign_in(firm, "employee", password="not it")
    firm.client.post("/api/v1/auth/login", json={"email": "k@x.test", "password": "x", "device_id": "d"})
    told(firm)
    out = capsys.readouterr()
    assert not any(word in out.out + out.err for word in ("employee", firm.ids["employee"], "x.test"))
