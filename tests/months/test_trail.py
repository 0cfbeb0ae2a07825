"""The audit trail shows every step with who, when, old and new; a cut shows; nobody reads what is not theirs."""

import re
from typing import Any

import pytest

from leima.db.tables.people import AuditEvent
from leima.db.tx import Tx
from leima.features.ledger.store import NewPosting, post
from leima.web.words import words
from tests.company import Company, ms, new_id, operation, punch
from tests.house.house import sources
from tests.months.month_fixtures import DECEMBER, approved, close, decide, month_op, tell, waiting


def trail(company: Company, by: str, **asked: str) -> list[dict[str, Any]]:
    return list(company.get(by, "audit", **asked)["events"])


def test_the_trail_of_a_month_names_who_did_what_with_old_and_new(company: Company) -> None:
    aino = company.ids["aino"]
    company.turn(DECEMBER)
    body = {"start": ms("2026-11-17T08:00"), "end": ms("2026-11-17T10:00")}
    tell(company, "aino", operation(aino, "entry.create", body, 1))
    tell(company, "aino", month_op(company, "aino", "send"))
    tell(company, "boss", month_op(company, "aino", "return", {"reason": "Katso 17.11.", "seen_version": 1}))
    approved(company)
    close(company)
    tell(company, "aino", punch(aino, "in", "2026-11-18T08:00"))
    tell(company, "aino", punch(aino, "out", "2026-11-18T10:00"))
    for request in sorted(waiting(company, "bossa")["changes"], key=lambda one: one["at"]):
        decide(company, "bossa", request, "approve", "Asiakas")
    told = trail(company, "payroll", person=aino)
    steps = [(one["what"], one["who_name"]) for one in reversed(told) if one["what"].startswith(("month", "change"))]
    assert steps == [
        *[("month.sent", "Aino"), ("month.returned", "Boss"), ("month.sent", "Aino"), ("month.approved", "Boss")],
        *[("month.closed", "Payroll"), *[("change.asked", "Aino")] * 2, *[("change.decided", "Bossa")] * 2],
    ]
    returned = next(one for one in told if one["what"] == "month.returned")
    assert returned["title"] == "Kuukausi palautettiin"
    assert {"label": "Tila", "value": "Lähetetty"} in returned["old"]
    assert {"label": "Perustelu", "value": "Katso 17.11."} in returned["new"]
    assert {"label": "Kuukausi", "value": "11/2026"} in returned["new"]
    whats = {one["what"] for one in told}
    assert {"entry.created", "punch.superseded", "posting.made", "act.made"} <= whats
    assert all(one["sealed"] for one in told)
    assert company.get("payroll", "audit")["intact"] is True


def test_a_posting_is_told_in_its_own_unit_and_its_reason_in_words(company: Company) -> None:
    """Holiday is kept in hundredths of a day, and an automatic opening keeps how it was worked out as JSON."""

    def open_both(tx: Tx) -> None:
        tx.org, aino = company.ids["org"], company.ids["aino"]
        why = '{"minutes": 1440, "source": "Paikallinen sopimus", "stints": [[1440, 1.0, "2026-01-01", "2026-12-31"]]}'
        post(tx, NewPosting(aino, "kiky", 2026, "2026-01-01", "opening", 1440, why, "scheme"))
        post(tx, NewPosting(aino, "annual_holiday", 0, "2026-01-02", "opening", 1450, "Siirto"))

    company.world.db.write_now(open_both)
    told = {
        tuple(one["value"] for one in event["new"] if one["label"] in ("Määrä", "Peruste"))
        for event in trail(company, "aino")
        if event["what"] == "posting.made"
    }
    assert {("+24:00", "Paikallinen sopimus"), ("14,5 pv", "Siirto")} <= told


@pytest.mark.parametrize("reason", ["{x", "{", "[1", '{"source": "valhe"}', '{"lines": 1}', "[]", "null", '"'])
def test_a_reason_that_looks_like_json_is_read_as_the_words_it_is(company: Company, reason: str) -> None:
    aino = company.ids["aino"]
    form = {"id": new_id(), "person": aino, "account": "flex", "amount": 60, "date": "2026-11-17", "reason": reason}
    posted = company.client.post("/api/v1/postings", json=form, headers=company.headers("payroll"))
    assert posted.status_code == 200, posted.text
    made = next(one for one in trail(company, "payroll") if one["what"] == "posting.made")
    assert {"label": "Peruste", "value": reason} in made["new"]
    assert "Vuosi" not in [one["label"] for one in made["new"]]
    asked = {"account": "flex", "on": "2026-12-01"}
    told = company.get("aino", "explain", **asked)["rows"]
    assert [row["params"]["why"] for row in told if row["kind"] == "adjustment"] == [reason]
    ledger = company.get("payroll", "postings", person=aino, **{"from": "2026-11-01", "to": "2026-12-31"})
    assert [line["why"] for line in ledger["lines"]] == [reason]
    pulled = company.get("aino", "sync/pull")["changes"]
    assert [one["data"]["why"] for one in pulled if one["type"] == "posting" and one["data"]["act"]] == [reason]


