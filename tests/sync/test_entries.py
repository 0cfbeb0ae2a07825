"""Entries: paired by the server, edited by people, and no word of anybody is overwritten in silence."""

import json
from typing import Any

import pytest

from leima import paths
from leima.rules.pair import entry_id
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
    ("start", "end", "code"),
    [
        ("2026-11-18T15:00", "2026-11-18T09:00", "end_before_start"),
        ("2026-11-18T15:00", "2026-11-18T15:00", "end_before_start"),
        ("2026-11-17T09:00", "2026-11-18T15:00", "over_a_day"),
        ("2026-11-20T07:00", "2026-11-20T12:00", "in_future"),
        ("2026-11-21T07:00", "2026-11-21T12:00", "in_future"),
    ],
)
def test_a_span_that_cannot_be_is_refused_with_its_reason(company: Company, start: str, end: str, code: str) -> None:
    op = operation(company.ids["aino"], "entry.create", {"start": ms(start), "end": ms(end)}, 1)
    assert company.at("2026-11-20T08:00").push("aino", op)["results"][0]["code"] == code
    entry = worked(company)
    result = company.push("aino", edit(entry, {"start": ms(start), "end": ms(end)}))["results"][0]
    assert (result["status"], result["code"]) == ("rejected", code)


def test_a_clocked_entry_cannot_be_moved_so_far_that_its_punch_would_lose_it(company: Company) -> None:
    entry = worked(company.at("2026-11-20T18:00"))
    far = {"start": ms("2026-11-17T08:00"), "end": ms("2026-11-17T16:00")}
    result = company.push("aino", edit(entry, far))["results"][0]
    assert (result["status"], result["code"]) == ("rejected", "far_from_punch")
    near = {"start": ms("2026-11-18T08:00"), "end": ms("2026-11-18T16:00")}
    assert company.push("aino", edit(entry, near))["results"][0]["status"] == "applied"
    assert [day_of(company, date=f"2026-11-{day}")["result"]["worked"] for day in (18, 19)] == [8 * 60 - 30, 0]


def test_every_refusal_of_an_entry_has_its_sentence_in_three_languages() -> None:
    codes = (
        "end_before_start",
        "over_a_day",
        "in_future",
        "entry_open",
        "entity_exists",
        "base_needed",
        "far_from_punch",
    )
    for language in ("fi", "sv", "en"):
        words = json.loads((paths.shared() / "words" / f"{language}.json").read_text(encoding="utf-8"))
        for code in (*codes, "nothing_to_set", "nothing_punched", "deleted", "bad_span", "bad_date"):
            assert words.get(f"error.{code}"), (language, code)


def running(company: Company) -> dict[str, Any]:
    """Work that goes on since eight; answers its stored entry."""
    aino = company.ids["aino"]
    company.at("2026-11-20T10:00").push("aino", punch(aino, "in", "2026-11-20T08:00"))
    row = company.rows("SELECT id, version FROM entry WHERE org=:org AND person=:person", person=aino)[-1]
    return {"id": row.id, "version": row.version, "person": aino}


def test_work_that_goes_on_is_ended_by_clocking_out_alone(company: Company) -> None:
    entry = running(company)
    assert company.push("aino", edit(entry, {"end": ms("2026-11-20T09:00")}))["results"][0]["code"] == "entry_open"
    gone = operation(entry["person"], "entry.delete", {}, 1, id=entry["id"], base={"version": entry["version"]})
    assert company.push("aino", gone)["results"][0]["code"] == "entry_open"
    assert company.push("aino", edit(entry, {"start": ms("2026-11-20T07:30")}))["results"][0]["status"] == "applied"


def test_a_forgotten_end_can_be_typed_the_next_morning(company: Company) -> None:
    entry = running(company)
    company.turn("2026-11-21T07:00")
    assert company.push("aino", edit(entry, {"end": ms("2026-11-20T16:00")}))["results"][0]["status"] == "applied"
    assert day_of(company, date="2026-11-20")["status"] == "done"


def test_an_override_handed_back_shows_what_was_punched(company: Company) -> None:
    entry = worked(company.at("2026-11-20T08:00"))
    moved = edit(entry, {"start": ms("2026-11-19T07:00"), "end": ms("2026-11-19T18:00")})
    version = company.push("aino", moved)["results"][0]["version"]
    assert day_of(company)["result"]["worked"] == 10 * 60 + 30
    back = operation(
        entry["person"],
        "entry.edit",
        {"set": {}, "clear": ["start", "end"]},
        1,
        id=entry["id"],
        base={"version": version},
    )
    assert company.push("aino", back)["results"][0]["status"] == "applied"
    assert day_of(company)["result"]["worked"] == 7 * 60 + 30
    stored = company.rows("SELECT start_at, end_at, overrides FROM entry WHERE org=:org AND id=:id", id=entry["id"])[0]
    punched = (ms("2026-11-19T08:00"), ms("2026-11-19T16:00"), "{}")
    assert (stored.start_at, stored.end_at, stored.overrides) == punched


