"""The audit log as a table: narrowed, sorted, saved, old and new in words; a cut is named."""

import re
from typing import Any

import pytest

from leima.db.tx import Event, Tx
from leima.features.desk import log, trail
from leima.features.people import store as people
from tests.company import Company, punch


def table(company: Company, by: str = "payroll", **asked: str) -> list[dict[str, object]]:
    return [row["cells"] for row in company.get(by, "tables/audit", **asked)["rows"]]


def correct(company: Company) -> None:
    """The supervisor records a punch for Aino."""
    company.push("boss", punch(company.ids["aino"], "in", "2026-11-19T08:00"))


def test_events_are_narrowed_by_person_kind_date_and_thing_and_say_old_and_new_in_words(company: Company) -> None:
    correct(company)
    [first, *_] = table(company, sort="-number")
    assert (first["who"], first["person"], first["thing"]) == ("Boss", "Aino", "times")
    assert first["new"] and ":" in str(first["new"]) and first["seal"] == "holds"

    narrow = ("filter", f"what:{first['what']}"), ("filter", "person:Aino"), ("filter", "thing:times")
    for name, value in narrow:
        found = table(company, **{name: value})
        assert first["number"] in [one["number"] for one in found]
    assert table(company, filter="person:Eino", search=str(first["what"])) == []
    assert table(company, to="2020-01-01") == []


def test_events_of_sign_in_and_rights_are_a_subject_of_their_own(company: Company) -> None:
    def promote(tx: Tx) -> None:
        tx.org = company.ids["org"]
        people.set_roles(tx, company.ids["eino"], ("employee", "planner"))

    company.world.db.write_now(promote)
    found = table(company, filter="thing:security", sort="-number")
    assert (found[0]["person"], found[0]["thing"]) == ("Eino", "security")
    correct(company)
    assert len(table(company, filter="thing:security")) == len(found)


def test_a_cut_is_named_in_the_table_and_by_the_check_of_the_whole_chain(company: Company) -> None:
    correct(company)
    correct(company)
    whole = company.get("payroll", "audit/chain")
    assert whole["broken"] == []
    gone = whole["events"] - 1

    def cut(tx: Tx) -> None:
        tx.run("DELETE FROM audit_event WHERE n=:n", n=gone)

    company.world.db.write_now(cut)
    assert company.get("payroll", "audit/chain")["broken"] == [gone, gone + 1]
    assert {one["number"] for one in table(company) if one["seal"] == "broken"} == {gone + 1}
    assert [one["number"] for one in table(company, filter="seal:broken")] == [gone + 1]
    assert gone + 1 not in [one["number"] for one in table(company, filter="seal:holds")]


def test_the_file_has_the_chosen_columns_and_others_are_refused(company: Company) -> None:
    correct(company)
    address = "/api/v1/tables/audit?sort=-number&columns=what,who,new&format=csv"
    csv = company.client.get(address, headers=company.headers("payroll")).content.decode("utf-8-sig").splitlines()
    assert csv[0] == "Tapahtuma;Tekijä;Jälkeen" and len(csv) > 1
    for path in ("tables/audit", "audit/chain"):
        assert company.client.get(f"/api/v1/{path}", headers=company.headers("boss")).status_code == 403


def happened(company: Company, *events: tuple[str, str, str, str]) -> None:
    """Events of a minute each: who did what to whose thing of which kind."""

    def work(tx: Tx) -> None:
        tx.org = company.ids["org"]
        for n, (who, what, entity, whose) in enumerate(events):
            new = f'{{"person": "{company.ids[whose]}"}}'
            at = company.clock.now() + n * 60_000
            tx.audits.append(Event(at, company.ids.get(who), what, entity, f"{what}-{n}", None, new))

    company.world.db.write_now(work)


MIXED = [
    (who, what, entity, whose)
    for who, whose in (("boss", "aino"), ("payroll", "eino"), ("nobody", "aino"), ("aino", "hourly"))
    for what, entity in (("absence.recorded", "absence"), ("punch.confirmed", "punch"), ("person.roles", "link"))
]


def numbers(company: Company, **asked: str) -> list[object]:
    return [one["number"] for one in table(company, **asked)]


def test_the_newest_page_and_the_oldest_are_of_the_whole_log(company: Company) -> None:
    happened(company, *(MIXED * 25))
    whole = company.get("payroll", "tables/audit", size="1")
    assert whole["found"] == whole["all"] == company.get("payroll", "audit/chain")["events"]
    [first] = numbers(company, size="1")
    assert first == whole["all"]
    assert numbers(company, size="1", page=str(whole["all"] - 1)) == [1]
    assert numbers(company, sort="number", size="3") == [1, 2, 3]


