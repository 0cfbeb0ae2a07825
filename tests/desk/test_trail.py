"""The audit log as a table: narrowed, sorted, saved, old and new in words; a cut is named."""

from leima.db.tx import Tx
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


def test_the_file_has_the_chosen_columns_and_others_are_refused(company: Company) -> None:
    correct(company)
    address = "/api/v1/tables/audit?sort=-number&columns=what,who,new&format=csv"
    csv = company.client.get(address, headers=company.headers("payroll")).content.decode("utf-8-sig").splitlines()
    assert csv[0] == "Tapahtuma;Tekijä;Jälkeen" and len(csv) > 1
    for path in ("tables/audit", "audit/chain"):
        assert company.client.get(f"/api/v1/{path}", headers=company.headers("boss")).status_code == 403
