"""Keeping, holding, running and erasing: what is refused, and what stays of a person."""

import asyncio
import json
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest

from leima.db.tx import Tx
from leima.features.people.choices import remember_history
from leima.features.retention import holds, store
from leima.features.retention.reminding import remind
from leima.features.retention.running import remove_of
from tests.company import Company
from tests.retention.filling import fill
from tests.retention.test_show_7 import is_whole, kinds_left, leave, post, preview, stay_signed_in


def put(company: Company, who: str, path: str, body: dict[str, Any]) -> Any:
    return company.client.put(f"/api/v1/{path}", json=body, headers=company.headers(who))


def kind(company: Company, key: str) -> dict[str, Any]:
    return next(one for one in preview(company)["kinds"] if one["kind"] == key)


def erase(company: Company, who: str) -> Any:
    path = f"retention/people/{company.ids[who]}"
    return post(company, "admin", f"{path}/erase", {"seen_plan": company.get("admin", path)["seen"]})


def ahead(company: Company) -> None:
    company.at("2030-01-02T08:00")
    stay_signed_in(company)


def test_an_organisation_may_keep_a_kind_longer_and_never_for_less_than_it_has_to(company: Company) -> None:
    fill(company, "eino", "2026-06-15")
    ahead(company)
    assert kind(company, "working_time")["records"] > 0
    assert put(company, "admin", "retention/kinds/working_time", {"for_years": 1}).json()["code"] == "retention_years"
    assert put(company, "admin", "retention/kinds/nothing", {"for_years": 5}).status_code == 404
    assert put(company, "admin", "retention/kinds/working_time", {"for_years": 5}).status_code == 200
    told = kind(company, "working_time")
    assert (told["least"], told["years"], told["before"], told["records"]) == (2, 5, "2025-01-01", 0)


def test_a_run_is_refused_when_something_else_would_go_by_now_or_all_is_on_hold(company: Company) -> None:
    fill(company, "eino", "2026-06-15")
    ahead(company)
    seen = preview(company)["seen"]
    fill(company, "aino", "2026-06-15")
    assert post(company, "admin", "retention/run", {"seen_plan": seen}).json()["code"] == "retention_changed"
    hold = {"whose": None, "grounds": "Tarkastus", "first_day": "2030-01-01"}
    told = post(company, "admin", "retention/holds", hold).json()
    assert (told["on_hold"], told["records"]) == (True, 0)
    assert post(company, "admin", "retention/run", {"seen_plan": told["seen"]}).json()["code"] == "retention_held"
    [hold] = told["holds"]
    lifted = company.client.delete(f"/api/v1/retention/holds/{hold['id']}", headers=company.headers("admin"))
    assert lifted.status_code == 204
    assert preview(company)["records"] > 0
    assert not preview(company)["holds"][0]["stands"]


@pytest.mark.parametrize(
    ("wrong", "status"),
    [
        ({"grounds": " "}, 400),
        ({"first_day": "2030-02-30"}, 400),
        ({"last_day": "2029-12-31"}, 400),
        ({"whose": "nobody"}, 404),
    ],
)
def test_a_hold_needs_grounds_dates_and_somebody(company: Company, wrong: dict[str, Any], status: int) -> None:
    good = {"whose": company.ids["eino"], "grounds": "Riita", "first_day": "2030-01-01", "last_day": None}
    assert post(company, "admin", "retention/holds", {**good, **wrong}).status_code == status


def test_nobody_is_erased_who_is_employed_or_on_hold(company: Company) -> None:
    assert erase(company, "aino").json()["code"] == "erasure_employed"
    leave(company, "aino", "2026-11-01")
    hold = {"whose": company.ids["aino"], "grounds": "Riita", "first_day": "2026-11-01"}
    post(company, "admin", "retention/holds", hold)
    assert erase(company, "aino").json()["code"] == "erasure_held"


def test_erasing_removes_what_no_law_keeps_and_says_until_when_the_rest_stays(company: Company) -> None:
    fill(company, "aino", "2026-06-15")
    leave(company, "aino", "2026-11-01")
    path = f"retention/people/{company.ids['aino']}"
    told = company.get("admin", path)
    until = {one["kind"]: one["until"] for one in told["parts"]}
    assert (until["working_time"], until["travel"], until["employment"]) == ("2028-12-31", "2033-12-31", "2036-12-31")
    assert (until["access"], until["notices"], told["name_until"]) == (None, None, "2037-12-31")
    answer = erase(company, "aino")
    assert answer.status_code == 200, answer.text
    assert (answer.json()["refused"], answer.json()["erased_on"]) == ("erased", "2026-11-20")
    found = kinds_left(company, "aino", "2026-06-15")
    gone = {"access", "notices", "sign_in", "transport"}
    assert {kind for kind, there in found.items() if there == {False}} == gone
    [person] = company.rows("SELECT * FROM person WHERE org=:org AND id=:id", id=company.ids["aino"])
    assert (person.name, person.email) == ("Aino", f"{person.id}@removed.invalid")
    assert is_whole(company)
    sql = "SELECT new FROM audit_event WHERE org=:org AND entity='person' AND entity_id=:id AND new IS NOT NULL"
    assert company.rows(sql, id=person.id) == []