@pytest.mark.parametrize("by", ["what", "who", "person", "at", "number"])
@pytest.mark.parametrize("way", ["", "-"])
def test_pages_in_any_order_hold_every_event_once(company: Company, by: str, way: str) -> None:
    happened(company, *MIXED)
    whole = company.get("payroll", "tables/audit", size="200", sort=f"{way}{by}")
    paged = [n for page in range(20) for n in numbers(company, sort=f"{way}{by}", size="7", page=str(page))]
    assert paged == [row["cells"]["number"] for row in whole["rows"]]
    assert sorted(paged, key=str) == sorted(range(1, whole["all"] + 1), key=str)
    told = [row["cells"][by] for row in whole["rows"]]
    there = [one for one in told if one is not None]
    assert there == sorted(there, reverse=way == "-") and told == there + [None] * (len(told) - len(there))


def test_the_store_finds_what_a_reader_of_every_row_would_find(company: Company) -> None:
    happened(company, *MIXED)
    every = table(company, size="200")
    for key in ("what", "who", "person", "thing", "seal"):
        for value in {str(one[key] or "") for one in every}:
            found = numbers(company, size="200", filter=f"{key}:{value}")
            assert found == [one["number"] for one in every if str(one[key] or "") == value], (key, value)
    for search in ("aino", "EINO", "järjestelmä", "poissaolo", "aino poissaolo boss", "%", "ei ketään"):
        texts = {one["number"]: f"{one['what']} {one['who']} {one['person'] or ''}".casefold() for one in every}
        fits = [n for n, text in texts.items() if all(word in text for word in search.casefold().split())]
        assert numbers(company, size="200", search=search) == fits, search


def test_names_are_found_whatever_the_size_of_their_letters(company: Company) -> None:
    def named(tx: Tx) -> None:
        tx.org = company.ids["org"]
        for who, name in (("aino", "Äijälä Örn"), ("eino", "ÖSTEN ÅBERG")):
            tx.run("UPDATE person SET name=:name WHERE org=:org AND id=:id", name=name, org=tx.org, id=company.ids[who])

    company.world.db.write_now(named)
    happened(company, *MIXED)
    for search, name in (("äijä ÖRN", "Äijälä Örn"), ("östen", "ÖSTEN ÅBERG"), ("åBerg", "ÖSTEN ÅBERG")):
        found = table(company, size="200", search=search)
        assert found and all(name in (one["who"], one["person"]) for one in found), search


def test_an_order_that_nobody_can_give_is_refused_and_its_heading_says_so(company: Company) -> None:
    told = company.get("payroll", "tables/audit")["columns"]
    assert [one["key"] for one in told if not one["sorts"]] == ["time", "thing", "old", "new", "seal"]
    for asked in ("sort=old", "sort=seal", "filter=old:x", "filter=secret:x"):
        answer = company.client.get(f"/api/v1/tables/audit?{asked}", headers=company.headers("payroll"))
        assert answer.status_code == 400, asked


def test_a_time_of_day_has_seconds_only_where_another_event_has_the_same_minute() -> None:
    at = 1_795_249_807_000  # 21 November 2026 at 10.30.07 in Helsinki
    assert trail._times([at, at + 60_000], "fi", "Europe/Helsinki") == ["10.30", "10.31"]
    assert trail._times([at, at + 5_000], "fi", "Europe/Helsinki") == ["10.30.07", "10.30.12"]
    assert trail._times([at, at], "en", "Europe/Helsinki") == ["10:30:07", "10:30:07"]


def test_the_table_tells_times_of_day_as_the_reader_writes_them(company: Company) -> None:
    correct(company)
    times = [str(one["time"]) for one in table(company, size="200")]
    assert times and all(re.fullmatch(r"\d{1,2}\.\d\d(\.\d\d)?", one) for one in times), times


def test_a_page_reads_no_more_events_however_long_the_log_is(company: Company, monkeypatch: pytest.MonkeyPatch) -> None:
    happened(company, *(MIXED * 40))
    real, asked = log.read, []

    def counting(*given: Any) -> Any:
        found = real(*given)
        asked.append(len(found))
        return found

    monkeypatch.setattr(log, "read", counting)
    for sort in ("", "what", "-who", "person", "-number"):
        asked.clear()
        assert len(table(company, sort=sort, size="20", page="3")) == 20
        assert sum(asked) == 20, sort