def test_an_absence_and_a_work_type_are_told_by_their_names(company: Company) -> None:
    aino = company.ids["aino"]
    company.turn(DECEMBER)
    away = {"from_date": "2026-11-17", "until_date": "2026-11-17", "kind": "sick", "reason": ""}
    tell(company, "aino", operation(aino, "absence.record", away, 1))

    def add_type(tx: Tx) -> None:
        tx.org = company.ids["org"]
        tx.run(
            "INSERT INTO work_type (org, id, name, kiky, active) VALUES (:org, 'w', 'Koulu', :no, :no)",
            no=False,
            org=tx.org,
        )

    company.world.db.write_now(add_type)
    span = {"start": ms("2026-11-18T08:00"), "end": ms("2026-11-18T10:00"), "work_type": "w"}
    tell(company, "aino", operation(aino, "entry.create", span, 1))
    told = {event["what"]: event["new"] for event in trail(company, "aino")}
    assert {"label": "Laji", "value": "Sairaus"} in told["absence.recorded"]
    assert {"label": "Työlaji", "value": "Koulu"} in told["entry.created"]


def test_each_reads_their_own_and_a_supervisor_their_peoples(company: Company) -> None:
    company.turn(DECEMBER)
    approved(company)
    assert {one["person_name"] for one in trail(company, "aino")} == {"Aino"}
    assert "month.approved" in {one["what"] for one in trail(company, "boss", person=company.ids["aino"])}
    assert {one["person_name"] for one in trail(company, "eino")} <= {"Eino"}
    denied = company.client.get(f"/api/v1/audit?person={company.ids['aino']}", headers=company.headers("eino"))
    assert denied.status_code == 404


def test_the_trail_of_a_day_holds_that_days_things_alone(company: Company) -> None:
    aino = company.ids["aino"]
    company.turn(DECEMBER)
    for day in ("17", "18"):
        body = {"start": ms(f"2026-11-{day}T08:00"), "end": ms(f"2026-11-{day}T10:00")}
        tell(company, "aino", operation(aino, "entry.create", body, 1))
    told = trail(company, "boss", person=aino, day="2026-11-17")
    assert [one["what"] for one in told] == ["entry.created"]
    assert {"label": "Alku", "value": "17.11.2026 klo 8.00"} in told[0]["new"]
    assert trail(company, "boss", person=aino, **{"from": "2026-12-03"}) == []
    assert len(trail(company, "boss", person=aino, **{"from": "2026-12-02", "to": "2026-12-02"})) == 2


SEALED = ("at", "who", "what", "entity", "entity_id", "old", "new", "person", "seal", "salt", "kept", "removal")


@pytest.mark.parametrize("column", SEALED)
def test_an_event_with_any_column_altered_shows(company: Company, column: str) -> None:
    company.turn(DECEMBER)
    approved(company)
    last = trail(company, "payroll")[0]["n"]

    def alter(tx: Tx) -> None:
        value = 1 if column == "at" else "{}"
        tx.run(
            f"UPDATE audit_event SET {column}=:value WHERE org=:org AND n=:n",
            value=value,
            org=company.ids["org"],
            n=last,
        )

    company.world.db.write_now(alter)
    told = company.get("payroll", "audit")
    assert (told["intact"], told["events"][0]["sealed"], told["events"][1]["sealed"]) == (False, False, True)


def test_every_column_of_an_event_is_sealed() -> None:
    assert set(AuditEvent.model_fields) == {*SEALED, "org", "n"}


@pytest.mark.parametrize("cut", ["the last", "the last three", "one in the middle", "the first", "all"])
def test_events_cut_out_anywhere_show_even_after_the_next_act(company: Company, cut: str) -> None:
    company.turn(DECEMBER)
    approved(company)
    last = int(trail(company, "payroll")[0]["n"])
    first, until = {
        "the last": (last, last),
        "the last three": (last - 2, last),
        "one in the middle": (last - 1, last - 1),
        "the first": (1, 1),
        "all": (1, last),
    }[cut]

    def remove(tx: Tx) -> None:
        where = "org=:org AND n BETWEEN :first AND :until"
        tx.run(f"DELETE FROM audit_event WHERE {where}", org=company.ids["org"], first=first, until=until)

    assert company.get("payroll", "audit")["intact"] is True
    company.world.db.write_now(remove)
    assert company.get("payroll", "audit")["intact"] is False
    aino = company.ids["aino"]
    body = {"start": ms("2026-12-02T08:00"), "end": ms("2026-12-02T09:00")}
    tell(company, "aino", operation(aino, "entry.create", body, 1))
    assert company.get("payroll", "audit")["intact"] is False


def test_every_kind_of_event_has_its_words() -> None:
    asked = set()
    for _, text in sources("backend/leima/", endings=(".py",)):
        asked |= set(re.findall(r"tx\.audit\(\s*\"([\w.]+)\"", text))
    asked |= {f"month.{status}" for status in ("open", "sent", "returned", "approved", "closed")}
    assert len(asked) > 20
    assert sorted(what for what in asked if f"audit.{what}" not in words("fi")) == []