def test_what_a_person_is_called_in_files_of_an_old_clock_goes_with_them(company: Company) -> None:
    aino, eino = company.ids["aino"], company.ids["eino"]

    def work(tx: Tx) -> None:
        tx.org = company.ids["org"]
        remember_history(tx, {"henkilö": "person"}, {"Aino V.": aino, "Eino": eino, "Joku": "-"}, "dmy")

    company.world.db.write_now(work)
    leave(company, "aino", "2026-11-01")
    assert erase(company, "aino").status_code == 200
    [row] = company.rows("SELECT body FROM history_columns WHERE org=:org")
    assert json.loads(row.body)["named"] == {"Eino": eino, "Joku": "-"}


def test_devices_drop_what_has_gone(company: Company) -> None:
    first = company.get("eino", "sync/pull")
    while first["more"]:
        first = company.get("eino", "sync/pull", cursor=first["cursor"])
    fill(company, "eino", "2026-06-15")
    ahead(company)
    company.world.db.write_now(
        lambda tx: tx.run("UPDATE session_family SET last_seen_at=:now WHERE device='phone-eino'", now=tx.now)
    )
    post(company, "admin", "retention/run", {"seen_plan": preview(company)["seen"]})
    told, cursor = [], first["cursor"]
    while True:
        page = company.get("eino", "sync/pull", cursor=cursor)
        told, cursor = told + page["changes"], page["cursor"]
        if not page["more"]:
            break
    dropped = {one["type"] for one in told if one["deleted"]}
    assert {"punch", "entry", "day", "absence", "notice"} <= dropped


def test_admins_hear_once_a_month_that_records_may_go_and_nothing_goes_by_itself(company: Company) -> None:
    fill(company, "eino", "2026-06-15")
    assert asyncio.run(remind(company.world.db)) == 0
    ahead(company)

    def stored(tx: Tx) -> int:
        return tx.value(int, "SELECT COUNT(*) FROM punch") or 0

    before = company.world.db.read_now(stored)
    told = company.rows("SELECT 1 AS n FROM notice WHERE org=:org AND kind='retention_due'")
    assert len(told) + asyncio.run(remind(company.world.db)) >= 1
    assert asyncio.run(remind(company.world.db)) == 0
    assert company.world.db.read_now(stored) == before


def test_a_day_whose_facts_have_gone_is_worked_out_no_more(company: Company) -> None:
    ahead(company)
    company.world.db.write_now(
        lambda tx: tx.run("UPDATE person SET facts_from='2028-01-01' WHERE id=:id", id=company.ids["eino"])
    )
    sql = "SELECT 1 AS n FROM day_result WHERE org=:org AND person=:me AND date='2027-03-01'"

    def touch(tx: Tx) -> None:
        tx.org = company.ids["org"]
        tx.run("DELETE FROM day_result WHERE person=:me AND date='2027-03-01'", me=company.ids["eino"])
        tx.touch(company.ids["eino"], "2027-03-01", "2027-03-01")

    company.world.db.write_now(touch)
    assert company.rows(sql, me=company.ids["eino"]) == []


def test_everybody_reads_what_is_processed_and_no_note_of_ours(company: Company) -> None:
    told = company.get("eino", "processing")
    assert told["organisation"] == "Pohjola Oy"
    assert {one["kind"] for one in told["kinds"]} == {one["kind"] for one in preview(company)["kinds"]}
    assert not any("CHECK" in (one["source"] or "") for one in told["kinds"])


def test_only_admins_keep_hold_remove_and_erase(company: Company) -> None:
    seen, me = {"seen_plan": "0" * 64}, company.ids["eino"]
    hold = {"whose": None, "grounds": "x", "first_day": "2026-11-01"}
    for who in ("eino", "boss", "payroll"):
        headers = company.headers(who)
        asked = [
            company.client.get("/api/v1/retention", headers=headers),
            company.client.get(f"/api/v1/retention/people/{me}", headers=headers),
            post(company, who, "retention/run", seen),
            post(company, who, "retention/holds", hold),
            post(company, who, f"retention/people/{me}/erase", seen),
            put(company, who, "retention/kinds/travel", {"for_years": 9}),
            company.client.delete("/api/v1/retention/holds/x", headers=headers),
        ]
        assert {one.status_code for one in asked} == {403}


