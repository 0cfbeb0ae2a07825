"""Entries: paired by the server, edited by people, and no word of anybody is overwritten in silence."""

from typing import Any

import pytest

from tests.company import Company, ms, new_id, operation, punch


def worked(company: Company, who: str = "aino", date: str = "2026-11-19") -> dict[str, Any]:
    """A worked day; answers its stored entry."""
    person = company.ids[who]
    company.push(who, punch(person, "in", f"{date}T08:00"), punch(person, "out", f"{date}T16:00"))
    rows = company.rows("SELECT id, version FROM entry WHERE org=:org AND person=:person", person=person)
    return {"id": rows[-1].id, "version": rows[-1].version, "person": person}


def edit(entry: dict[str, Any], set: dict[str, Any], version: int | None = None) -> dict[str, Any]:
    base = {"version": version if version is not None else entry["version"]}
    return operation(entry["person"], "entry.edit", {"set": set}, 1, id=entry["id"], base=base)


def day_of(company: Company, who: str = "aino", date: str = "2026-11-19") -> dict[str, Any]:
    return dict(company.get(who, "days", **{"from": date, "to": date})["days"][0])


def test_disjoint_edits_of_two_people_merge_and_say_so(company: Company) -> None:
    entry = worked(company.at("2026-11-20T08:00"))
    assert company.push("boss", edit(entry, {"end": ms("2026-11-19T16:30")}))["results"][0]["status"] == "applied"
    result = company.push("aino", edit(entry, {"note": "asiakaskäynti"}))["results"][0]
    assert (result["status"], result["flags"]) == ("applied", ["merged"])
    assert day_of(company)["result"]["worked"] == 8 * 60


def test_two_words_on_one_field_are_a_conflict_that_shows_both(company: Company) -> None:
    entry = worked(company.at("2026-11-20T08:00"))
    company.push("boss", edit(entry, {"end": ms("2026-11-19T16:30")}))
    result = company.push("aino", edit(entry, {"end": ms("2026-11-19T16:56")}))["results"][0]
    assert (result["status"], result["code"], result["fields"]) == ("conflict", "stale_base", ["end"])
    assert (result["current"]["end"], result["current"]["by"]) == (ms("2026-11-19T16:30"), company.ids["boss"])
    redone = edit(entry, {"end": ms("2026-11-19T16:56")}, result["current"]["version"])
    assert company.push("aino", redone)["results"][0]["status"] == "applied"


def test_the_same_value_twice_is_no_conflict(company: Company) -> None:
    entry = worked(company.at("2026-11-20T08:00"))
    for who in ("boss", "aino"):
        result = company.push(who, edit(entry, {"end": ms("2026-11-19T16:30")}))["results"][0]
        assert result["status"] == "applied"


def test_ones_own_chained_edits_never_conflict_with_themselves(company: Company) -> None:
    entry = worked(company.at("2026-11-20T08:00"))
    first = edit(entry, {"end": ms("2026-11-19T16:10")})
    second = {**edit(entry, {"end": ms("2026-11-19T16:20")}), "base": {"after_op": first["op_id"]}}
    results = company.push("aino", first, second)["results"]
    assert [r["status"] for r in results] == ["applied", "applied"]


def test_an_edit_waits_for_its_forerunner(company: Company) -> None:
    entry = worked(company.at("2026-11-20T08:00"))
    first = edit(entry, {"note": "yksi"})
    second = {**edit(entry, {"note": "kaksi"}), "base": {"after_op": first["op_id"]}}
    waiting = company.push("aino", second)["results"][0]
    assert (waiting["status"], waiting["code"]) == ("deferred", "dep_missing")
    assert [r["status"] for r in company.push("aino", first, second)["results"]] == ["applied", "applied"]


def test_a_deleted_entry_can_be_restored_and_an_edit_of_it_says_so(company: Company) -> None:
    entry = worked(company.at("2026-11-20T08:00"))
    base = {"version": entry["version"]}
    gone = operation(entry["person"], "entry.delete", {}, 1, id=entry["id"], base=base)
    version = company.push("aino", gone)["results"][0]["version"]
    assert day_of(company)["result"]["worked"] == 0
    assert company.push("aino", edit(entry, {"note": "x"}))["results"][0]["code"] == "deleted"
    back = operation(entry["person"], "entry.restore", {}, 1, id=entry["id"], base={"version": version})
    assert company.push("aino", back)["results"][0]["status"] == "applied"
    assert day_of(company)["result"]["worked"] == 7 * 60 + 30


def test_a_typed_entry_counts_like_punches(company: Company) -> None:
    aino = company.ids["aino"]
    body = {"start": ms("2026-11-18T09:00"), "end": ms("2026-11-18T15:00"), "remote": True, "note": ""}
    result = company.at("2026-11-20T08:00").push("aino", operation(aino, "entry.create", body, 1))["results"][0]
    assert result["status"] == "applied"
    assert day_of(company, date="2026-11-18")["result"]["worked"] == 6 * 60


@pytest.mark.parametrize(
    ("start", "end"), [("2026-11-18T15:00", "2026-11-18T09:00"), ("2026-11-17T09:00", "2026-11-18T15:00")]
)
def test_a_span_that_cannot_be_is_refused(company: Company, start: str, end: str) -> None:
    op = operation(company.ids["aino"], "entry.create", {"start": ms(start), "end": ms(end)}, 1)
    assert company.at("2026-11-20T08:00").push("aino", op)["results"][0]["code"] == "bad_span"


def test_nobody_edits_a_strangers_entry(company: Company) -> None:
    entry = worked(company.at("2026-11-20T08:00"))
    stolen = {**edit(entry, {"note": "x"}), "subject": company.ids["eino"]}
    assert company.push("eino", stolen)["results"][0]["code"] == "not_found"
    assert company.push("eino", {**edit(entry, {"note": "x"}), "op_id": new_id()})["results"][0]["status"] == "rejected"


def test_a_late_punch_pairs_again_and_updates_only_what_nobody_overrode(company: Company) -> None:
    aino = company.ids["aino"]
    company.at("2026-11-19T12:00").push("aino", punch(aino, "in", "2026-11-19T08:00"))
    row = company.rows("SELECT id, version FROM entry WHERE org=:org AND person=:person", person=aino)[0]
    company.push(
        "aino", edit({"id": row.id, "person": aino, "version": row.version}, {"start": ms("2026-11-19T07:45")})
    )
    company.at("2026-11-19T17:00").push("aino", punch(aino, "out", "2026-11-19T16:00"))
    stored = company.rows("SELECT start_at, end_at FROM entry WHERE org=:org AND id=:id", id=row.id)[0]
    assert (stored.start_at, stored.end_at) == (ms("2026-11-19T07:45"), ms("2026-11-19T16:00"))