def test_handing_back_what_another_has_set_since_is_a_conflict(company: Company) -> None:
    entry = worked(company.at("2026-11-20T08:00"))
    version = company.push("aino", edit(entry, {"end": ms("2026-11-19T16:20")}))["results"][0]["version"]
    company.push("boss", edit(entry, {"end": ms("2026-11-19T16:30")}, version))
    back = operation(
        entry["person"], "entry.edit", {"set": {}, "clear": ["end"]}, 1, id=entry["id"], base={"version": version}
    )
    result = company.push("aino", back)["results"][0]
    assert (result["status"], result["fields"]) == ("conflict", ["end"])
    assert result["current"]["by_name"] == "Boss"


def test_punches_and_the_edit_of_what_they_make_may_come_in_one_push(company: Company) -> None:
    aino = company.at("2026-11-20T08:00").ids["aino"]
    opening = punch(aino, "in", "2026-11-19T08:00")
    id = entry_id(opening["entity"]["id"])
    change = operation(aino, "entry.edit", {"set": {"end": ms("2026-11-19T15:00")}}, 1, id=id, base={"version": 1})
    out = punch(aino, "out", "2026-11-19T16:00")
    assert [r["status"] for r in company.push("aino", opening, out, change)["results"]] == ["applied"] * 3
    assert day_of(company)["result"]["worked"] == 6 * 60 + 30


def test_a_night_shift_is_edited_on_the_morning_after_it_and_both_days_follow(company: Company) -> None:
    aino = company.at("2026-11-20T08:00").ids["aino"]
    company.push("aino", punch(aino, "in", "2026-11-18T22:00"), punch(aino, "out", "2026-11-19T06:00"))
    row = company.rows("SELECT id, version FROM entry WHERE org=:org AND person=:person", person=aino)[-1]
    entry = {"id": row.id, "version": row.version, "person": aino}
    assert company.push("aino", edit(entry, {"end": ms("2026-11-19T05:00")}))["results"][0]["status"] == "applied"
    assert day_of(company)["result"]["worked"] == 5 * 60
    company.push("aino", edit(entry, {"start": ms("2026-11-19T00:30")}))
    assert (day_of(company)["result"]["worked"], day_of(company, date="2026-11-18")["result"]["worked"]) == (270, 0)


def test_two_entries_at_the_same_time_count_once_and_say_so(company: Company) -> None:
    entry = worked(company.at("2026-11-20T08:00"))
    body = {"start": ms("2026-11-19T15:00"), "end": ms("2026-11-19T17:00")}
    assert (
        company.push("aino", operation(entry["person"], "entry.create", body, 1))["results"][0]["status"] == "applied"
    )
    result = day_of(company)["result"]
    assert result["worked"] == 8 * 60 + 30
    assert "overlap" in [finding["kind"] for finding in result["findings"]]


def test_a_deleted_entry_goes_to_the_phone_with_what_it_takes_to_bring_it_back(company: Company) -> None:
    entry = worked(company.at("2026-11-20T08:00"))
    gone = operation(entry["person"], "entry.delete", {}, 1, id=entry["id"], base={"version": entry["version"]})
    cursor = company.get("aino", "sync/pull")["cursor"]
    company.push("aino", gone)
    for asked in ({}, {"cursor": cursor}):
        changes = company.get("aino", "sync/pull", **asked)["changes"]
        row = next(change for change in changes if change["id"] == entry["id"])
        assert (row["deleted"], row["data"]["start"]) == (True, ms("2026-11-19T08:00"))


def test_an_entry_says_who_made_it_and_who_changed_what(company: Company) -> None:
    aino = company.at("2026-11-20T08:00").ids["aino"]
    body = {"start": ms("2026-11-18T09:00"), "end": ms("2026-11-18T15:00")}
    made = operation(aino, "entry.create", body, 1)
    company.push("boss", made)
    company.push("aino", edit({"id": made["entity"]["id"], "person": aino, "version": 1}, {"note": "x"}))
    changes = company.get("aino", "sync/pull")["changes"]
    row = next(change for change in changes if change["id"] == made["entity"]["id"])
    assert row["data"]["changed_by"] == {"created": "Boss", "note": "Aino"}


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


def test_a_punch_that_comes_late_into_an_edited_entry_is_kept_and_shows_as_a_finding(company: Company) -> None:
    aino = company.ids["aino"]
    company.at("2026-11-20T08:00")
    company.push("aino", punch(aino, "in", "2026-11-19T08:00"))
    row = company.rows("SELECT id, version FROM entry WHERE org=:org AND person=:person", person=aino)[0]
    entry = {"id": row.id, "version": row.version, "person": aino}
    assert company.push("aino", edit(entry, {"end": ms("2026-11-19T16:00")}))["results"][0]["status"] == "applied"
    assert [one["kind"] for one in day_of(company)["result"]["findings"]] == []
    late = company.push("aino", punch(aino, "out", "2026-11-19T15:10"))["results"][0]
    assert "after_edit" in late["flags"]
    result = day_of(company)["result"]
    assert (result["status"], result["worked"]) == ("done", 8 * 60 - 30)
    (finding,) = result["findings"]
    assert finding["kind"] == "punch_after_edit"
    assert finding["params"]["at"] == ms("2026-11-19T15:10") // 60_000
    entry["version"] = company.rows("SELECT version FROM entry WHERE org=:org AND id=:id", id=row.id)[0].version
    company.push("aino", edit(entry, {"end": ms("2026-11-19T15:10")}))
    assert day_of(company)["result"]["findings"] == []