def test_who_came_back_after_an_erasure_can_be_erased_again(company: Company) -> None:
    """Somebody is let in again, under a new address, and leaves once more."""
    leave(company, "aino", "2026-11-01")
    assert erase(company, "aino").status_code == 200
    assert erase(company, "aino").json()["code"] == "erasure_erased"
    id = company.ids["aino"]
    assert post(company, "admin", f"people/{id}/activate", {}).status_code in (200, 204)
    told = company.get("admin", f"retention/people/{id}")
    assert (told["refused"], told["erased_on"]) == ("employed", None)
    fill(company, "aino", "2026-11-10")
    leave(company, "aino", "2026-11-15")
    company.at("2026-11-21T08:00")
    stay_signed_in(company)
    again = erase(company, "aino")
    assert (again.status_code, again.json()["erased_on"]) == (200, "2026-11-21")
    assert kinds_left(company, "aino", "2026-11-10")["access"] == {False}


def test_a_name_given_again_goes_again(company: Company) -> None:
    fill(company, "aino", "2026-06-15")
    assert post(company, "admin", f"people/{company.ids['aino']}/deactivate", {}).status_code == 204
    leave(company, "aino", "2026-12-31")
    company.at("2038-01-02T08:00")
    stay_signed_in(company)
    post(company, "admin", "retention/run", {"seen_plan": preview(company)["seen"]})
    named = "UPDATE person SET name='Aino Virtanen' WHERE id=:id AND forgotten_at IS NOT NULL"
    assert company.world.db.write_now(lambda tx: tx.met(named, id=company.ids["aino"])) == 1
    post(company, "admin", "retention/run", {"seen_plan": preview(company)["seen"]})
    [person] = company.rows("SELECT name FROM person WHERE org=:org AND id=:id", id=company.ids["aino"])
    assert person.name == "–"


def test_a_hold_that_is_set_while_somebodys_records_go_waits_until_they_have_gone(
    company: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing goes after the hold has been acknowledged."""
    fill(company, "eino", "2026-06-15")
    ahead(company)
    org, eino, db = company.ids["org"], company.ids["eino"], company.world.db
    goes_on, files_going = threading.Event(), store.files_going

    def set_hold(tx: Tx) -> None:
        tx.org = org
        holds.set_hold(tx, company.ids["admin"], eino, "Riita", "2030-01-01", None)

    other = threading.Thread(target=lambda: (db.write_now(set_hold), goes_on.set()))

    def in_the_middle(*given: Any) -> Any:
        other.start()
        goes_on.wait(1)
        return files_going(*given)

    monkeypatch.setattr(store, "files_going", in_the_middle)
    db.write_now(lambda tx: remove_of(tx, org, eino))
    other.join()
    events = company.rows("SELECT what FROM audit_event WHERE org=:org ORDER BY n")
    told = [one.what for one in events if one.what in ("audit.redacted", "hold.set")]
    assert len(told) > 1 and told[-1] == "hold.set"


def test_devices_hear_that_the_words_of_who_was_erased_are_gone(company: Company) -> None:
    fill(company, "aino", "2026-06-15")
    noted = ("punch", "entry", "absence", "leave_request", "round_wish", "saving")

    def note(tx: Tx) -> None:
        for table in noted:
            tx.run(f"UPDATE {table} SET note='lääkärissä' WHERE org=:org", org=company.ids["org"])

    company.world.db.write_now(note)
    leave(company, "aino", "2026-11-01")
    [head] = company.rows("SELECT MAX(seq) AS n FROM change_log WHERE org=:org")
    assert erase(company, "aino").status_code == 200
    told = company.rows("SELECT * FROM change_log WHERE org=:org AND seq > :n", n=head.n)
    id = "aino-2026-06-15"
    kinds = {one.entity_type for one in told if one.entity_id == id and not one.deleted}
    assert kinds >= {"punch", "entry", "absence", "leave", "round_wish", "saving"}


def test_a_run_that_had_to_wait_for_another_removes_only_what_was_confirmed(
    company: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(company, "eino", "2026-06-15")
    ahead(company)
    seen, db = preview(company)["seen"], company.world.db
    alone = type(db).alone

    @asynccontextmanager
    async def after_another(self: Any, what: str) -> AsyncIterator[bool]:
        async with alone(self, what) as mine:
            await asyncio.to_thread(fill, company, "aino", "2026-06-15")
            yield mine

    monkeypatch.setattr(type(db), "alone", after_another)
    answer = post(company, "admin", "retention/run", {"seen_plan": seen})
    assert (answer.status_code, answer.json().get("code")) == (409, "retention_changed")
    assert company.rows("SELECT * FROM retention_run WHERE org=:org") == []
